import type { IDataObject } from 'n8n-workflow';
import type { Snapshot } from '../../../sandbox/control/types.mts';
import { byEmail, byId, byKey, pieterId } from '../../harness/stage.mts';
import { mayNotFind, mayNotLookUp, noLookUp, same } from './demands.mts';
import type { Scenario } from './scenario.mts';

/** Where neither pages nor conditions reach the rest of a long list, nothing can. */
const outOfReach: Scenario['mayFail'] = (choices) =>
	choices.highSkip === 'error50' && choices.whereHeeded === 'ignored' ? ['unavailable'] : [];

/** Get and Get Many. */
export const readingScenarios: Scenario[] = [
	{
		name: 'get by ID',
		act: async (act) => await act('get', { person: byId(pieterId.toUpperCase()), simplify: false }),
		output: (items, data) => same(data.people.get(pieterId)!, items),
	},
	{
		name: 'get by external key',
		act: async (act) => await act('get', { person: byKey('HR/10023'), simplify: false }),
		fails: noLookUp,
		mayFail: mayNotLookUp,
		output: (items, data) => same(data.people.get(pieterId)!, items),
	},
	{
		name: 'get by an external key that nobody has',
		act: async (act) => await act('get', { person: byKey('HR/nobody'), simplify: false }),
		mayFail: mayNotLookUp,
		fails: (choices) => noLookUp(choices) ?? ['notFound'],
	},
	{
		name: 'get by email address',
		act: async (act) => await act('get', { person: byEmail('Pieter.Pietersen@example.org'), simplify: false }),
		mayFail: mayNotFind,
		output: (items, data) => same(data.people.get(pieterId)!, items),
	},
	{
		name: 'get many, all',
		people: 60,
		act: async (act) => await act('getAll', { returnAll: true, simplify: true }),
		mayFail: outOfReach,
		output: (items, data) =>
			new Set(items.map(({ id }) => id)).size === data.people.size && items.length === data.people.size
				? undefined
				: `${items.length} rows`,
	},
	{
		name: 'get many, limit',
		people: 60,
		act: async (act) =>
			await act('getAll', {
				returnAll: false,
				limit: 30,
				simplify: true,
				sort: { by: { field: 'achternaam', direction: 'asc' } },
			}),
		output: (items) => (new Set(items.map(({ id }) => id)).size === 30 ? undefined : `${items.length} rows`),
	},
	{
		name: 'get many, changed in a period',
		people: 60,
		// Just inside and just outside, on both edges, by Amsterdam's clock and by UTC.
		async prepare(control) {
			for (const [index, at] of [
				'02-28T23:50:00',
				'03-01T00:10:00',
				'03-15T23:50:00',
				'03-16T00:10:00',
				'03-16T23:50:00',
			].entries()) {
				await control.people.put({
					achternaam: `Grens ${index}`,
					email1: `grens${index}@example.org`,
					auditTrail: { gewijzigdDatumTijd: `2025-${at}`, etag: 1 },
				});
			}
		},
		act: async (act) =>
			await act('getAll', {
				returnAll: true,
				simplify: false,
				filters: { changedFrom: '2025-03-01', changedTo: '2025-03-15' },
			}),
		mayFail: outOfReach,
		output: (items, data) => sameIds(items, data, (text) => /"gewijzigdDatumTijd":"2025-03-(0\d|1[0-5])T/.test(text)),
	},
	{
		name: 'get many, by key and name',
		act: async (act) =>
			await act('getAll', {
				returnAll: true,
				simplify: false,
				filters: { externId: '10023', externSource: 'HR', achternaam: 'Pietersen' },
			}),
		fails: noLookUp,
		mayFail: mayNotLookUp,
		output: (items, data) => sameIds(items, data, (text) => text.includes(`"id":"${pieterId}"`)),
	},
	{
		name: 'get many, a value that a filter cannot express',
		act: async (act) =>
			await act('getAll', { returnAll: true, simplify: false, filters: { achternaam: 'Pietersen, Groß' } }),
		fails: () => ['invalidInput'],
	},
];

function sameIds(items: IDataObject[], data: Snapshot, belongs: (text: string) => boolean): string | undefined {
	const wanted = [...data.people]
		.filter(([, text]) => belongs(text))
		.map(([id]) => id)
		.sort();
	return wanted.length > 0 && JSON.stringify(items.map(({ id }) => String(id)).sort()) === JSON.stringify(wanted)
		? undefined
		: `${items.length} people instead of ${wanted.length}`;
}
