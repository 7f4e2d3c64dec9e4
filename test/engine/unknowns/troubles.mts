import { demoClient } from '../../../sandbox/start.mts';
import type { Control } from '../../../sandbox/control/client.mts';
import { byId, byKey, pieterId } from '../../harness/stage.mts';
import { idOf } from './model.mts';
import type { Act, Scenario } from './scenario.mts';

const fields = { geboortedatum: '1987-04-12' };
const main = async (act: Act) =>
	await act('update', { person: byId(pieterId), policy: 'overwrite', fields, options: { maxWait: 0 } });
const wanted = () => ({ changed: { [pieterId]: { geboortedatum: '"1987-04-12"' } } });
const without = (scope: string) => async (control: Control) =>
	void (await control.clients.put({
		clientId: 'limited',
		clientSecret: 'limited-secret',
		scopes: demoClient.scopes.filter((one) => one !== scope),
	}));
const limited = () => ({ clientId: 'limited', clientSecret: 'limited-secret' });
const unreadable = ['notAllowed', 'sampleData'];
const outage = async (control: Control) =>
	await control.faults.add({ kind: 'outage', match: { server: 'coachview', path: '^/(tenant/)?api' }, count: 0 });

/** Situations in which an operation has to fail well, or in which the surroundings are unusual. */
export const troubles: Scenario[] = [
	{
		name: 'no scope to read: update',
		credential: limited,
		prepare: without('Personen.Lezen'),
		act: main,
		fails: () => unreadable,
	},
	{
		name: 'no scope to read: get',
		credential: limited,
		prepare: without('Personen.Lezen'),
		act: async (act) => await act('get', { person: byId(pieterId), simplify: true }),
		fails: () => unreadable,
	},
	{
		name: 'no scope to read: get many',
		credential: limited,
		prepare: without('Personen.Lezen'),
		act: async (act) => await act('getAll', { returnAll: false, limit: 1, simplify: true }),
		fails: () => unreadable,
	},
	{
		name: 'no scope to read: create or update',
		credential: limited,
		prepare: without('Personen.Lezen'),
		fails: () => unreadable.concat('rejected'),
		act: async (act) => await act('upsert', { externId: '10024', externSource: 'HR', lastName: 'Groß', fields }),
	},
	{
		name: 'no scope to write: update',
		credential: limited,
		prepare: without('Personen.Schrijven'),
		act: main,
		fails: () => ['notAllowed'],
	},
	{
		name: 'no scope to write: create',
		credential: limited,
		prepare: without('Personen.Schrijven'),
		fails: () => ['notAllowed'],
		act: async (act) => await act('create', { lastName: 'Ypenburg', externId: '990002', externSource: 'HR' }),
	},
	{
		name: 'credential that lists a scope too many',
		act: main,
		wanted,
		credential: () => ({ scope: 'api Personen.Lezen Personen.Schrijven Onbekend.Lezen' }),
		fails: ({ foreignScope }) => (foreignScope === 'invalidScope' ? ['credential'] : undefined),
	},
	{
		name: 'credential without the path before the API',
		act: main,
		wanted,
		credential: (_, url) => ({ customUrl: url }),
		fails: ({ basePath }) => (basePath === 'underPath' ? ['credential', 'unavailable'] : undefined),
	},
	{
		name: 'the day used up: update',
		prepare: async (control) => await control.rateLimit.set({ remaining: 0 }),
		act: main,
		fails: () => ['quotaExhausted'],
	},
	{
		name: 'the day used up: create',
		prepare: async (control) => await control.rateLimit.set({ remaining: 0 }),
		fails: () => ['quotaExhausted'],
		act: async (act) => await act('create', { lastName: 'Ypenburg', options: { maxWait: 0 } }),
	},
	{ name: 'Coachview is down: update', prepare: outage, act: main, fails: () => ['unavailable'] },
	{
		name: 'Coachview is down: create or update',
		prepare: outage,
		fails: () => ['unavailable'],
		act: async (act) =>
			await act('upsert', { externId: '10024', externSource: 'HR', lastName: 'Groß', fields, options: { maxWait: 0 } }),
	},
	{
		name: 'the identity that was expected is another',
		fails: () => ['identityMismatch'],
		act: async (act) =>
			await act('update', {
				person: byId(pieterId),
				policy: 'overwrite',
				fields,
				options: { maxWait: 0, expectedExternId: '10024', expectedExternSource: 'HR' },
			}),
	},
	{
		name: 'fail if different, and it is',
		fails: () => ['conflict'],
		act: async (act, data) =>
			await act('update', {
				person: byId(idOf(data, 'BERTILK', 'AFAS')),
				policy: 'failIfDifferent',
				fields: { geboortedatum: '1979-02-27', geboorteplaats: 'Breda' },
			}),
	},
	{
		name: 'a key with a character that a filter cannot express',
		fails: () => ['invalidInput'],
		act: async (act) => await act('update', { person: byKey('HR/10;024'), policy: 'overwrite', fields }),
	},
];
