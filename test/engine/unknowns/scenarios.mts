import type { Snapshot } from '../../../sandbox/control/types.mts';
import { byEmail, byId, byKey, pieterId } from '../../harness/bench.mts';
import {
	birth,
	birthRaw,
	mayLack,
	mayNotFind,
	mayNotLookUp,
	newPerson,
	newPersonRaw,
	noLookUp,
	receipt,
	update,
} from './demands.mts';
import { idOf } from './model.mts';
import type { Scenario } from './scenario.mts';

/** A person by ID, with the awkward contents of the seed: long numbers, nesting, escapes, empty forms, odd keys. */
const awkward: Array<[what: string, id: (data: Snapshot) => string, needsEmail?: true]> = [
	['long numbers', () => pieterId],
	['escapes and an extended address', (data) => idOf(data, '10024', 'HR')],
	['nested objects and arrays', (data) => idOf(data, 'BERTILK', 'AFAS'), true],
	['odd keys', (data) => idOf(data, '10025', 'HR'), true],
];

/** The main job and every operation on persons. Used with default options unless the name says otherwise. */
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
	{
		name: 'create',
		act: async (act) => await act('create', newPerson),
		wanted: () => ({ created: newPersonRaw }),
		output: receipt('created'),
	},
	{
		name: 'create with the last name only',
		act: async (act) => await act('create', { lastName: 'Ypenburg' }),
		fails: (choices) => (choices.requiredMembers === 'achternaamEmail1' ? ['rejected'] : undefined),
		wanted: () => ({ created: { achternaam: '"Ypenburg"' } }),
		output: receipt('created'),
	},
	{
		name: 'create with a key that exists',
		act: async (act) => await act('create', { ...newPerson, externId: '10024' }),
		// Where look-ups do not work, only Coachview itself can refuse a second person.
		fails: ({ doubleKey, keyLookUp, keyCase }) =>
			keyLookUp !== 'works' && (doubleKey === 'allowed' || keyCase === 'exactUnique')
				? undefined
				: doubleKey === 'badRequest' && keyLookUp !== 'works'
					? ['conflict', 'rejected']
					: ['conflict'],
		mayFail: (choices) => [
			...(mayNotLookUp(choices) ?? []),
			...(choices.keyCase === 'exactUnique' ? ['conflict', 'rejected', 'unknownOutcome'] : []),
		],
		wanted: () => ({ created: { ...newPersonRaw, externId: '"10024"' } }),
	},
	{
		name: 'create or update, new',
		act: async (act) => await act('upsert', newPerson),
		fails: noLookUp,
		mayFail: mayNotFind,
		wanted: () => ({ created: newPersonRaw }),
		output: receipt('created'),
	},
	{
		name: 'create or update, existing, key in other capitals',
		act: async (act) =>
			await act('upsert', {
				externId: 'bertilk',
				externSource: 'afas',
				lastName: 'de Lange 👩🏽‍🏫',
				fields: { ...birth, email1: 'sam@example.org' },
			}),
		fails: noLookUp,
		mayFail: mayNotFind,
		wanted: (data) => ({ changed: { [idOf(data, 'BERTILK', 'AFAS')]: { ...birthRaw, email1: '"sam@example.org"' } } }),
		output: receipt('updated'),
	},
	{
		name: 'replace with the record as read, two fields changed',
		async act(act) {
			const [{ _record }] = (await act('get', { person: byId(pieterId), simplify: false })) as [
				{ _record: { text: string } },
			];
			const recordJson = _record.text
				.replace('"tel1":"+31 70 0000 123"', '"tel1":"070-1"')
				.replace('"postcode":"2514 EA"', '"postcode":"2514 EB"');
			return await act('replace', { person: byId(pieterId), recordJson });
		},
		mayFail: mayLack,
		wanted: () => ({ changed: { [pieterId]: { tel1: '"070-1"', 'adres.postcode': '"2514 EB"' } } }),
		output: receipt('updated'),
	},
	{
		name: 'replace that would clear fields',
		act: async (act) => await act('replace', { person: byId(pieterId), recordJson: '{"achternaam":"Pietersen"}' }),
		fails: () => ['wouldClear'],
	},
	{
		name: 'replace that is allowed to clear',
		act: async (act, data) =>
			await act('replace', {
				person: byId(idOf(data, '10024', 'HR')),
				allowClearing: true,
				recordJson:
					'{"voornaam":"Zoë","achternaam":"Groß","email1":"zoe.gross@example.org","externId":"10024","externSource":"HR","adres":{"adres1":"Ring 1","landCode":"DE"}}',
			}),
		// What Coachview moves by itself (A66) cannot be cleared, and the node may say so.
		mayFail: ({ movingMembers }) => (movingMembers === 'none' ? [] : ['notStored']),
		wanted: (data) => ({
			changed: {
				[idOf(data, '10024', 'HR')]: {
					geslacht: 'null',
					'adres.adres1': '"Ring 1"',
					'adres.postcode': 'null',
					'adres.plaats': 'null',
					'adres.huisnummerToevoeging': 'null',
					opmerking: 'null',
					score: 'null',
					grootGetal: 'null',
				},
			},
		}),
		output: receipt('updated'),
	},
	...(['update', 'create', 'upsert', 'replace'] as const).map(
		(operation): Scenario => ({
			mayFail: (choices) => (operation === 'upsert' ? mayNotLookUp(choices) : []),
			name: `dry run of ${operation}`,
			async act(act, data) {
				const options = { dryRun: true, maxWait: 0 };
				if (operation === 'create') return await act('create', { ...newPerson, options });
				if (operation === 'upsert') return await act('upsert', { ...newPerson, externId: '10024', options });
				if (operation === 'replace')
					return await act('replace', {
						person: byId(pieterId),
						allowClearing: true,
						recordJson: data.people.get(pieterId)!.replace('"voornaam":"Pieter"', '"voornaam":"Piet"'),
						options,
					});
				return await act('update', { person: byId(pieterId), ...update(birth, { clearFields: ['tel1'], options }) });
			},
			fails: (choices) => (operation === 'upsert' ? noLookUp(choices) : undefined),
			output: ([item]) =>
				item?.outcome === 'dryRun' && (item.changedFields as string[]).length > 0 ? undefined : 'no list of fields',
		}),
	),
];
