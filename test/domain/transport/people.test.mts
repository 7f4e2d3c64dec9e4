import { asFault } from '../../../nodes/Coachview/domain/fault';
import { rawRecord, textAt } from '../../../nodes/Coachview/domain/json/record';
import { createPerson } from '../../../nodes/Coachview/domain/update/createPerson';
import { safeUpdate, type UpdateRequest } from '../../../nodes/Coachview/domain/update/safeUpdate';
import { createClient } from '../../../nodes/Coachview/transport/client';
import { listPeople } from '../../../nodes/Coachview/transport/paging';
import { People, type WritingStyle } from '../../../nodes/Coachview/transport/people';
import { MemoryCoachview, type Json, type Manners, type Person } from '../../harness/memory.mts';
import { MemoryWeb, type Answer, type Trouble } from '../../harness/memoryWeb.mts';

jest.mock('n8n-workflow', () => ({ ...jest.requireActual<object>('n8n-workflow'), sleep: async () => undefined }));

const ID = '11111111-1111-4111-8111-111111111111';
const START: Person = { externId: '1001', externSource: 'HR', voornaam: 'Sanne', titel: null, tel1: '1', adres: { adres1: 'Markt 1', plaats: null } };
let clients = 0;

interface Scene {
	troubles?: Trouble[];
	manners?: Partial<Manners>;
	style?: Partial<WritingStyle>;
	start?: Person;
	others?: Person[];
	web?: (web: MemoryWeb) => void;
}

/** Each stage has an API client of its own, so that nothing is known from the one before. */
async function stage({ troubles = [], manners, style, start = START, others = [], web: prepare }: Scene) {
	const memory = new MemoryCoachview(manners);
	memory.add(ID, start);
	others.forEach((person, index) => memory.add(String(person.id ?? `other${index}`), person));
	const web = new MemoryWeb(memory);
	web.credential = { environment: 'live', clientId: `client${++clients}`, scope: '' };
	prepare?.(web);
	web.troubles.push(...troubles);
	const client = await createClient(web.context());
	const people = new People(client, style);
	const update = async (wish: { [name: string]: Json }, more: Partial<UpdateRequest> = {}) => {
		const changes = Object.entries(wish).map(([name, value]) => ({ path: name.split('.'), json: JSON.stringify(value) }));
		const request: UpdateRequest = { changes, policy: 'overwrite', expected: { personId: ID }, readOnly: ['auditTrail'], dryRun: false, verify: true, rereadBeforeWrite: false, known: people.known, ...more };
		return await safeUpdate(people.person(ID), request).then(({ outcome, verified, unverifiedFields }) => [outcome, verified, ...unverifiedFields].join(' '), (error: unknown) => [asFault(error).reason, ...asFault(error).fields].join(' '));
	};
	const bodies = () => web.seen.filter(({ method }) => method === 'PUT').map(({ body }) => JSON.parse(body) as Person);
	return { memory, web, client, people, update, bodies };
}

const status = (code: number, body = '{}', headers = {}): Answer => ({ status: code, headers, body });

