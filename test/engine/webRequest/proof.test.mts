import { courseId } from '../../../sandbox/seed/courseRecords.mts';
import { runNode } from '../../harness/engine.mts';
import { answer, startStandIn, type StandIn } from '../../harness/standIn.mts';

// "None has this reference" of a Coachview with many web requests that somebody made by hand, without one.

type Row = { id: string; nummer: string; referentieNrKlant: string | null };
const id = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const row = (number: number, referentieNrKlant: string | null = null): Row => ({
	id: id(number),
	nummer: `W-${number}`,
	referentieNrKlant,
});
let rows: Row[];
let finds: boolean;
let server: StandIn;
beforeEach(async () => {
	finds = true;
	server = await startStandIn({
		api: (request, response, body) => {
			const query = new URL(request.url ?? '', 'http://x').searchParams;
			if (request.method === 'POST') {
				rows.push(row(rows.length + 1, (JSON.parse(body) as { referentieNrKlant: string }).referentieNrKlant));
				return answer(201, JSON.stringify({ nummer: rows.at(-1)?.nummer }))(request, response, body);
			}
			const wanted = query.get('where')?.split('=')[1];
			const hits =
				wanted === undefined
					? [...rows].reverse()
					: finds
						? rows.filter((one) => one.referentieNrKlant === wanted)
						: [];
			const skip = Number(query.get('skip'));
			answer(200, JSON.stringify(hits.slice(skip, skip + Number(query.get('take')))))(request, response, body);
		},
	});
});
afterEach(() => server.stop());

const create = async (reference: string) => {
	const { outputs, error } = await runNode({
		type: 'coachview',
		parameters: {
			resource: 'webRequest',
			operation: 'create',
			reference,
			courses: { row: [{ courseId }] },
			contactLastName: 'Voorbeeld',
		},
		credential: server.credential,
	});
	if (error) throw Object.assign(new Error(error.message), error);
	return outputs[0]![0]!.json.outcome;
};
const many = (number: number) => Array.from({ length: number }, (_, at) => row(at + 1));
const posts = () => server.seen.filter((one) => one.startsWith('POST')).length;
const refused = {
	message: 'It cannot be seen whether Coachview has a web request with this reference already',
};

it('is believed when one far behind is found by its reference', async () => {
	rows = [row(0, 'web-1'), ...many(250)];
	expect(await create('nieuw')).toBe('created');
	expect(await create('nieuw')).toBe('exists');
	expect(posts()).toBe(1);
});

it('is not believed when that one is not found', async () => {
	rows = [row(0, 'web-1'), ...many(250)];
	finds = false;
	await expect(create('nieuw')).rejects.toMatchObject(refused);
	expect(posts()).toBe(0);
});

it('is believed when all were seen and none has a reference', async () => {
	rows = many(120);
	expect(await create('nieuw')).toBe('created');
	expect(await create('ander')).toBe('created');
	expect(posts()).toBe(2);
});

it('is not believed when there are too many to see them all', async () => {
	rows = many(2_100);
	await expect(create('nieuw')).rejects.toMatchObject(refused);
	expect(posts()).toBe(0);
});
