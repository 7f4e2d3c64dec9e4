// F87: more events than can be dealt with now.
import type { IDataObject } from 'n8n-workflow';
import { byId } from '../../harness/stage.mts';
import { fates, taking, turns } from '../../../scripts/workflows/code/inbox.mts';
import { fromHr, type Row } from './row.mts';

const each = { person: byId('={{ $json.personId }}'), fields: fromHr, options: { maxWait: 0 } };
const settings = { run: 'first', keepInReserve: 1000, leaseMinutes: 15, waits: '1, 5' };

export const flood: Row[] = [
	{
		id: 'F87',
		title: 'A flood of events while Coachview or HR is out of reach, or the day is nearly used up',
		atCoachview: 'Hundreds of events come at once; each run fails, or takes requests that others need',
		node: 'Says with each error what may pass by itself. The samples *Inbox: collect* and *Inbox: work* keep the events in a table, take as many as the day allows, all in one run, and take rows off only when their work is done',
		user: 'People are complete later, each written once, also when n8n dies in between ([inbox](inbox.md)). After the last try `givenUp` on the follow-up list',
		async run({ control, many, puts }) {
			const now = Date.now();
			const ids = await Promise.all(
				Array.from({ length: 20 }, async (_, at) => await control.people.put({ achternaam: `Vloed${at}` })),
			);
			const due = ids.map((personId, id) => ({ json: { id, personId, attempt: '0', taken: '0' } }));
			expect(taking(due, 1_003, settings, now)).toEqual([]);
			expect(taking(due, 1_040, settings, now)).toHaveLength(10);

			/** A run with all that it has taken: what becomes of the rows. */
			const worked = async (run: string, tried: number) => {
				const mine = due.map(({ json }) => ({ json: { ...json, lease: run, attempt: String(tried), taken: '1' } }));
				const { work } = turns(mine, { ...settings, run }, now);
				const people = work.map(({ personId }): IDataObject => ({ personId, date: '1987-04-12', place: 'Gouda' }));
				const { done, failed } = await many(each, people);
				const outcomes = [
					...done.map(({ personId, outcome }) => ({ json: { personId, outcome } })),
					...failed.map(({ details }) => ({ json: { personId: details.personId, outcome: details.reason } })),
				];
				return { done, becomes: new Set(fates(work, outcomes, settings, now).map(({ becomes }) => becomes)) };
			};
			await control.faults.add({ kind: 'outage', count: 0, match: { path: '^/api/' } });
			expect((await worked('first', 0)).becomes).toEqual(new Set(['later']));
			expect((await worked('third', 2)).becomes).toEqual(new Set(['givenUp']));
			await control.faults.clear();
			expect((await worked('second', 1)).becomes).toEqual(new Set(['done']));
			// As after a run that died before it could take its rows off.
			const again = await worked('again', 1);
			expect(again.becomes).toEqual(new Set(['done']));
			expect(new Set(again.done.map(({ outcome }) => outcome))).toEqual(new Set(['unchanged']));
			expect(await puts()).toHaveLength(ids.length);
		},
	},
];