describe('an update', () => {
	it.each<[string, Scene, string, string]>([
		['is learned with four reads, and verified by one', {}, 'updated read', 'GET GET GET PUT GET'],
		['is sent once more after a 500 and a look', { troubles: [{ method: 'PUT', answer: status(500) }] }, 'updated read', 'GET GET GET PUT GET PUT GET'],
		['finds what a lost answer has stored', { troubles: [{ method: 'PUT', answer: status(504), done: true }] }, 'updated read', 'GET GET GET PUT GET'],
		['finds what a redirect has stored', { troubles: [{ method: 'PUT', answer: status(303), done: true }] }, 'updated read', 'GET GET GET PUT GET'],
		['waits when there is too much, and reads anew', { troubles: [{ method: 'PUT', answer: status(429, '{}', { 'Retry-After': '1' }) }] }, 'updated read', 'GET GET GET PUT GET PUT GET'],
		['reads anew with a new token', { troubles: [{ method: 'PUT', answer: status(401) }] }, 'updated read', 'GET GET GET PUT GET PUT GET'],
		['is refused', { troubles: [{ method: 'PUT', answer: status(400) }] }, 'rejected', 'GET GET GET PUT'],
		['of somebody who is gone', { troubles: [{ method: 'GET', answer: status(404) }] }, 'notFound', 'GET'],
		['is not told as a loss when what comes back is no person', { troubles: [{ method: 'GET', skip: 3, count: 9, answer: status(200, '{"message":"x"}') }] }, 'unknownOutcome', 'GET GET GET PUT GET GET GET GET'],
		['is not made from what is no person', { troubles: [{ method: 'GET', count: 9, answer: status(200, '{"message":"x"}') }] }, 'unexpectedAnswer', 'GET GET GET GET'],
		['of an example is not made', { start: { ...START, externId: ID, bedrijfId: ID, functieId: ID } }, 'sampleData', 'GET'],
	])('%s', async (_, scene, told, verbs) => {
		const { update, web, client } = await stage(scene);
		expect([await update({ tel1: '2' }), web.verbs]).toEqual([told, verbs]);
		expect(client.requests).toBe(web.seen.length);
	});

	it('of the next person takes two requests', async () => {
		const { update, web } = await stage({});
		await update({ tel1: '2' });
		web.seen.length = 0;
		expect([await update({ tel1: '3' }), web.verbs]).toEqual(['updated answer', 'GET PUT']);
	});

	it('learns that the id belongs into the body, and 404 does not make somebody who is gone', async () => {
		const atPersonen: Trouble = { method: 'PUT', path: 'Personen/', count: 9, answer: status(405) };
		const inBody: Trouble = { method: 'PUT', path: 'Personen', count: 9, answer: ({ path, body }) => (path === 'Personen' ? status(200, body) : undefined) };
		const { update, web } = await stage({ troubles: [atPersonen, inBody] });
		await update({ tel1: '2' });
		await update({ tel1: '2' });
		expect(web.seen.filter(({ method }) => method === 'PUT').map(({ path }) => path)).toEqual([`Personen/${ID}`, 'Personen', 'Personen']);
		const gone = await stage({ troubles: [{ method: 'PUT', answer: status(404) }, { method: 'GET', skip: 3, answer: status(404) }] });
		expect(await gone.update({ tel1: '2' })).toBe('notFound');
		expect(gone.web.verbs).toBe('GET GET GET PUT GET');
	});

	it('sends a null only to a Coachview that asks for it by name', async () => {
		const wants: Trouble = { method: 'PUT', count: 9, answer: ({ body }) => (body.includes('"titel":null') ? undefined : status(400, '{"errors":{"titel":["is required"]}}')) };
		const { update, bodies } = await stage({ troubles: [wants] });
		expect(await update({ tel1: '2' })).toBe('updated read');
		expect(bodies().map((body) => 'titel' in body)).toEqual([false, true]);
		expect(await update({ tel1: '3' })).toBe('updated answer');
		expect(bodies().map((body) => 'titel' in body)).toEqual([false, true, true]);
		const unknown = await stage({ start: { ...START, vrij: null }, troubles: [{ method: 'PUT', answer: status(400, '{"errors":{"vrij":["is required"]}}') }] });
		expect(await unknown.update({ tel1: '2' })).toMatch(/^rejected/);
	});

	it('sends If-Match where that is chosen', async () => {
		const { update, web } = await stage({ style: { concurrency: 'ifMatch' } });
		await update({ tel1: '2' });
		expect(web.seen.find(({ method }) => method === 'PUT')?.headers['If-Match']).toBe('"100"');
		const none = await stage({ style: { concurrency: 'none' } });
		await none.update({ tel1: '2' });
		expect(none.web.seen.find(({ method }) => method === 'PUT')?.headers).not.toHaveProperty('If-Match');
	});

	it('stops before the reserve is used', async () => {
		const { update, web } = await stage({ troubles: [{ method: 'GET', skip: 2, answer: ({ path }) => (path.includes('Personen') ? { status: 200, headers: { 'X-Rate-Limit-Remaining': '1', 'X-Rate-Limit-Reset': '3600' }, body: JSON.stringify({ id: ID, ...START, auditTrail: { etag: '100', gewijzigdOp: 0 } }) } : undefined) }] });
		expect(await update({ tel1: '2' })).toBe('quotaExhausted');
		expect(web.verbs).not.toContain('PUT');
	});
});

