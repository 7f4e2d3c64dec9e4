import type { Fault, ScriptedDeed } from '../../../sandbox/control/types.mts';
import { undoneEdits } from '../../harness/colleague.mts';
import { changed, noteFigures, PEOPLE, useThousand, type Item } from './thousand.mts';

jest.setTimeout(300_000);

const stage = useThousand();
const figures = { items: 0, lost: 0, untrue: 0, overlaps: 0 };
afterAll(() => {
	noteFigures(figures);
});

const put = (fault: object): Fault => ({ ...fault, match: { method: 'PUT' } }) as Fault;
const many = (fault: object): Fault => ({ ...fault, match: { method: 'GET', query: 'where=id' } }) as Fault;

/** One person each. */
const ON_PUT: Fault[] = [
	put({ kind: 'status', status: 500 }),
	put({ kind: 'status', status: 500, handle: true }),
	put({ kind: 'status', status: 503, count: 2 }),
	put({ kind: 'status', status: 503, count: 3 }),
	put({ kind: 'drop', handle: false }),
	put({ kind: 'drop', handle: true }),
	put({ kind: 'truncatedJson' }),
	put({ kind: 'html' }),
	put({ kind: 'html', status: 504, handle: true }),
	put({ kind: 'html', status: 200 }),
	put({ kind: 'html', status: 200, handle: true }),
	put({ kind: 'status', status: 429, headers: { 'Retry-After': '1' } }),
	put({ kind: 'revokeTokens' }),
	put({ kind: 'delay', ms: 1250, side: 'before' }),
	put({ kind: 'delay', ms: 1250, side: 'after' }),
	put({ kind: 'late', requests: 30 }),
	put({ kind: 'late', ms: 400 }),
	put({
		kind: 'status',
		status: 400,
		body: '{"errors":{"titel":["no"]}}',
		headers: { 'content-type': 'application/json' },
	}),
	put({ kind: 'status', status: 409 }),
	put({ kind: 'truncateStored', member: 'titel', length: 2 }),
];

/** Reads of many people. */
const ON_MANY: Fault[] = [
	many({ kind: 'status', status: 500, skip: 1 }),
	many({ kind: 'truncatedJson', skip: 1 }),
	many({ kind: 'html', status: 200, skip: 1 }),
	many({ kind: 'drop', handle: true, skip: 1 }),
	many({ kind: 'status', status: 429, headers: { 'Retry-After': '1' }, skip: 1 }),
];

const wantedOf = ({ title, remark }: Item) => ({
	...(title !== undefined && { titel: JSON.stringify(title) }),
	...(remark !== undefined && { opmerking: JSON.stringify(remark) }),
});

