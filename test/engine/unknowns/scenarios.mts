import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { splitObject, textOf } from '../../../sandbox/coachview/raw.mts';
import type { Choices, Snapshot } from '../../../sandbox/control/types.mts';
import { byEmail, byId, byKey, pieterId } from '../../harness/bench.mts';
import { idOf } from './model.mts';
import type { Scenario } from './scenario.mts';

const birth = { geboortedatum: '1987-04-12', geboorteplaats: "'s-Gravenhage" };
const birthRaw = { geboortedatum: '"1987-04-12"', geboorteplaats: '"\'s-Gravenhage"' };
const noLookUp = (choices: Choices) => (choices.A25 === 'works' ? undefined : ['unexpectedAnswer', 'rejected']);
const newKey = { externId: '990001', externSource: 'HR' };
const newPerson = { ...newKey, lastName: 'Ypenburg', fields: { email1: 'ypenburg@example.org', ...birth, adres: { value: { adres1: 'Laan 1', plaats: 'Delft' } } } };
const newPersonRaw = { externId: '"990001"', externSource: '"HR"', achternaam: '"Ypenburg"', email1: '"ypenburg@example.org"', ...birthRaw, 'adres.adres1': '"Laan 1"', 'adres.plaats': '"Delft"' };
const receipt = (outcome: string) => ([item]: IDataObject[]) => (item?.outcome === outcome && typeof item.personId === 'string' ? undefined : `outcome ${String(item?.outcome)} instead of ${outcome}`);
const same = (text: string, items: IDataObject[]) => (items.length === 1 && (items[0]!._record as IDataObject | undefined)?.text !== undefined && items[0]!.id === textOf(splitObject(text), 'id') ? undefined : 'another person');
const update = (fields: INodeParameters, more: INodeParameters = {}): INodeParameters => ({ policy: 'overwrite', fields, ...more });

/** A person by ID, with the awkward contents of the seed: long numbers, nesting, escapes, empty forms, odd keys. */
const awkward: Array<[what: string, id: (data: Snapshot) => string, needsEmail?: true]> = [
	['long numbers', () => pieterId],
	['escapes and an extended address', (data) => idOf(data, '10024', 'HR')],
	['nested objects and arrays', (data) => idOf(data, 'BERTILK', 'AFAS'), true],
	['odd keys', (data) => idOf(data, '10025', 'HR'), true],
];

