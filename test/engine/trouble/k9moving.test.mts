import type { IDataObject } from 'n8n-workflow';
import { byId } from '../../harness/stage.mts';
import { newId, startSmallCoachview, type Person, type SmallCoachview } from './smallCoachview.mts';

const pieter: Person = {
	id: newId(),
	externId: 'HR-10023',
	externSource: 'HR',
	achternaam: 'Pietersen',
	tel1: '06 1',
	email1: 'p@example.org',
	lijst: [{ nr: 1 }, { nr: 2 }, { nr: 3 }],
};

let small: SmallCoachview;
beforeEach(async () => (small = await startSmallCoachview([{ ...pieter }])));
afterEach(() => small.stop());

const puts = () => small.seen.filter((one) => one.startsWith('PUT')).length;
const parameters = (fields: IDataObject, more = {}) =>
	({ person: byId(pieter.id), policy: 'overwrite', fields, ...more }) as never;
const update = async (fields: IDataObject, more = {}) => (await small.person('update', parameters(fields, more)))[0];
const failed = async (fields: IDataObject, more = {}) => await small.failed('update', parameters(fields, more));
const stored = () => small.people[0] as Person;
const keeps = (change: (text: string, name: string) => unknown) => {
	small.stores = (name, value) => (typeof value === 'string' ? change(value, name) : value);
};

describe('K9.5 members that Coachview moves itself', () => {
	const moving: Array<[string, (writes: number, person: Person) => IDataObject]> = [
		['a row version', (writes) => ({ rijVersie: `v${writes}` })],
		['a state', (_, person) => ({ volledigheid: person.titel ? 'compleet' : 'zonder titel' })],
		['a date', (writes) => ({ volgendeControle: `2031-01-0${writes + 1}` })],
	];
	const plain: typeof moving = [
		['a full name', (_, person) => ({ volledigeNaam: `${String(person.titel)} ${String(person.achternaam)}` })],
		['an age', (writes) => ({ leeftijd: 38 + writes })],
		['a time stamp', (writes) => ({ gewijzigdOp: new Date(Date.now() + writes).toISOString() })],
	];

	it.each(plain)('K9.5 %s that follows the change is named as not compared', async (_, more) => {
		let writes = 0;
		stored().titel = 'ir.';
		small.shows = (person) => ({ ...person, ...more(writes, person) });
		small.on = ({ method }) => void (writes += Number(method === 'PUT'));
		expect(await update({ titel: 'ing.' })).toMatchObject({
			outcome: 'updated',
			verified: true,
			unverifiedFields: Object.keys(more(0, pieter)),
		});
		expect(await update({ titel: 'ing.' })).toMatchObject({ outcome: 'unchanged' });
	});

	it.each(moving)(
		'K9.5 %s: read twice, the message names Read-Only Fields, and with that option the run is clean',
		async (_, more) => {
			let writes = 0;
			small.shows = (person) => ({ ...person, ...more(writes, person) });
			small.on = ({ method }) => void (writes += Number(method === 'PUT'));
			const [name = ''] = Object.keys(more(0, pieter));
			const before = small.seen.length;
			expect(await failed({ titel: 'ing.' })).toMatchObject({
				reason: 'lost',
				fields: [name],
				description: expect.stringContaining('Read-Only Fields'),
			});
			expect(
				small.seen
					.slice(before)
					.slice(small.seen.slice(before).findIndex((one) => one.startsWith('PUT')))
					.filter((one) => one.startsWith('GET')).length,
			).toBeGreaterThanOrEqual(2);
			expect(stored().titel).toBe('ing.');
			const options = { readOnlyFields: name };
			expect(await update({ titel: 'ir.' }, { options })).toMatchObject({ outcome: 'updated', verified: true });
			expect(await update({ titel: 'ir.' }, { options })).toMatchObject({ outcome: 'unchanged' });
		},
	);

	it('K9.5 a member that differs at each read is no loss', async () => {
		let reads = 0;
		small.shows = (person) => ({ ...person, gelezen: ++reads });
		expect(await update({ titel: 'ing.' })).toMatchObject({ outcome: 'updated', verified: true });
		expect(await update({ titel: 'ing.' })).toMatchObject({ outcome: 'unchanged' });
	});

	it('K9.5 a list that comes in another order at each read, also inside, is the same list', async () => {
		let reads = 0;
		const turned = (list: unknown[]) => list.map((_, at) => list[(at + reads) % list.length]);
		stored().lijst = [
			{ nr: 1, delen: ['a', 'b'] },
			{ delen: ['c', 'd'], nr: 2 },
			{ nr: 3, delen: [] },
		];
		small.shows = (person) => {
			reads++;
			const list = (person.lijst as IDataObject[]).map((one) =>
				reads % 2 ? { delen: turned(one.delen as unknown[]), nr: one.nr } : one,
			);
			return { ...person, lijst: turned(list) as never };
		};
		expect(await update({ titel: 'ing.' })).toMatchObject({ outcome: 'updated', verified: true });
		expect(await update({ titel: 'ing.' })).toMatchObject({ outcome: 'unchanged' });
		small.on = ({ method, carryOut, say }) =>
			method === 'PUT' &&
			(carryOut(),
			(stored().lijst = [
				{ nr: 1, delen: ['a'] },
				{ nr: 1, delen: ['a'] },
				{ nr: 3, delen: [] },
			]),
			say(204),
			true);
		expect(await failed({ titel: 'ir.' })).toMatchObject({ reason: 'lost', fields: ['lijst'] });
	});
});