describe('what only comes with flags', () => {
	const flagged = { InclusiefVrijevelden: { vrij: 'x', geheim: null }, InclusiefExtraVelden: { bedrijf: 'ACME', extra: 'e' } };
	const start = { ...START, vrij: 'x', geheim: null, bedrijf: 'ACME', bedrijfId: '5', extra: 'e' };
	const scene: Scene = { start, web: (web) => (web.flagged = flagged) };

	it('goes back, but for what spells out an id', async () => {
		const { update, bodies, people, memory } = await stage(scene);
		expect(await update({ tel1: '2' })).toBe('updated read');
		expect(bodies()[0]).toMatchObject({ vrij: 'x', extra: 'e', bedrijfId: '5' });
		expect(bodies()[0]).not.toHaveProperty('bedrijf');
		expect([[...people.known.free ?? []].sort(), [...people.known.calculated].sort()]).toEqual([['geheim', 'vrij'], ['bedrijf', 'extra']]);
		expect(memory.current(ID)).toMatchObject({ vrij: 'x', extra: 'e' });
	});

	it('is learned from definitions where there are any', async () => {
		const { update, people, web } = await stage({ ...scene, web: (one) => { one.flagged = flagged; one.defined = ['Vrij', 'Geheim', 'Derde']; } });
		expect(await update({ tel1: '2' })).toBe('updated read');
		expect([...people.known.free ?? []].sort()).toEqual(['derde', 'geheim', 'vrij']);
		expect(web.verbs).toBe('GET GET GET GET PUT GET');
	});

	it('is left out on request', async () => {
		const { update, bodies } = await stage({ ...scene, style: { freeFields: 'leaveOut' } });
		await update({ tel1: '2' });
		expect(bodies()[0]).not.toHaveProperty('vrij');
		expect(bodies()[0]).toMatchObject({ extra: 'e' });
	});

	it('is not asked for where flags are refused', async () => {
		const { update, web } = await stage({ web: (one) => (one.refusesFlags = true) });
		expect(await update({ tel1: '2' })).toBe('updated read');
		web.seen.length = 0;
		expect(await update({ tel1: '3' })).toBe('updated answer');
		expect(web.seen[0]?.query).toEqual({});
	});

	it('stops everything when a free field has the name of a member', async () => {
		const double: Trouble = { method: 'GET', path: `Personen/${ID}`, count: 99, answer: ({ query }) => status(200, JSON.stringify({ id: ID, ...START, opmerking: 'InclusiefVrijevelden' in query ? 'vrij' : 'gewoon', auditTrail: { etag: 1 } })) };
		const { update, web } = await stage({ troubles: [double] });
		expect(await update({ tel1: '2' })).toBe('unexpectedAnswer opmerking');
		expect(web.verbs).not.toContain('PUT');
	});

	it('what is shown as null there may hide a value', async () => {
		const { people, update } = await stage(scene);
		await update({ tel1: '2' });
		expect([...(await people.person(ID).mayHide(['geheim', 'tel1', 'onbekend']))].sort()).toEqual(['geheim', 'onbekend']);
	});
});

