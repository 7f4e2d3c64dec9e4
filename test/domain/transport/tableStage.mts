import { asFault } from '../../../nodes/Coachview/domain/fault';
import { createClient, type ClientOptions } from '../../../nodes/Coachview/transport/client';
import { MemoryCoachview, type Json, type Person } from '../../harness/memory.mts';
import { MemoryWeb, type Answer, type Seen, type Trouble } from '../../harness/memoryWeb.mts';

/** Rows by path. */
export type Tables = { [path: string]: Person[] };

let clients = 0;

/**
 * Coachview as nothing but tables that can be listed, filtered, sorted and added to; each stage has an API client of its
 * own, so that nothing is known from the one before.
 *
 * @param troubles answers that come first
 */
export async function tableStage(
	tables: Tables,
	troubles: Trouble[] = [],
	options: Partial<ClientOptions> = { maxWait: 30 },
) {
	const web = new MemoryWeb(new MemoryCoachview());
	web.credential = { environment: 'live', clientId: `tables${++clients}`, scope: '' };
	web.troubles.push(...troubles, { count: Infinity, answer: (seen) => serve(tables, seen) });
	const client = await createClient(web.context(), options);
	/** Requests so far, as `GET Personen where=… skip=…`; forgotten once they are told. */
	const asked = () =>
		web.seen
			.splice(0)
			.map(({ method, path, query }) =>
				[method, path, ...Object.entries(query).map(([name, value]) => `${name}=${value}`)].join(' '),
			);
	return { web, client, tables, asked };
}

/** @returns how a piece of work ends: what it gives, or its fault's reason and sentence */
export async function ending<T>(work: Promise<T>): Promise<T | string> {
	return await work.catch((error: unknown) => {
		const { reason, message } = asFault(error);
		return `${reason}: ${message}`;
	});
}

export const json = (value: Json, status = 200, headers = {}): Answer => ({
	status,
	headers,
	body: JSON.stringify(value),
});

/** @returns answers of a list that ignores filters and orders, but heeds the place */
export const paged =
	(rows: readonly Person[]) =>
	({ query: { skip = '0', take = '100' } }: Seen): Answer =>
		json(rows.slice(Number(skip), Number(skip) + Number(take)));

/** @returns an ID that sorts by its number */
export const idOf = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

/** What this Coachview does with one request. */
function serve(tables: Tables, { method, path, query, body }: Seen): Answer {
	const [name = ''] = path.split('/');
	const rows = tables[path] ?? tables[name];
	if (!rows) return json({}, 404);
	if (method === 'POST') {
		const made = { id: idOf(rows.length + 1), ...(JSON.parse(body) as Person) };
		rows.push(made);
		return json(made, 201);
	}
	if (tables[path] === undefined) {
		const one = rows.find(({ id }) => path.endsWith(`/${String(id)}`));
		return one ? json(one) : json({}, 404);
	}
	const { where = '', orderby = '', skip = '0', take = '100' } = query;
	const conditions = where.split(';').filter(Boolean);
	const found = rows.filter((row) => conditions.every((condition) => fits(row, condition)));
	const [field = '', direction] = orderby.split(' ');
	if (field !== '') {
		found.sort((a, b) => (told(a, field) < told(b, field) ? -1 : 1));
		if (direction === 'desc') found.reverse();
	}
	return json(found.slice(Number(skip), Number(skip) + Number(take)));
}

/** A comma means from,to in a filter by moment, and either in any other (vendor documentation). */
function fits(row: Person, condition: string): boolean {
	const [, field = '', value = ''] = /^([\w.]+)=(.*)$/.exec(condition) ?? [];
	const values = value.split(',').map((one) => one.toLowerCase());
	if (!field.toLowerCase().endsWith('datumtijd')) return values.includes(told(row, field).toLowerCase());
	const [from = '', to = ''] = values.map((day) => day.split('-').reverse().join('-'));
	const day = told(row, field).slice(0, 10);
	return day >= from && day < to;
}

/** The member that a path names, in any capitals. */
function told(row: Person, path: string): string {
	let value: Json | undefined = row;
	for (const key of path.toLowerCase().split('.')) {
		const members: Array<[string, Json]> = Object.entries((value ?? {}) as Person);
		value = members.find(([name]) => name.toLowerCase() === key)?.[1];
	}
	return value === undefined || value === null ? '' : String(value);
}
