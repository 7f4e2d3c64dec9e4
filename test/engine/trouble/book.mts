import type { ServerResponse } from 'node:http';
import type { IDataObject } from 'n8n-workflow';
import { answer, startStandIn, type Handler } from '../../harness/standIn.mts';
import { byId, personAt, type Run } from './desk.mts';

export const annaId = '44444444-4444-4444-8444-444444444444';

type Person = Record<string, unknown>;

/** A Coachview with one person in it that lies as a test tells it to. */
export interface Book {
	url: string;
	/** What is stored. */
	person: Person;
	/** Bodies of the writes, oldest first. */
	puts: Person[];
	/** Requests in the order of arrival. */
	seen: string[];
	update(fields: IDataObject, options?: IDataObject, more?: IDataObject): Promise<Run>;
	get(): Promise<Run>;
	stop(): void;
}

export interface Lies {
	/** What is stored of a body. */
	store?: (body: Person, before: Person) => Person;
	/** What a write answers; a text goes out as it is, undefined is 204. */
	tell?: (stored: Person, body: Person, before: Person) => Person | string | undefined;
	/** What the nth read (from 1) shows. */
	show?: (stored: Person, count: number) => Person | string;
	/** Takes a request over before anything happens. @returns whether it has */
	instead?: (method: string, response: ServerResponse, counts: { reads: number; writes: number }) => boolean;
	/** The etag after a write. */
	step?: (etag: number) => number;
}

export const version = (person: Person): number => Number((person.auditTrail as { etag: number }).etag);

export async function openBook({ store, tell, show, instead, step = (etag) => etag + 1 }: Lies = {}): Promise<Book> {
	const counts = { reads: 0, writes: 0 };
	const api: Handler = (request, response, body) => {
		const method = String(request.method);
		if (!String(request.url).split('?')[0]?.includes(annaId) && method === 'GET')
			return answer(404)(request, response, body);
		counts[method === 'GET' ? 'reads' : 'writes']++;
		if (instead?.(method, response, counts)) return;
		const send = (shown: Person | string | undefined) =>
			answer(shown === undefined ? 204 : 200, typeof shown === 'string' ? shown : JSON.stringify(shown))(
				request,
				response,
				body,
			);
		if (method === 'GET') return send(show ? show(book.person, counts.reads) : book.person);
		const sent = JSON.parse(body) as Person;
		const before = book.person;
		book.puts.push(sent);
		const nulls = Object.fromEntries(Object.keys(before).map((name) => [name, null]));
		book.person = {
			...nulls,
			...(store ? store(sent, before) : sent),
			id: annaId,
			auditTrail: { etag: step(version(before)), gewijzigdDoor: 'api' },
		};
		return send(tell ? tell(book.person, sent, before) : book.person);
	};
	const server = await startStandIn({ api });
	const book: Book = {
		url: server.url,
		person: {
			id: annaId,
			achternaam: 'Bakker',
			voornaam: 'Anna',
			titel: null,
			tel1: '010 1',
			opmerking: 'rustig',
			geboorteplaats: null,
			geboortedatum: null,
			externId: '7',
			externSource: 'HR',
			adres: { adres1: 'Kade 1', plaats: 'Sneek' },
			auditTrail: { etag: 5, gewijzigdDoor: 'x' },
		},
		puts: [],
		seen: server.seen,
		update: async (fields, options = {}, more = {}) =>
			await personAt(server.credential, 'update', { person: byId(annaId), fields, options, ...more }),
		get: async () =>
			await personAt(server.credential, 'get', { person: byId(annaId), simplify: false, options: { maxWait: 0 } }),
		stop: () => server.stop(),
	};
	books.push(book);
	return book;
}

const books: Book[] = [];

export function closeBooks(): void {
	books.splice(0).forEach((book) => book.stop());
}
