import type { ResourceMapperField } from 'n8n-workflow';
import { Coachview } from '../../../nodes/Coachview/Coachview.node.ts';
import { ENTITIES } from '../../../nodes/Coachview/entities/index.ts';
import { credentialStore, mapperFields } from '../../harness/engine.mts';
import { useStage } from '../../harness/stage.mts';

const stage = useStage();
const ask = async (parameters: object = {}, credential = stage.credential()) =>
	await mapperFields('coachviewFields', {
		credential,
		parameters: { resource: 'person', operation: 'update', ...parameters },
	});
const byId = (fields: ResourceMapperField[], id: string) => fields.find((field) => field.id === id);
/** Each test has a credential that the list of another one was not remembered for. */
const fresh = (scope: string) => credentialStore({ ...stage.credentialValues(), scope });

describe('the list of fields', () => {
	it('has the fields of the table, free fields by their labels, and members that only this Coachview shows', async () => {
		const { fields } = await ask();
		expect(byId(fields, 'geboortedatum')).toMatchObject({
			displayName: 'Date of Birth (Geboortedatum)',
			type: 'dateTime',
			removed: true,
			required: false,
		});
		expect(byId(fields, 'adres.plaats')).toMatchObject({
			displayName: 'Address: Town (Adres: Plaats)',
			type: 'string',
		});
		expect(byId(fields, 'vrijveldDieet')).toMatchObject({ displayName: 'Dieetwens (vrijveldDieet)', type: 'string' });
		expect(byId(fields, 'vrijveldMedisch')?.displayName).toBe('Medisch (Confidential) (vrijveldMedisch)');
		expect(byId(fields, 'inactief')).toMatchObject({
			type: 'options',
			options: [{ value: 'true' }, { value: 'false' }],
		});
		expect(fields.map(({ id }) => id)).not.toEqual(expect.arrayContaining(['id', 'auditTrail']));
		expect(new Set(fields.map(({ id }) => id.toLowerCase())).size).toBe(fields.length);
	});
	it('takes two requests, and none again within a minute', async () => {
		const credential = fresh('api Personen.Lezen');
		await ask({}, credential);
		const requests = async () => (await stage.sandbox.control.requests.list({ path: 'Personen' })).length;
		expect(await requests()).toBe(2);
		await ask({}, credential);
		expect(await requests()).toBe(2);
	});
	it('holds no value of a record', async () => {
		const text = JSON.stringify(await ask({}, fresh('api Personen.Lezen Personen.Schrijven')));
		expect(text).not.toMatch(/Pietersen|example\.org|10023/);
	});
	it('falls back to the table and says so when Coachview refuses, and when it cannot be reached', async () => {
		for (const credential of [
			fresh('api Opleidingen.Lezen'),
			credentialStore({ ...stage.credentialValues(), customUrl: 'http://127.0.0.1:9' }),
		]) {
			const { fields } = await ask({}, credential);
			const [note] = fields;
			expect(note).toMatchObject({ readOnly: true, display: true });
			expect(note?.removed).toBeUndefined();
			expect(note?.displayName).toMatch(/^Only the fields that the node itself knows\. .{10,}\.$/);
			expect(byId(fields, 'achternaam')).toBeDefined();
			expect(byId(fields, 'vrijveldDieet')).toBeUndefined();
		}
	});
	it('of Any Entity come from records of the typed path; without one a sentence says what to do', async () => {
		const { fields } = await ask({ resource: 'record', entity: 'Locaties' });
		expect(fields.length).toBeGreaterThan(3);
		expect(await ask({ resource: 'record', entity: '' })).toEqual({
			fields: [],
			emptyFieldsNotice: expect.stringContaining("'Entity'"),
		});
		expect(await ask({ resource: 'record', entity: 'Bestaatniet' })).toEqual({
			fields: [],
			emptyFieldsNotice: expect.stringContaining('Bestaatniet'),
		});
	});
});

it('every operation that takes fields offers the list, hidden behind a switch that is off', () => {
	const { properties } = new Coachview().description;
	const shown = properties.filter(({ name }) => name === 'coachviewFields');
	expect(shown.every(({ displayOptions }) => displayOptions?.show?.fieldsFromCoachview?.[0] === true)).toBe(true);
	const writes = [
		...ENTITIES.map(({ name, verbs }) => ({ name, verbs })),
		{ name: 'record', verbs: { create: 1, update: 1 } },
	];
	for (const { name, verbs } of writes)
		for (const verb of ['create', 'update', 'upsert'].filter((one) => one in verbs)) {
			const takes = (property: (typeof properties)[number]) =>
				property.displayOptions?.show?.resource?.includes(name) &&
				property.displayOptions.show.operation?.includes(verb);
			expect([name, verb, shown.filter(takes).length]).toEqual([name, verb, 1]);
			const switches = properties.filter((one) => one.name === 'fieldsFromCoachview' && takes(one));
			expect(switches.map((one) => one.default)).toEqual([false]);
		}
});
