import { byId, pieterId } from '../../harness/stage.mts';
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

/** Create, Create or Update, Replace, and the dry run of each. */
export const creatingScenarios: Scenario[] = [
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
