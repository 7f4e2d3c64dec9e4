import type { Schema } from '../../scripts/entities/schemas.mts';

/** @returns members of another type than the schema says; null and left out fit everywhere */
export function misfitsOf(value: unknown, { type, properties = {} }: Schema, at: string): string[] {
	if (value === null || value === undefined) return [];
	const found = Array.isArray(value) ? 'array' : typeof value;
	if (found !== type) return [`${at} is ${found}`];
	return Object.entries(properties).flatMap(([name, schema]) =>
		misfitsOf((value as Record<string, unknown>)[name], schema, `${at}.${name}`),
	);
}