it.each([
	['with answers', {}],
	['without answers', { putAnswer: 'noContent' }],
])('whatever goes wrong, nothing is lost and every receipt is true (PUT %s)', async (_, assumptions) => {
	const { control } = stage.sandbox;
	await control.assumptions.set(assumptions);
	const ids = await stage.ids();
	const before = await stage.stored();
	const items: Item[] = ids.map((id, index) => ({ id, title: `t${index}` }));
	// One who is gone, one who never was, a bad value, and one person three times.
	const gone = ids[123] as string;
	await control.people.remove(gone);
	items[200] = { id: '99999999-1111-4111-8111-111111111111', title: 'nobody' };
	items[300] = { id: ids[300] as string, title: 'x', born: '31-02-1987' };
	items[400] = { id: ids[400] as string, title: 'first' };
	items[401] = { id: ids[400] as string, title: 'second' };
	items[950] = { id: ids[400] as string, title: 'third', remark: 'last' };
	const special = new Set([gone, ...[200, 300, 400, 401, 950].map((index) => ids[index] as string)]);

	const faults = ids.flatMap((id, index): Fault[] => {
		if (special.has(id) || index % 9 !== 4) return [];
		const fault = ON_PUT[Math.floor(index / 9) % ON_PUT.length] as Fault;
		return [{ ...fault, match: { ...fault.match, path: `Personen/${id}` } }];
	});
	await control.faults.add(...faults, ...ON_MANY);
	// A colleague who edits people between the read of many and their PUT, before the read, and after the PUT.
	const calm = ids.filter((id, index) => !special.has(id) && index % 9 !== 4);
	const edit = (id: string, member: string, value: string) => ({ personId: id, members: { [member]: value } });
	const deeds = calm.flatMap((id, index): ScriptedDeed[] => {
		if (index % 12 === 0)
			return [
				{ kind: 'edit', ...edit(id, 'tel1', `mid ${index}`), side: 'after', match: { query: `where=id.*${id}` } },
			];
		if (index % 12 === 4)
			return [
				{ kind: 'edit', ...edit(id, 'tel2', `early ${index}`), side: 'before', match: { query: `where=id.*${id}` } },
			];
		if (index % 12 === 8)
			return [
				{ kind: 'edit', ...edit(id, 'tel3', `late ${index}`), side: 'after', match: { method: 'PUT', path: id } },
			];
		return [];
	});
	await control.colleague.script(...deeds);

	const { outputs, requests } = await stage.update(items, { timeout: 1, maxWait: 20 });
	await new Promise((resolve) => setTimeout(resolve, 1500));
	const after = await stage.stored();
	const log = await control.colleague.log();
	expect(log.length).toBeGreaterThan(150);

	const lost: string[] = [];
	const untrue: string[] = [];
	const endings: { [ending: string]: number } = {};
	const last = new Map(items.map((item, index) => [item.id, index]));
	items.forEach((item, index) => {
		const output = outputs[index]!;
		const ending = String(output.reason ?? output.outcome);
		endings[ending] = (endings[ending] ?? 0) + 1;
		const [was, is] = [before.get(item.id), after.get(item.id)];
		if (!was || !is || last.get(item.id) !== index) return;
		const wanted = new Map(Object.entries(wantedOf(item)));
		const isStored = [...wanted].every(([name, value]) => is.get(name) === value);
		const isAsBefore = [...wanted.keys()].every((name) => (is.get(name) ?? 'null') === (was.get(name) ?? 'null'));
		if (['updated', 'unchanged', 'storedDifferently'].includes(ending) && !isStored)
			untrue.push(`${ending} of ${index}, and it is not there`);
		if (
			['invalidInput', 'notFound', 'rejected', 'conflict', 'quotaExhausted', 'unavailable'].includes(ending) &&
			!isAsBefore
		)
			untrue.push(`${ending} of ${index}, and something was written`);
		if (output.personId !== undefined && output.personId !== item.id)
			untrue.push(`receipt of another person: ${index}`);
		const edits = new Map(
			log.filter(({ personId }) => personId === item.id).map((entry) => [entry.member, entry.after]),
		);
		for (const name of changed(was, is)) {
			if (wanted.has(name) || edits.get(name) === is.get(name)) continue;
			lost.push(`${name} of ${index}`);
		}
		// What the colleague did between the read and the write is undone; nobody can know that, but everybody is told.
		for (const [name, value] of edits) {
			if (is.get(name) === value) continue;
			if (output.overlap !== true) lost.push(`${name} of ${index}, an edit that nobody is told about`);
			else figures.overlaps++;
		}
	});
	figures.items += items.length;
	figures.lost += lost.length;
	figures.untrue += untrue.length;
	expect({ lost, untrue }).toEqual({ lost: [], untrue: [] });
	// Whatever was there before the last look at a person is kept.
	expect(
		undoneEdits(
			log.filter(({ member }) => member === 'tel2'),
			requests,
		),
	).toEqual([]);
	expect(outputs[123]).toMatchObject({ reason: 'notFound' });
	expect(outputs[200]).toMatchObject({ reason: 'notFound' });
	expect(outputs[300]).toMatchObject({ reason: 'invalidInput' });
	expect([400, 401, 950].map((index) => outputs[index]!.outcome)).toEqual(['updated', 'updated', 'updated']);
	expect(after.get(ids[400] as string)!.get('titel')).toBe('"third"');
	for (const ending of ['updated', 'unavailable', 'rejected', 'notStored'])
		expect(Object.keys(endings)).toContain(ending);
	expect(outputs).toHaveLength(PEOPLE);
});
