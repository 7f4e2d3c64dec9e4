import type { IDataObject } from 'n8n-workflow';
import { byId } from '../../harness/stage.mts';
import { idAt, person, useListedCoachview, type Row } from './listedCoachview.mts';

const here = useListedCoachview();
const PEOPLE = 60;

/** Every tenth person, the first one among them, has these. */
function fill(more: (at: number) => IDataObject = () => ({})): void {
	for (let at = 0; at < PEOPLE; at++) here.rows.set(idAt(at), person(at, at % 10 === 0 ? more(at) : {}));
}

/** Gives everybody a title, after which everybody has all else as before. @returns hints */
async function expectAllKept(): Promise<string[]> {
	const before = structuredClone([...here.rows.values()]);
	const items = before.map(({ id }, at) => ({ id, title: `t${at}` }));
	const { outputs, hints } = await here.run(
		{ person: byId('={{ $json.id }}'), fields: { titel: '={{ $json.title }}' } },
		items,
	);
	expect(outputs.map(({ outcome, verified }) => [outcome, verified])).toEqual(items.map(() => ['updated', true]));
	const essence = (row: Row) =>
		Object.fromEntries(Object.entries(row).filter(([name, value]) => value !== null && name !== 'auditTrail'));
	expect([...here.rows.values()].map(essence)).toEqual(
		before.map((row, at) => essence({ ...row, titel: `t${at}` } as Row)),
	);
	return hints;
}

const withoutNulls = (row: IDataObject) =>
	Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null));
const without = (name: string) => (row: IDataObject) =>
	Object.fromEntries(Object.entries(row).filter(([key]) => key !== name));

describe('what a list does not show, and a read by ID has shown, is not erased', () => {
	beforeEach(() => fill((at) => ({ opmerking: `i${at % 3}`, nieuwsbrief: true, vrijKleur: 'rood' })));
	afterEach(() => expect(here.counts.PUT).toBe(PEOPLE));

	it.each<[string, Partial<typeof here>]>([
		['always null', { listed: (row) => ({ ...row, opmerking: null }) }],
		['always the same value', { listed: (row) => ({ ...row, nieuwsbrief: false }) }],
		[
			'left out, where members without a value are left out, too',
			{ single: withoutNulls, listed: (row) => withoutNulls({ ...row, opmerking: null }) },
		],
		[
			'a free field, whose flag lists do not heed',
			{
				single: (row, query) => (query.has('InclusiefVrijevelden') ? row : without('vrijKleur')(row)),
				listed: without('vrijKleur'),
			},
		],
	])('%s', async (_, shows) => {
		Object.assign(here, shows);
		expect(await expectAllKept()).toEqual([expect.stringContaining('does not show a person as a read by ID does')]);
	});
});

it('reads people together where only the first one has a field filled, and the list shows it', async () => {
	here.rows.clear();
	for (let at = 0; at < PEOPLE; at++) here.rows.set(idAt(at), person(at, at === 0 ? { opmerking: 'alleen hier' } : {}));
	expect(await expectAllKept()).toEqual([]);
	expect(here.counts.one).toBeLessThan(6);
});

it.each([true, false])('looks for free fields where no row shows one (lists hide them: %s)', async (hides) => {
	// Defined, empty in those who are read by ID, and left out where they are empty.
	for (let at = 0; at < PEOPLE; at++)
		here.rows.set(idAt(at), person(at, at > 9 && at % 2 === 1 ? { vrijKleur: 'rood' } : {}));
	const definitions = [{ id: '1', vrijveldDefinitie: { code: 'VrijKleur' }, waarde: null }];
	here.elsewhere = (path) => (path.endsWith('/Vrijevelden') ? definitions : undefined);
	const omit = without('vrijKleur');
	const shown = (row: IDataObject) => (row.vrijKleur ? row : omit(row));
	here.single = (row, query) => (query.has('InclusiefVrijevelden') ? shown(row) : omit(row));
	here.listed = hides ? omit : here.single;
	const hints = await expectAllKept();
	expect(hints).toEqual(hides ? [expect.stringContaining('does not show a person as a read by ID does')] : []);
	if (!hides) expect(here.counts.one).toBeLessThan(10);
});

it('does not take an old list for a base, which would undo what others have done since', async () => {
	fill();
	const old = structuredClone(here.rows);
	here.found = (ids) => ids.flatMap((id) => old.get(id) ?? []);
	for (const at of [7, 17, 27])
		here.rows.set(idAt(at), person(at, { voornaam: 'Nieuw', auditTrail: { etag: 4 } } as IDataObject));
	expect(await expectAllKept()).toEqual([expect.stringContaining('as it was some time ago')]);
});

it('reads back what answers without an audit trail say, because they may be echoes of the request', async () => {
	fill();
	let puts = 0;
	Object.assign(here, {
		listed: without('auditTrail'),
		single: without('auditTrail'),
		answers: (now, _before, sent) => ({ ...sent, id: now.id }),
		stores: (sent, before) => ({ ...before, ...(++puts > 20 ? {} : sent) }) as Row,
	} satisfies Partial<typeof here>);
	const items = [...here.rows.keys()].slice(0, 30).map((id, at) => ({ id, title: `t${at}` }));
	const { outputs } = await here.run(
		{ person: byId('={{ $json.id }}'), fields: { titel: '={{ $json.title }}' } },
		items,
	);
	expect(outputs.map(({ outcome, error }) => outcome ?? (error as { reason?: string }).reason)).toEqual(
		items.map(({ id, title }) => (here.rows.get(id)?.titel === title ? 'updated' : 'notStored')),
	);
	expect(outputs.filter(({ outcome }) => outcome === 'updated').length).toBe(20);
});
