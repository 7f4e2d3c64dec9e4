import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export const ROWS = 50_000;
/** Bytes of a person as in the report of 50,000 people with 54 MB. */
const BYTES = 1080;
/** Most people on a page. */
const PAGE = 100;

/** A Coachview that only lists people, quickly. */
export interface ManyPeople {
	url: string;
	jsonBytes: number;
	/** Answers what a workflow asks for as its last step; the items are all in memory until then. */
	onDone(listener: (answer: () => void) => void): void;
	close(): Promise<void>;
}

/** @returns a server with so many people that it takes no time to make their JSON */
export async function listManyPeople(count = ROWS): Promise<ManyPeople> {
	const people = Array.from({ length: count }, (_, nr) => Buffer.from(person(nr)));
	let done = (answer: () => void) => answer();
	const server = createServer((request, response) => {
		response.setHeader('content-type', 'application/json; charset=utf-8');
		const { pathname, searchParams } = new URL(request.url ?? '/', 'http://coachview');
		if (pathname.endsWith('/done')) return done(() => response.end('{}'));
		if (pathname.endsWith('/token'))
			return void response.end('{"access_token":"t","expires_in":3600,"token_type":"Bearer"}');
		const skip = Number(searchParams.get('skip'));
		const rows = people.slice(skip, skip + Math.min(PAGE, Number(searchParams.get('take'))));
		response.end(Buffer.concat([...rows.flatMap((row, at) => [Buffer.from(at === 0 ? '[' : ','), row]), end(rows)]));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		jsonBytes: people.reduce((sum, { length }) => sum + length, 0),
		onDone: (listener) => (done = listener),
		close: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

const end = (rows: readonly Buffer[]) => Buffer.from(rows.length === 0 ? '[]' : ']');

function person(nr: number): string {
	const at = `2025-01-01T09:10:07.${nr}`;
	const start = JSON.stringify({
		id: `${String(nr).padStart(8, '0')}-0000-4000-8000-000000000000`,
		titel: null,
		voorletters: 'J.',
		voornaam: `Johanna ${nr}`,
		tussenvoegsels: null,
		achternaam: `Achternaam ${nr}`,
		geslacht: 'Vrouw',
		geboortedatum: '1987-04-12',
		geboorteplaats: "'s-Gravenhage",
		inactief: false,
		adres: {
			adres1: `Kerkstraat ${nr}`,
			adres2: null,
			adres3: null,
			adres4: null,
			postcode: '2514 EA',
			plaats: "'s-Gravenhage",
			landCode: 'NL',
		},
		factuurAdres: null,
		email1: `johanna.achternaam${nr}@example.org`,
		email2: null,
		tel1: '+31 70 0000 123',
		tel2: null,
		externId: String(nr),
		externSource: 'HR',
		bedrijfId: '66666666-6666-4666-8666-666666666666',
		functieId: '77777777-7777-4777-8777-777777777777',
		kaartnummer: 1,
		auditTrail: {
			aangemaaktDatumTijd: at,
			aangemaaktDoor: 'demo.beheerder',
			gewijzigdDatumTijd: at,
			gewijzigdDoor: 'demo.beheerder',
			etag: nr,
		},
	}).slice(0, -1);
	// A number that must become text, and letters that make every text of the answer two bytes wide.
	const last = '"bonus":1.10}';
	const remark =
		`,"opmerking":"❄ ${'Parkeert achter het gebouw en komt met de trein als het sneeuwt. '.repeat(10)}`.slice(
			0,
			BYTES - start.length - last.length - 4,
		);
	return `${start}${remark}",${last}`;
}
