import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { projectRoot } from '../../hosts/cache.mjs';

export const LANGUAGES = ['en', 'nl'] as const;
export type Language = (typeof LANGUAGES)[number];

/** What the library asks for, in one language; Markdown without headings. */
export interface Texts {
	/** Begins with a verb; capitals as in a sentence. */
	title: string;
	overview: string;
	for: string;
	how: string;
	setup: string[];
	requirements: string[];
	customize: string[];
}

/** One template; its name is that of its workflow file. */
export interface Template {
	name: string;
	categories: string[];
	texts: Record<Language, Texts>;
}

interface Form extends Partial<Texts> {
	/** Steps that follow those of the workflow's own. */
	setupEnd?: string[];
}
interface Entry {
	categories: string[];
	like?: string;
	values?: Record<string, string>;
	/** Values that are others in Dutch. */
	valuesNl?: Record<string, string>;
	own?: Record<Language, string[]>;
	en?: Partial<Texts>;
	nl?: Partial<Texts>;
}
interface File {
	forms: Record<string, Record<Language, Form>>;
	templates: Record<string, Entry>;
}

/** Folder of the pages and of the one file that they are made from. */
const TEMPLATES = 'templates';

/**
 * Reads the texts of all templates, with forms and values put in.
 * @throws Error for a form that does not exist, a text that is missing, or a value that nobody gives
 */
export function readTemplates(text = readFileSync(join(projectRoot, TEMPLATES, 'templates.yml'), 'utf8')): Template[] {
	const { forms = {}, templates } = parse(text) as Partial<Pick<File, 'forms'>> & File;
	return Object.entries(templates).map(([name, entry]) => ({
		name,
		categories: entry.categories,
		texts: { en: textsOf(name, entry, forms, 'en'), nl: textsOf(name, entry, forms, 'nl') },
	}));
}

function textsOf(name: string, entry: Entry, forms: File['forms'], language: Language): Texts {
	const form = entry.like === undefined ? {} : forms[entry.like]?.[language];
	if (!form) throw new Error(`${name}: there is no form "${String(entry.like)}".`);
	const { setupEnd = [], ...shared } = form;
	const all: Partial<Texts> = { setup: [...(entry.own?.[language] ?? []), ...setupEnd], ...shared, ...entry[language] };
	const { title, overview, for: whom, how, setup = [], requirements = [], customize = [] } = all;
	if (!title || !overview || !whom || !how)
		throw new Error(`${name}: title, overview, for and how are needed in ${language}.`);
	const filled = (one: unknown) => {
		// A colon makes a member of a line that is not in quotes.
		if (typeof one !== 'string') throw new Error(`${name}: put quotes around ${JSON.stringify(one)}.`);
		return fill(name, one, entry, language).replaceAll(/\s+/g, ' ').trim();
	};
	return {
		title: filled(title),
		overview: filled(overview),
		for: filled(whom),
		how: filled(how),
		setup: setup.map(filled),
		requirements: requirements.map(filled),
		customize: customize.map(filled),
	};
}

/** `{name}` is `values.name`, in Dutch `valuesNl.name` or `values.nameNl` when there is one. */
function fill(template: string, text: string, { values = {}, valuesNl = {} }: Entry, language: Language): string {
	return text.replaceAll(/\{(\w+)\}/g, (_, key: string) => {
		const dutch = language === 'nl' ? (valuesNl[key] ?? values[`${key}Nl`]) : undefined;
		const value = dutch ?? values[key];
		if (value === undefined) throw new Error(`${template}: nobody says what {${key}} is.`);
		return value;
	});
}
