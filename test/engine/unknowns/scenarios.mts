import type { Snapshot } from '../../../sandbox/control/types.mts';
import { byEmail, byId, byKey, pieterId } from '../../harness/stage.mts';
import { birth, birthRaw, mayNotLookUp, noLookUp, receipt, update } from './demands.mts';
import { idOf } from './model.mts';
import type { Scenario } from './scenario.mts';

/** A person by ID, with the awkward contents of the seed: long numbers, nesting, escapes, empty forms, odd keys. */
const awkward: Array<[what: string, id: (data: Snapshot) => string, needsEmail?: true]> = [
	['long numbers', () => pieterId],
	['escapes and an extended address', (data) => idOf(data, '10024', 'HR')],
	['nested objects and arrays', (data) => idOf(data, 'BERTILK', 'AFAS'), true],
	['odd keys', (data) => idOf(data, '10025', 'HR'), true],
];

/** The main job and every way to update a person. Used with default options unless the name says otherwise. */
export const scenarios: Scenario[] = [
	...awkward.map(
		([what, id, needsEmail]): Scenario => ({
			name: `main job: read a person, add birth date and place (${what})`,
			async act(act, data) {
				const [read] = await act('get', { person: byId(id(data)), simplify: false });
				const { externId, externSource } = read as { externId: string; externSource: string };
				return await act('update', {
					person: byId(id(data)),
					...update(birth, { options: { maxWait: 0, expectedExternId: externId, expectedExternSource: externSource } }),
				});
			},
			fails: (choices) => (needsEmail && choices.requiredMembers === 'achternaamEmail1' ? ['rejected'] : undefined),
			wanted: (data) => ({ changed: { [id(data)]: birthRaw } }),
			output: receipt('updated'),
		}),
	),
	{
		name: 'update with the record of the input item',
		async act(act) {
			const read = await act('get', { person: byId(pieterId), simplify: false });
			return await act(
				'update',
				{ person: byId(pieterId), ...update(birth, { options: { maxWait: 0, currentRecord: 'item' } }) },
				read,
			);
		},
		wanted: () => ({ changed: { [pieterId]: birthRaw } }),
		output: receipt('updated'),
	},
	{
		name: 'update by external key',
		act: async (act) => await act('update', { person: byKey('HR/10024'), ...update(birth) }),
		fails: noLookUp,
		mayFail: mayNotLookUp,
		wanted: (data) => ({ changed: { [idOf(data, '10024', 'HR')]: birthRaw } }),
		output: receipt('updated'),
	},
	{
		name: 'update by email address, one line of an empty address, only empty fields',
		act: async (act) =>
			await act('update', {
				person: byEmail('zoe.gross@example.org'),
				...update({ factuurAdres: { value: { adres2: 'Hinterhaus' } }, voornaam: 'Anders' }, { policy: 'onlyIfEmpty' }),
			}),
		mayFail: mayNotLookUp,
		wanted: (data) => ({ changed: { [idOf(data, '10024', 'HR')]: { 'factuurAdres.adres2': '"Hinterhaus"' } } }),
		output: ([item]) =>
			item?.outcome === 'updated' && (item.keptFields as string[])[0] === 'voornaam'
				? undefined
				: 'the filled field is not named',
	},
	{
		name: 'update that sends the version number',
		act: async (act) =>
			await act('update', {
				person: byId(pieterId),
				...update(birth, { options: { maxWait: 0, concurrency: 'ifMatch' } }),
			}),
		wanted: () => ({ changed: { [pieterId]: birthRaw } }),
	},
	{
		name: 'update that changes nothing',
		act: async (act) =>
			await act('update', {
				person: byId(pieterId),
				...update({ voornaam: 'Pieter', adres: { value: { plaats: "'s-Gravenhage" } } }),
			}),
		output: receipt('unchanged'),
	},
	{
		name: 'update that clears fields',
		act: async (act) =>
			await act('update', {
				person: byId(pieterId),
				...update({ tel2: '06-000' }, { clearFields: ['tel1', 'factuurAdres', 'opmerking'] }),
			}),
		wanted: () => ({
			changed: { [pieterId]: { tel1: 'null', factuurAdres: 'null', opmerking: 'null', tel2: '"06-000"' } },
		}),
		output: receipt('updated'),
	},
	{
		name: 'update with values that Coachview may store in another form, twice',
		async act(act) {
			const values = update({
				email1: 'Pieter.P@Example.org',
				tel1: '+31 (0)70-1',
				opmerking: 'Cafe\u0301\r\n2e regel',
				geboortedatum: '1987-04-12',
			});
			const first = await act('update', { person: byId(pieterId), ...values });
			const second = await act('update', { person: byId(pieterId), ...values });
			return [...first, ...second];
		},
		wanted: () => ({
			changed: {
				[pieterId]: {
					email1: '"Pieter.P@Example.org"',
					tel1: '"+31 (0)70-1"',
					opmerking: '"Cafe\u0301\\r\\n2e regel"',
					geboortedatum: '"1987-04-12"',
				},
			},
		}),
		output: ([first, second], data, choices) =>
			receipt('updated')([first!], data, choices) ??
			(second?.outcome === 'unchanged' || choices.readLag !== 'atOnce'
				? undefined
				: `the second run: ${String(second?.outcome)}`),
	},
	{
		name: 'update without verifying',
		act: async (act) =>
			await act('update', { person: byId(pieterId), ...update(birth, { options: { maxWait: 0, verify: false } }) }),
		wanted: () => ({ changed: { [pieterId]: birthRaw } }),
	},
	{
		name: 'update of a gender that the enumeration may not have',
		act: async (act) => await act('update', { person: byId(pieterId), ...update({ geslacht: 'X' }) }),
		fails: (choices) => (choices.genders === 'closed' ? ['rejected'] : undefined),
		wanted: () => ({ changed: { [pieterId]: { geslacht: '"X"' } } }),
	},
	{
		name: 'update of an opt-in that the enumeration may not have',
		act: async (act) =>
			await act('update', {
				person: byId(pieterId),
				...update({}, { otherFields: { field: [{ name: 'optInOut', type: 'string', value: 'Ja' }] } }),
			}),
		fails: (choices) => (choices.enumerations === 'closed' ? ['rejected'] : undefined),
		wanted: () => ({ changed: { [pieterId]: { optInOut: '"Ja"' } } }),
	},
	{
		name: 'update of a member that Coachview may not know',
		act: async (act) =>
			await act('update', {
				person: byId(pieterId),
				...update({}, { otherFields: { field: [{ name: 'schoenmaat', type: 'json', value: '42.50' }] } }),
			}),
		fails: ({ unknownMember }) =>
			unknownMember === 'ignored' ? ['notStored'] : unknownMember === 'rejected' ? ['rejected'] : undefined,
		wanted: () => ({ changed: { [pieterId]: { schoenmaat: '42.50' } } }),
		unstored: pieterId,
	},
	{
		name: 'update of a person without an email address',
		act: async (act, data) => await act('update', { person: byId(idOf(data, 'ab-77', 'HR')), ...update(birth) }),
		fails: (choices) => (choices.requiredMembers === 'achternaamEmail1' ? ['rejected'] : undefined),
		wanted: (data) => ({ changed: { [idOf(data, 'ab-77', 'HR')]: birthRaw } }),
	},
	{
		name: 'update of a person that does not exist',
		act: async (act) => await act('update', { person: byId('12345678-1234-4234-8234-123456789012'), ...update(birth) }),
		fails: () => ['notFound'],
	},
];
