import SwaggerParser from '@apidevtools/swagger-parser';
import { DescriptionError, pageInstead, type Source } from './source.mts';

export type Json = Record<string, unknown>;

/** A description with every reference inside it replaced by what it points at; it may therefore be circular. */
export interface Document {
	/** `OpenAPI 3.0.1` or `Swagger 2.0`. */
	form: string;
	json: Json;
	/** What breaks the rules of OpenAPI, in a sentence; it was read all the same. */
	remark?: string;
}

type Input = Parameters<typeof SwaggerParser.dereference>[0];

export const isObject = (value: unknown): value is Json =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** Only references inside the document are followed: nothing else is fetched or read. */
const inside = { resolve: { external: false } } as const;

/**
 * @throws DescriptionError for a text that is no OpenAPI description of version 2 or 3
 */
export async function readDocument(source: Source): Promise<Document> {
	const json = await parsed(source);
	const form = formOf(json);
	if (form === undefined) throw new DescriptionError(`${source.name} is not an OpenAPI description of version 2 or 3.`);
	if (!isObject(json.paths) || Object.keys(json.paths).length === 0)
		throw new DescriptionError(`${source.name} is an OpenAPI description without any path.`);
	try {
		const whole = await SwaggerParser.dereference(copy(json), inside);
		return { form, json: whole as unknown as Json, ...(await remarkOn(json)) };
	} catch (error) {
		throw new DescriptionError(`${source.name} has references that lead nowhere: ${pointerIn(error)}.`);
	}
}

const copy = (json: Json) => structuredClone(json) as unknown as Input;

async function parsed({ text, name }: Source): Promise<Json> {
	const plain = text.replace(/^\uFEFF/, '').trim();
	if (plain === '') throw new DescriptionError(`${name} is empty.`);
	if (plain.startsWith('<')) {
		if (/^<(!doctype html|html)/i.test(plain)) throw new DescriptionError(pageInstead(name));
		throw new DescriptionError(`${name} is XML, not an OpenAPI description.`);
	}
	const json = readJson(plain) ?? (await readYaml(plain));
	if (!isObject(json)) throw new DescriptionError(`${name} is neither JSON nor YAML that describes an API.`);
	return json;
}

function readJson(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return undefined;
	}
}

/** The parser reads YAML from files only; this hands it the text in place of one. */
async function readYaml(text: string): Promise<unknown> {
	if (text.startsWith('{')) return undefined;
	try {
		return (await SwaggerParser.parse('description.yaml', {
			resolve: { file: false, http: false, given: { order: 1, canRead: true, read: () => text } },
		} as never)) as unknown;
	} catch {
		return undefined;
	}
}

function formOf(json: Json): string | undefined {
	if (typeof json.openapi === 'string' && /^3\.\d/.test(json.openapi)) return `OpenAPI ${json.openapi}`;
	return String(json.swagger) === '2' || String(json.swagger) === '2.0' ? 'Swagger 2.0' : undefined;
}

/** A description that breaks a rule somewhere is still worth reading; the parser's own words may hold examples. */
async function remarkOn(json: Json): Promise<{ remark?: string }> {
	try {
		await SwaggerParser.validate(copy(json), inside);
		return {};
	} catch {
		return { remark: 'The description breaks rules of OpenAPI somewhere. It was read as far as it can be.' };
	}
}

/** The reference that is named in the parser's message; the rest of it says nothing to a user. */
const pointerIn = (error: unknown): string =>
	/#\/[\w/~.$-]+|"[\w~.$-]+"/.exec((error as Error).message)?.[0] ?? 'unknown';