describe('somebody who is looked for by key', () => {
	const find = async (scene: Scene, externId = '1001', externSource = 'HR') => {
		const { people, web } = await stage(scene);
		const told = await people.find(externId, externSource).then((row) => (row ? textAt(row, ['id']) : 'nobody'), (error: unknown) => asFault(error).reason);
		return [told, web.seen.length];
	};

	it('is found, or is not, and then that is proved', async () => {
		expect(await find({})).toEqual([ID, 1]);
		expect(await find({}, '1001', 'hr')).toEqual([ID, 1]);
		expect(await find({}, '9')).toEqual(['nobody', 3]);
	});

	it('twice is told', async () => expect(await find({ others: [{ ...START }] })).toEqual(['ambiguous', 1]));

	it('by a filter that is ignored or refused is nobody to be believed in', async () => {
		const ignored: Trouble = { method: 'GET', path: 'Personen', count: 9, answer: () => status(200, JSON.stringify([{ id: 'x', externId: '5', externSource: 'HR' }, { id: 'y', externId: '6', externSource: 'HR' }])) };
		expect(await find({ troubles: [ignored] }, '9')).toEqual(['unexpectedAnswer', 2]);
		expect(await find({ troubles: [{ method: 'GET', count: 9, answer: status(400) }] })).toEqual(['rejected', 1]);
	});

	it('is not to be made while look-ups find nobody at all', async () => {
		const blind: Trouble = { method: 'GET', path: 'Personen', count: 99, answer: ({ query }) => ('where' in query ? status(200, '[]') : undefined) };
		expect((await find({ troubles: [blind] }, '9'))[0]).toBe('unexpectedAnswer');
		const { people } = await stage({ troubles: [blind] });
		await expect(people.proveLookUps()).rejects.toMatchObject({ reason: 'unexpectedAnswer' });
	});

	it('proof is had with a person of the list, or by seeing everybody', async () => {
		const proof = async (scene: Scene) => await (await stage(scene)).people.proveLookUps().catch((error: unknown) => asFault(error).reason);
		expect(await proof({})).toBe('proven');
		expect(await proof({ start: { ...START, externId: null, externSource: null } })).toBe('scanned');
		expect(await proof({ start: { ...START, externId: null }, others: [{ ...START, externId: '5' }] })).toBe('proven');
		expect(await proof({ start: { voornaam: 'x' } })).toBe('unexpectedAnswer');
	});

	it('by email', async () => {
		const { people } = await stage({ start: { ...START, email1: 'a@b.nl' } });
		expect(textAt((await people.findByEmail(' a@b.nl ')) ?? rawRecord('{}'), ['id'])).toBe(ID);
		expect(await people.findByEmail('c@b.nl')).toBeUndefined();
		await expect(people.findByEmail('a@b;c')).rejects.toMatchObject({ reason: 'invalidInput' });
	});

	it('others with a key', async () => {
		const { people } = await stage({ others: [{ ...START, externId: '5' }] });
		expect([await people.othersWith({ externId: '5', externSource: 'HR' }, ID), await people.othersWith({ externId: '1001', externSource: 'HR' }, ID.toUpperCase())]).toEqual([true, false]);
		const refused = await stage({ troubles: [{ method: 'GET', answer: status(400) }] });
		expect(await refused.people.othersWith({ externId: '5', externSource: 'HR' }, ID)).toBe(false);
		const busy = await stage({ troubles: [{ method: 'GET', answer: status(403), count: 9 }] });
		await expect(busy.people.othersWith({ externId: '5', externSource: 'HR' }, ID)).rejects.toMatchObject({ reason: 'notAllowed' });
	});
});

describe('a creation', () => {
	const create = async (scene: Scene, wish: { [name: string]: Json } = { achternaam: 'Nieuwland', externId: '7', externSource: 'HR' }) => {
		const { people, web, memory } = await stage(scene);
		const changes = Object.entries(wish).map(([name, value]) => ({ path: [name], json: JSON.stringify(value) }));
		const told = await createPerson(people, { changes, dryRun: false, verify: true }).then(({ outcome }) => outcome as string, (error: unknown) => asFault(error).reason as string);
		return { told, verbs: web.verbs, made: memory.people.size - 1, people };
	};

	it.each<[string, Scene, string, number]>([
		['goes well', {}, 'created', 1],
		['of somebody who is there', { start: { ...START, externId: '7' } }, 'conflict', 0],
		['without an answer is looked for', { troubles: [{ method: 'POST', answer: status(502), done: true }] }, 'created', 1],
		['without an answer is sent again when it is not there', { troubles: [{ method: 'POST', answer: status(502) }] }, 'created', 1],
		['that timed out is not', { troubles: [{ method: 'POST', answer: status(504) }] }, 'unknownOutcome', 0],
		['is refused', { troubles: [{ method: 'POST', answer: status(400) }] }, 'rejected', 0],
		['under a success status that speaks of a failure', { troubles: [{ method: 'POST', count: 9, answer: status(200, '{"success":false}') }] }, 'unknownOutcome', 0],
		['waits', { troubles: [{ method: 'POST', answer: status(429, '{}', { 'Retry-After': '1' }) }] }, 'created', 1],
	])('%s', async (_, scene, told, made) => {
		const end = await create(scene);
		expect([end.told, end.made]).toEqual([told, made]);
	});
});