describe('K9.6 keys in other capitals, answers that are old', () => {
	it.each([
		['source', ['externSource']],
		['both', ['externId', 'externSource']],
	])('K9.6 the server lower-cases %s: Update, Create, Create or Update', async (_, names) => {
		keeps((text, name) => (names.includes(name) ? text.toLowerCase() : text));
		expect(await update({ titel: 'ing.' })).toMatchObject({ outcome: 'updated', verified: true });
		expect(await update({ externId: 'HR-10099' })).toMatchObject({ outcome: 'updated' });
		expect(await update({ externId: 'HR-10099', externSource: 'HR' })).toMatchObject({ outcome: 'unchanged' });
		const eva = { externId: 'Hr-1', externSource: 'HR', lastName: 'Jansen' };
		expect(await small.person('create', eva)).toMatchObject([{ outcome: 'created', verified: true }]);
		expect(await small.person('upsert', eva)).toMatchObject([{ outcome: 'unchanged' }]);
		expect(await small.person('upsert', { ...eva, externId: 'Hr-2' })).toMatchObject([{ outcome: 'created' }]);
		expect(small.people).toHaveLength(3);
	});

	it('K9.6 PUT answers with the old record', async () => {
		for (const titel of ['ing.', 'ir.', 'dr.']) {
			small.on = ({ method, carryOut, say, show }) => {
				if (method !== 'PUT') return false;
				const old = { ...show() };
				carryOut();
				say(200, old);
				return true;
			};
			expect(await update({ titel })).toMatchObject({ outcome: 'updated', verified: true, verifiedBy: 'read' });
		}
		expect(puts()).toBe(3);
	});

	it('K9.6 PUT answers with the old record or the request, and nothing is stored', async () => {
		small.on = ({ method, say, show }) => method === 'PUT' && (say(200, show()), true);
		expect(await failed({ titel: 'ing.' })).toMatchObject({ reason: 'notStored' });
		small.on = ({ method, say, body }) => method === 'PUT' && (say(200, { ...body, auditTrail: { etag: 99 } }), true);
		expect(await failed({ titel: 'ing.' })).toMatchObject({ reason: 'notStored' });
	});
});

describe('K9.7 a read-back that lags', () => {
	it.each([
		[1, 204],
		[1, 200],
		[2, 204],
	])('K9.7 %i request(s) behind a %i: looked at again', async (behind, status) => {
		let old: IDataObject = {};
		let left = 0;
		small.on = ({ method, id, carryOut, say, show }) => {
			if (method === 'PUT') {
				old = { ...show() };
				left = behind;
				carryOut();
				say(status, status === 200 ? { id } : undefined);
				return true;
			}
			return method === 'GET' && id !== '' && left-- > 0 && (say(200, old), true);
		};
		for (const titel of ['ing.', 'ir.'])
			expect(await update({ titel })).toMatchObject({ outcome: 'updated', verified: true, verifiedBy: 'read' });
		expect(await update({ titel: 'ir.' })).toMatchObject({ outcome: 'unchanged' });
		expect([puts(), stored().titel]).toEqual([2, 'ir.']);
	});

	it.each([201, 204])('K9.7 a new person that reads and lists do not show yet, after %i', async (status) => {
		let hidden = 0;
		small.on = ({ method, id, carryOut, say }) => {
			if (method === 'POST') {
				hidden = 2;
				const person = carryOut();
				say(status, status === 201 ? { id: person?.id } : undefined);
				return true;
			}
			if (hidden <= 0 || method !== 'GET') return false;
			hidden--;
			say(id === '' ? 200 : 404, id === '' ? [] : {});
			return true;
		};
		expect(await small.person('create', { externId: 'HR-1', externSource: 'HR', lastName: 'Jansen' })).toMatchObject([
			{ outcome: 'created', verified: true },
		]);
		expect(small.people).toHaveLength(2);
	});

	it('K9.7 a value that is never there is not stored, after several looks and one write', async () => {
		small.on = ({ method, say }) => method === 'PUT' && (say(204), true);
		expect(await failed({ titel: 'ing.' })).toMatchObject({ reason: 'notStored', fields: ['titel'] });
		expect(puts()).toBe(1);
		expect(
			small.seen.slice(small.seen.findIndex((one) => one.startsWith('PUT'))).filter((one) => one.startsWith('GET'))
				.length,
		).toBeGreaterThanOrEqual(2);
	});
});
