// F85 and F86: many people in one run, read together.
import type { IDataObject } from 'n8n-workflow';
import type { Changes, ScriptedDeed } from '../../../sandbox/control/types.mts';
import { byId, type Output } from '../../harness/stage.mts';
import { expectUntouched, type Row, type Tools } from './row.mts';

const each = { person: byId('={{ $json.id }}'), fields: { titel: '={{ $json.title }}' } };
const LONG = 'Parkeert achter het gebouw en komt met de trein als het sneeuwt.';

/** Thirty people more, each with a remark that a list could cut. */
async function crowd({ control }: Tools): Promise<IDataObject[]> {
	const people = Array.from({ length: 30 }, (_, at) => ({ achternaam: `Menigte${at}`, opmerking: `${at}: ${LONG}` }));
	const ids = await Promise.all(people.map(async (person) => await control.people.put(person)));
	return ids.map((id) => ({ id, title: 'ing.' }));
}

const kindOf = ({ method, query }: { method: string; query: string }) =>
	method === 'GET' ? (query.includes('where=id') ? 'many' : 'one') : method;
const count = (kinds: string[], kind: string) => kinds.filter((one) => one === kind).length;

export const manyTogether: Row[] = [
	{
		id: 'F85',
		title: 'Many people in one run, and somebody edits one of them after they were read together',
		atCoachview:
			'With 20 items or more one request reads up to 100 people; another user saves one of them before his PUT goes out',
		node: 'Writes each within *Maximum Age of a Read* (1 second unless set otherwise) of that read; a person whose turn comes later is read again. 0 reads each alone just before his PUT. **Cannot prevent** the edit inside that time without help of the server; *Read Again Before Writing* reads each once more and keeps it',
		user: 'As F83: `overlap: true` for that person and a hint. For people whom others edit at the same moment set *Maximum Age of a Read* to 0, or *Read Again Before Writing*',
		async run(tools) {
			const { control, many, requests, stored, asNewcomer } = tools;
			await asNewcomer();
			const people = await crowd(tools);
			await many(
				each,
				people.map((one) => ({ ...one, title: 'first' })),
			);
			const busy = people.slice(10, 15).map(({ id }) => String(id));
			const edits = busy.map(
				(personId): ScriptedDeed => ({
					kind: 'edit',
					personId,
					members: { tel1: '06-1' },
					side: 'after',
					match: { query: `where=id.*${personId}` },
				}),
			);
			await control.colleague.script(...edits);
			await control.requests.clear();
			const { done } = await many(each, people);
			expect(done.map(({ outcome }) => outcome)).toEqual(people.map(() => 'updated'));
			const overlaps = done.filter(({ overlap }: Output) => overlap).map(({ personId }) => personId);
			expect(overlaps).toEqual(busy);
			const sent = await requests();
			for (const { path, at } of sent.filter(({ method }) => method === 'PUT')) {
				const reads = sent.filter((one) => one.method === 'GET' && one.query.includes(path.slice(-36)));
				expect(Date.parse(at) - Math.max(...reads.map((one) => Date.parse(one.at)))).toBeLessThan(1_250);
			}

			await control.colleague.script(...edits);
			const careful = { ...each, options: { concurrency: 'reread' } };
			const again = await many(
				careful,
				people.map((one) => ({ ...one, title: 'dr.' })),
			);
			expect(again.done.map(({ outcome, overlap }) => [outcome, overlap])).toEqual(
				people.map(() => ['updated', false]),
			);
			for (const id of busy) expect((await stored(id)).get('tel1')).toBe('"06-1"');

			await control.requests.clear();
			await many({ ...each, options: { maximumReadAge: 0 } }, people);
			expect([...new Set((await requests()).map(kindOf))].sort()).toEqual(['PUT', 'one']);
		},
	},
	{
		id: 'F86',
		title: 'A list shows people otherwise than a read of one person',
		atCoachview:
			'Rows lack members, have cut texts or an older state, the filter by ID is not heeded, or a long query is refused; written back such a row would be a loss',
		node: 'Compares rows with reads of the same people (one at least, once an hour, and the latest reads by ID that have something no row has shown), and again where many texts end at one length. Where they differ or lag behind, and for a row that is missing, reads each person alone. A query that is too long is halved',
		user: 'A hint says that people were read one by one, which takes twice the requests. **Cannot notice** a field that lists hide and that is empty in everybody who was read by ID; *Maximum Age of a Read* 0 reads each alone',
		async run(tools) {
			const { control, many, requests, stored, asNewcomer } = tools;
			const ways: Changes[] = [{ listRows: 'cut' }, { listRows: 'shortened' }, { whereHeeded: 'ignored' }];
			for (const choices of ways) {
				await asNewcomer(choices);
				const people = await crowd(tools);
				const before = await Promise.all(people.map(async ({ id }) => await stored(String(id))));
				await control.requests.clear();
				const { done } = await many(each, people);
				expect(done.map(({ outcome }) => outcome)).toEqual(people.map(() => 'updated'));
				for (const [index, { id }] of people.entries())
					expectUntouched(before[index]!, await stored(String(id)), ['titel', 'auditTrail']);
				const kinds = (await requests()).map(kindOf);
				expect(count(kinds, 'many')).toBe(1);
				expect(count(kinds, 'one')).toBeGreaterThanOrEqual(people.length);
			}
			await asNewcomer({ queryLength: 'uri2000' });
			const people = Array.from({ length: 4 }, async () => await crowd(tools));
			const { done } = await many(each, (await Promise.all(people)).flat());
			expect(done.map(({ outcome }) => outcome)).toEqual(Array.from({ length: 120 }, () => 'updated'));
			expect((await requests()).map(({ status }) => status)).toContain(414);
		},
	},
];