describe('a record that is carried along', () => {
	it('stands for a read for a moment, for what was read only', async () => {
		const { people, update } = await stage({});
		const record = await people.readWhole(ID);
		const carried = people.carried(record);
		expect(carried?.text).toBe(record.text);
		expect(people.fresh(record, carried as never)).toBe(record);
		const made = rawRecord('{"id":1}');
		expect(people.fresh(made, people.carried(made) as never)).toBeUndefined();
		await update({ tel1: '2' });
		expect(people.fresh(record, carried as never)).toBeUndefined();
	});

	it('what lags behind our own write is read again', async () => {
		const { people, update, memory, web } = await stage({});
		await update({ tel1: '2' });
		people.known.trust.lags = true;
		const old = memory.states(ID).at(-2);
		web.seen.length = 0;
		web.troubles.push({ method: 'GET', count: 2, answer: () => status(200, memory.textOf(old as never)) });
		expect(textAt(await people.readWhole(ID), ['tel1'])).toBe('2');
		expect(web.verbs).toBe('GET GET GET');
	});
});

describe('a list', () => {
	const others = Array.from({ length: 230 }, (_, index): Person => ({ id: `p${String(index).padStart(3, '0')}`, achternaam: `Naam ${(index * 7) % 230}`, externId: String(index), externSource: 'HR' }));
	const list = async (wish: Partial<Parameters<typeof listPeople>[2]>, scene: Scene = { others }) => {
		const { people, client, web } = await stage(scene);
		const names = await listPeople(people, client, { where: '', equalities: [], from: '', to: '', limit: Infinity, ...wish }, (row) => textAt(row, ['id'])).catch((error: unknown) => [asFault(error).reason as string]);
		return { names, requests: web.seen.length };
	};

	it('has everybody once', async () => {
		const { names } = await list({});
		expect([names.length, new Set(names).size]).toEqual([231, 231]);
	});

	it('ends at its limit', async () => expect((await list({ limit: 5 })).names).toHaveLength(5));

	it('is sorted here', async () => {
		const { names } = await list({ order: { field: 'achternaam', direction: 'asc' }, equalities: [{ field: 'externSource', label: 'Extern Source', value: 'HR' }] });
		expect(names).toHaveLength(231);
		expect(names.indexOf('p001')).toBeGreaterThan(names.indexOf('p000'));
	});

	it('is checked again here', async () => {
		expect((await list({ equalities: [{ field: 'externId', label: 'Extern ID', value: '5' }] })).names).toEqual(['p005']);
		expect((await list({ equalities: [{ field: 'externId', label: 'Extern ID', value: 'x' }] })).names).toEqual(['unexpectedAnswer']);
		expect((await list({ where: 'externId=5', equalities: [{ field: 'externId', label: 'Extern ID', value: '5' }] })).names).toEqual(['p005']);
	});

	it('without ids is not believed', async () => expect((await list({}, { troubles: [{ method: 'GET', answer: status(200, '[{"a":1}]') }] })).names).toEqual(['unexpectedAnswer']));

	it('of a Coachview that does not sort by id is read in its own order', async () => {
		const unsorted: Trouble = { method: 'GET', path: 'Personen', count: 99, answer: ({ query }) => (query.orderby?.startsWith('id') ? status(400) : undefined) };
		expect((await list({}, { others, troubles: [unsorted] })).names).toHaveLength(231);
	});

	it('of examples is none', async () => expect((await list({}, { troubles: [{ method: 'GET', answer: status(200, '[{"id":1},{"id":1}]') }] })).names).toEqual(['sampleData']));
});
