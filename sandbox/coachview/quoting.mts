import type { FastifyRequest } from 'fastify';
import type { Choices } from '../assumptions/register.mts';
import type { BadRequest, Refusal } from './errors.mts';

export const escapeHtml = (text: string) =>
	text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;').replace(/'/g, '&#39;');

const months = [
	'januari',
	'februari',
	'maart',
	'april',
	'mei',
	'juni',
	'juli',
	'augustus',
	'september',
	'oktober',
	'november',
	'december',
];

/** Texts of a body at any depth, and the values of a filter. */
function sentValues(request: FastifyRequest): string[] {
	const found: string[] = [];
	const walk = (value: unknown): void => {
		if (typeof value === 'string' && value.length > 2) found.push(value);
		else if (value !== null && typeof value === 'object') Object.values(value).forEach(walk);
	};
	try {
		walk(JSON.parse(String(request.body ?? '{}')));
	} catch {
		// A body that is no JSON has no values to repeat.
	}
	const where = new URLSearchParams(request.url.split('?')[1] ?? '').get('where');
	for (const condition of where?.split(';') ?? []) walk(condition.split(/[<>=]+/)[1]);
	return found;
}

/** The message and the complaints of a refusal, with what assumption A79 lets them repeat of the request. */
export function quoting(
	refusal: Refusal,
	request: FastifyRequest,
	{ errorValues }: Choices,
): { message: string; errors: Record<string, string[]> } {
	const errors = (refusal as Partial<BadRequest>).errors ?? {};
	const { message } = refusal;
	if (errorValues === 'none') return { message, errors };
	const values = sentValues(request);
	const said = (how: (value: string) => string) => ({ message: [message, ...values.map(how)].join(' '), errors });
	switch (errorValues) {
		case 'truncated':
			return said((value) => `Truncated value: '${value.slice(0, 14)}'.`);
		case 'upper':
			return said((value) => `${value.toUpperCase()}.`);
		case 'html':
			return said((value) => `${escapeHtml(value)} ${encodeURIComponent(value)}.`);
		case 'keys':
			return { message, errors: { ...errors, ...Object.fromEntries(values.map((value) => [value, ['Not valid.']])) } };
		case 'token':
			return { message: `${message} ${request.headers.authorization ?? ''}`.trim(), errors };
		default:
			return said((value) => {
				const date = /^\d{4}-(\d\d)-(\d\d)/.exec(value);
				return date ? `De deelnemer is op ${Number(date[2])} ${months[Number(date[1]) - 1]} jarig.` : '';
			});
	}
}