/** The main job and every operation on persons. Used with default options unless the name says otherwise. */
export const scenarios: Scenario[] = [
	...awkward.map(([what, id, needsEmail]): Scenario => ({
		name: `main job: read a person, add birth date and place (${what})`,
		async act(act, data) {
			const [read] = await act('get', { person: byId(id(data)), simplify: false });
			const { externId, externSource } = read as { externId: string; externSource: string };
			return await act('update', { person: byId(id(data)), ...update(birth, { options: { maxWait: 0, expectedExternId: externId, expectedExternSource: externSource } }) });
		},
		fails: (choices) => (needsEmail && choices.A23 === 'achternaamEmail1' ? ['rejected'] : undefined),
		wanted: (data) => ({ changed: { [id(data)]: birthRaw } }),
		output: receipt('updated'),
	})),
	{
		name: 'update with the record of the input item',
		async act(act) {
			const read = await act('get', { person: byId(pieterId), simplify: false });
			return await act('update', { person: byId(pieterId), ...update(birth, { options: { maxWait: 0, currentRecord: 'item' } }) }, read);
		},
		wanted: () => ({ changed: { [pieterId]: birthRaw } }),
		output: receipt('updated'),
	},
	{
		name: 'update by external key',
		act: async (act) => await act('update', { person: byKey('HR/10024'), ...update(birth) }),
		fails: noLookUp,
		wanted: (data) => ({ changed: { [idOf(data, '10024', 'HR')]: birthRaw } }),
		output: receipt('updated'),
	},
	{
		name: 'update by email address, one line of the address, only empty fields',
		act: async (act) => await act('update', { person: byEmail('zoe.gross@example.org'), ...update({ adres: { value: { adres2: 'Hinterhaus' } }, voornaam: 'Anders' }, { policy: 'onlyIfEmpty' }) }),
		wanted: (data) => ({ changed: { [idOf(data, '10024', 'HR')]: { 'adres.adres2': '"Hinterhaus"' } } }),
		output: ([item]) => (item?.outcome === 'updated' && (item.keptFields as string[])[0] === 'voornaam' ? undefined : 'the filled field is not named'),
	},
	{
		name: 'update that sends the version number',
		act: async (act) => await act('update', { person: byId(pieterId), ...update(birth, { options: { maxWait: 0, concurrency: 'ifMatch' } }) }),
		wanted: () => ({ changed: { [pieterId]: birthRaw } }),
	},
	{
		name: 'update that changes nothing',
		act: async (act) => await act('update', { person: byId(pieterId), ...update({ voornaam: 'Pieter', 'adres': { value: { plaats: "'s-Gravenhage" } } }) }),
		output: receipt('unchanged'),
	},
	{
		name: 'update that clears fields',
		act: async (act) => await act('update', { person: byId(pieterId), ...update({ tel2: '06-000' }, { clearFields: ['tel1', 'factuurAdres', 'opmerking'] }) }),
		wanted: () => ({ changed: { [pieterId]: { tel1: 'null', factuurAdres: 'null', opmerking: 'null', tel2: '"06-000"' } } }),
		output: receipt('updated'),
	},
	{
		name: 'update without verifying',
		act: async (act) => await act('update', { person: byId(pieterId), ...update(birth, { options: { maxWait: 0, verify: false } }) }),
		wanted: () => ({ changed: { [pieterId]: birthRaw } }),
	},
	{
		name: 'update of a gender that the enumeration may not have',
		act: async (act) => await act('update', { person: byId(pieterId), ...update({ geslacht: 'X' }) }),
		fails: (choices) => (choices.A28 === 'closed' ? ['rejected'] : undefined),
		wanted: () => ({ changed: { [pieterId]: { geslacht: '"X"' } } }),
	},
	{
		name: 'update of an opt-in that the enumeration may not have',
		act: async (act) => await act('update', { person: byId(pieterId), ...update({}, { otherFields: { field: [{ name: 'optInOut', type: 'string', value: 'Ja' }] } }) }),
		fails: (choices) => (choices.A29 === 'closed' ? ['rejected'] : undefined),
		wanted: () => ({ changed: { [pieterId]: { optInOut: '"Ja"' } } }),
	},
	{
		name: 'update of a member that Coachview may not know',
		act: async (act) => await act('update', { person: byId(pieterId), ...update({}, { otherFields: { field: [{ name: 'schoenmaat', type: 'json', value: '42.50' }] } }) }),
		fails: ({ A31 }) => (A31 === 'ignored' ? ['notStored'] : A31 === 'rejected' ? ['rejected'] : undefined),
		wanted: () => ({ changed: { [pieterId]: { schoenmaat: '42.50' } } }),
		unstored: pieterId,
	},
	{
		name: 'update of a person without an email address',
		act: async (act, data) => await act('update', { person: byId(idOf(data, 'ab-77', 'HR')), ...update(birth) }),
		fails: (choices) => (choices.A23 === 'achternaamEmail1' ? ['rejected'] : undefined),
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
		fails: (choices) => (choices.A23 === 'achternaamEmail1' ? ['rejected'] : undefined),
		wanted: () => ({ created: { achternaam: '"Ypenburg"' } }),
		output: receipt('created'),
	},
	{
		name: 'create with a key that exists',
		act: async (act) => await act('create', { ...newPerson, externId: '10024' }),
		fails: ({ A24, A25 }) => (A24 === 'allowed' ? undefined : A24 === 'badRequest' && A25 !== 'works' ? ['conflict', 'rejected'] : ['conflict']),
		wanted: () => ({ created: { ...newPersonRaw, externId: '"10024"' } }),
	},
	{
		name: 'create or update, new',
		act: async (act) => await act('upsert', newPerson),
		fails: noLookUp,
		wanted: () => ({ created: newPersonRaw }),
		output: receipt('created'),
	},
	{
		name: 'create or update, existing, key in other capitals',
		act: async (act) => await act('upsert', { externId: 'bertilk', externSource: 'afas', lastName: 'de Lange 👩🏽‍🏫', fields: { ...birth, email1: 'sam@example.org' } }),
		fails: noLookUp,
		wanted: (data) => ({ changed: { [idOf(data, 'BERTILK', 'AFAS')]: { ...birthRaw, email1: '"sam@example.org"' } } }),
		output: receipt('updated'),
	},
	{
		name: 'get by ID',
		act: async (act) => await act('get', { person: byId(pieterId.toUpperCase()), simplify: false }),
		output: (items, data) => same(data.people.get(pieterId)!, items),
	},
	{
		name: 'get by external key',
		act: async (act) => await act('get', { person: byKey('HR/10023'), simplify: false }),
		fails: noLookUp,
		output: (items, data) => same(data.people.get(pieterId)!, items),
	},
	{
		name: 'get by an external key that nobody has',
		act: async (act) => await act('get', { person: byKey('HR/nobody'), simplify: false }),
		fails: (choices) => noLookUp(choices) ?? ['notFound'],
	},
	{
		name: 'get by email address',
		act: async (act) => await act('get', { person: byEmail('Pieter.Pietersen@example.org'), simplify: false }),
		output: (items, data) => same(data.people.get(pieterId)!, items),
	},
	{
		name: 'get many, all',
		people: 60,
		act: async (act) => await act('getAll', { returnAll: true, simplify: true }),
		fails: (choices) => (choices.A06 === 'error50' ? ['unavailable'] : undefined),
		output: (items, data) => (new Set(items.map(({ id }) => id)).size === data.people.size && items.length === data.people.size ? undefined : `${items.length} rows`),
	},
	{
		name: 'get many, limit',
		people: 60,
		act: async (act) => await act('getAll', { returnAll: false, limit: 30, simplify: true, sort: { by: { field: 'achternaam', direction: 'asc' } } }),
		output: (items) => (new Set(items.map(({ id }) => id)).size === 30 ? undefined : `${items.length} rows`),
	},
	{
		name: 'get many, changed in a period',
		people: 60,
		// Just inside and just outside, on both edges, by Amsterdam's clock and by UTC.
		async prepare(control) {
			for (const [index, at] of ['02-28T23:50:00', '03-01T00:10:00', '03-15T23:50:00', '03-16T00:10:00', '03-16T23:50:00'].entries()) {
				await control.people.put({ achternaam: `Grens ${index}`, email1: `grens${index}@example.org`, auditTrail: { gewijzigdDatumTijd: `2025-${at}`, etag: 1 } });
			}
		},
		act: async (act) => await act('getAll', { returnAll: true, simplify: false, filters: { changedFrom: '2025-03-01', changedTo: '2025-03-15' } }),
		output: (items, data) => sameIds(items, data, (text) => /"gewijzigdDatumTijd":"2025-03-(0\d|1[0-5])T/.test(text)),
	},
	{
		name: 'get many, by key and name',
		act: async (act) => await act('getAll', { returnAll: true, simplify: false, filters: { externId: '10023', externSource: 'HR', achternaam: 'Pietersen' } }),
		fails: noLookUp,
		output: (items, data) => sameIds(items, data, (text) => text.includes(`"id":"${pieterId}"`)),
	},
	{
		name: 'get many, a value that a filter cannot express',
		act: async (act) => await act('getAll', { returnAll: true, simplify: false, filters: { achternaam: 'Pietersen, Groß' } }),
		fails: () => ['invalidInput'],
	},
	{
		name: 'replace with the record as read, two fields changed',
		async act(act) {
			const [{ _record }] = (await act('get', { person: byId(pieterId), simplify: false })) as [{ _record: { text: string } }];
			const recordJson = _record.text.replace('"tel1":"+31 70 0000 123"', '"tel1":"070-1"').replace('"postcode":"2514 EA"', '"postcode":"2514 EB"');
			return await act('replace', { person: byId(pieterId), recordJson });
		},
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
		act: async (act, data) => await act('replace', {
			person: byId(idOf(data, '10024', 'HR')), allowClearing: true,
			recordJson: '{"voornaam":"Zoë","achternaam":"Groß","email1":"zoe.gross@example.org","externId":"10024","externSource":"HR","adres":{"adres1":"Ring 1","landCode":"DE"}}',
		}),
		wanted: (data) => ({
			changed: { [idOf(data, '10024', 'HR')]: {
				geslacht: 'null', 'adres.adres1': '"Ring 1"', 'adres.postcode': 'null', 'adres.plaats': 'null', 'adres.huisnummerToevoeging': 'null', opmerking: 'null', score: 'null', grootGetal: 'null',
			} },
		}),
		output: receipt('updated'),
	},
	...(['update', 'create', 'upsert', 'replace'] as const).map((operation): Scenario => ({
		name: `dry run of ${operation}`,
		async act(act, data) {
			const options = { dryRun: true, maxWait: 0 };
			if (operation === 'create') return await act('create', { ...newPerson, options });
			if (operation === 'upsert') return await act('upsert', { ...newPerson, externId: '10024', options });
			if (operation === 'replace') return await act('replace', { person: byId(pieterId), allowClearing: true, recordJson: data.people.get(pieterId)!.replace('"voornaam":"Pieter"', '"voornaam":"Piet"'), options });
			return await act('update', { person: byId(pieterId), ...update(birth, { clearFields: ['tel1'], options }) });
		},
		fails: (choices) => (operation === 'upsert' ? noLookUp(choices) : undefined),
		output: ([item]) => (item?.outcome === 'dryRun' && (item.changedFields as string[]).length > 0 ? undefined : 'no list of fields'),
	})),
];

function sameIds(items: IDataObject[], data: Snapshot, belongs: (text: string) => boolean): string | undefined {
	const wanted = [...data.people].filter(([, text]) => belongs(text)).map(([id]) => id).sort();
	return wanted.length > 0 && JSON.stringify(items.map(({ id }) => String(id)).sort()) === JSON.stringify(wanted) ? undefined : `${items.length} people instead of ${wanted.length}`;
}
