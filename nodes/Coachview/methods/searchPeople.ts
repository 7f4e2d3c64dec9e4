import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { textAt, type RawRecord } from '../domain/json/record';
import { createClient } from '../transport/client';
import { toNodeError } from '../transport/errors';
import { People } from '../transport/people';
import { buildWhere } from '../domain/query/where';

const PAGE = 50;

/**
 * The list behind the record picker, sorted by last name. Coachview has no known "contains" filter (assumption A07), so
 * a search text is taken as an email address when it has an @, and otherwise as a whole last name.
 *
 * @param paginationToken rows already shown
 */
export async function searchPeople(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	try {
		const shown = Number(paginationToken ?? 0);
		const text = filter?.trim() ?? '';
		const field = text.includes('@') ? 'email1' : 'achternaam';
		const people = new People(await createClient(this, { maxWait: 5 }));
		const rows = await people.list({
			...(text === '' ? {} : { where: buildWhere([{ field, operator: '=', value: text }]) }),
			orderby: 'achternaam asc',
			skip: String(shown),
			take: String(PAGE),
		});
		return {
			results: rows.map((row) => ({ name: labelOf(row), value: textAt(row, ['id']) })),
			...(rows.length > 0 && text === '' ? { paginationToken: String(shown + rows.length) } : {}),
		};
	} catch (error) {
		throw toNodeError(this.getNode(), error, 0);
	}
}

function labelOf(row: RawRecord): string {
	const name = ['voornaam', 'tussenvoegsels', 'achternaam'].map((field) => textAt(row, [field])).filter((part) => part !== '').join(' ');
	const source = textAt(row, ['externSource']);
	const key = [source, textAt(row, ['externId'])].filter((part) => part !== '').join('/');
	return key === '' ? name : `${name} (${key})`;
}
