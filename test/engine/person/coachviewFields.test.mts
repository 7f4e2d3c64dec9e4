import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { mapperFields } from '../../harness/engine.mts';
import { byId, pieterId, useStage } from '../../harness/stage.mts';

const stage = useStage();
const sandbox = () => stage.sandbox;
const person = byId(pieterId);
const shown = { fieldsFromCoachview: true };
/** As the editor stores it: the list, and the values of fields that were added. */
const list = async (resource = 'person', operation = 'update') =>
	(
		await mapperFields('coachviewFields', {
			credential: stage.credential(),
			parameters: { resource, operation, ...(resource === 'record' && { entity: 'Personen' }) },
		})
	).fields;
const mapper = async (value: object | null, mappingMode = 'defineBelow') => {
	const schema = (await list()).map((field) => ({ ...field, removed: !Object.hasOwn(value ?? {}, field.id) }));
	return { coachviewFields: { mappingMode, value, matchingColumns: [], schema } as unknown as INodeParameters };
};
const update = async (value: object | null, more: object = {}, items?: IDataObject[]) =>
	await stage.run('update', { person, ...shown, ...(await mapper(value)), ...more }, { items });
const stored = async () => JSON.parse(await sandbox().control.people.text(pieterId)) as Record<string, unknown>;
const puts = async () => (await sandbox().control.requests.list({ method: 'PUT' })).length;
const asked = async () => (await sandbox().control.requests.list({ path: 'Personen' })).length;

describe('Fields From Coachview', () => {
	it('writes a named field, a line of an address and a free field, each from an expression of its own', async () => {
		const value = {
			titel: '={{ $json.titel }}',
			'adres.plaats': '={{ $json.plaats }}',
			vrijveldDieet: '={{ $json.dieet }}',
		};
		const { outputs, error } = await update(value, {}, [{ titel: 'prof.', plaats: 'Zwolle', dieet: 'vegetarisch' }]);
		expect(error).toBeUndefined();
		expect(outputs[0]?.[0]?.json).toMatchObject({ outcome: 'updated', verified: true });
		expect(await stored()).toMatchObject({ titel: 'prof.', adres: { plaats: 'Zwolle' } });
		const free = Object.fromEntries((await sandbox().control.snapshot()).freeFields);
		expect(free[`${pieterId}/VrijveldDieet`]).toBe('"vegetarisch"');
	});
	it('reads each item by itself', async () => {
		await update({ titel: '={{ $json.t }}' }, {}, [{ t: 'a.' }, { t: 'b.' }, { t: '' }]);
		expect((await stored()).titel).toBe('b.');
		expect(await puts()).toBe(2);
	});
	it('yes and no are told from nothing chosen', async () => {
		const before = (await stored()).inactief;
		await update({ inactief: '={{ $json.yes }}' }, {}, [{ yes: null }, {}, { yes: '' }]);
		expect((await stored()).inactief).toBe(before);
		await update({ inactief: '={{ $json.yes }}' }, {}, [{ yes: true }]);
		expect((await stored()).inactief).toBe(true);
		await update({ inactief: 'false' });
		expect((await stored()).inactief).toBe(false);
	});
	it('empty values change nothing, and the receipt names them', async () => {
		const before = await sandbox().control.people.text(pieterId);
		const { outputs } = await update({ titel: null, opmerking: '', voorletters: '={{ $json.no }}' });
		expect(outputs[0]?.[0]?.json).toMatchObject({
			outcome: 'nothingGiven',
			emptyFields: ['Title', 'Remarks', 'Initials'],
		});
		expect(await sandbox().control.people.text(pieterId)).toBe(before);
		expect(await puts()).toBe(0);
	});
	it('K9.1 a date of birth a day early is refused as in the named field, before anything is sent', async () => {
		const { error } = await update({ geboortedatum: '={{ $json.d }}' }, {}, [{ d: '1987-04-11T22:00:00.000Z' }]);
		expect(error?.message).toContain("'Date of Birth'");
		expect(await asked()).toBe(0);
	});
	it('K5.3 a rounded number is refused, digits that came as text are kept', async () => {
		const { error } = await update({ opmerking: '={{ $json.n }}' }, {}, [{ n: Number('7615917337495251231') }]);
		expect(error?.message).toContain("'Remarks'");
		await update({ opmerking: '={{ $json.n }}' }, {}, [{ n: '7615917337495251231' }]);
		expect((await stored()).opmerking).toBe('7615917337495251231');
	});
	it('another value than the named field has is refused naming both places, before anything is sent', async () => {
		const { error } = await update({ titel: 'dr.' }, { fields: { titel: 'ir.' } });
		expect(error?.message).toBe("'Title' is given twice, under the fields and under Fields From Coachview");
		expect(await asked()).toBe(0);
		const { outputs } = await update({ titel: 'ir.' }, { fields: { titel: 'ir.' } });
		expect(outputs[0]?.[0]?.json).toMatchObject({ changedFields: ['titel'] });
	});
	it('a field that was taken out of the list is not written, though n8n kept a value', async () => {
		const { coachviewFields } = await mapper({});
		(coachviewFields as INodeParameters).value = { titel: 'dr.', opmerking: 'x' };
		const { outputs } = await stage.run('update', { person, ...shown, coachviewFields });
		expect(outputs[0]?.[0]?.json).toMatchObject({ outcome: 'nothingGiven', changedFields: [] });
		expect(await puts()).toBe(0);
	});
	it('a field that the list does not have is refused', async () => {
		const { coachviewFields } = await mapper({});
		(coachviewFields as INodeParameters).value = { onbekend: 'x' };
		const { error } = await stage.run('update', { person, ...shown, coachviewFields });
		expect(error?.message).toContain('has a field that is not in its list');
	});
	it('is not read where the switch is off, and labels in the list are never run as code', async () => {
		const given = await mapper({ titel: 'dr.' });
		const off = await stage.run('update', { person, fields: { titel: 'ir.' }, ...given });
		expect(off.outputs[0]?.[0]?.json).toMatchObject({ changedFields: ['titel'] });
		const { coachviewFields } = await mapper({ titel: 'mr.' });
		const [first] = (coachviewFields as unknown as { schema: Array<{ displayName: string }> }).schema;
		first!.displayName = '={{ (() => { throw new Error("run") })() }}';
		expect((await stage.run('update', { person, ...shown, coachviewFields })).error).toBeUndefined();
		expect((await stored()).titel).toBe('mr.');
	});
	it.each(['text', 7, '={{ {} }}'])('%j in place of the list is refused', async (coachviewFields) => {
		const { error } = await stage.run('update', { person, ...shown, coachviewFields });
		expect(error?.message).toContain("'Fields From Coachview'");
		expect(await asked()).toBe(0);
	});
});

describe('Fields From Coachview, mapped automatically', () => {
	const auto = async (item: IDataObject, settings = {}) =>
		await stage.run(
			'update',
			{ person, ...shown, ...(await mapper(null, 'autoMapInputData')) },
			{ items: [item], settings },
		);
	it('takes input fields that the list knows, by name or path; others and the keys are left alone', async () => {
		const before = await stored();
		const item = { titel: 'dr.', adres: { plaats: 'Ede' }, onbekend: 'x', externId: '999', externSource: 'X', id: 'y' };
		const { outputs } = await auto(item);
		expect(outputs[0]?.[0]?.json).toMatchObject({ outcome: 'updated', changedFields: ['adres.plaats', 'titel'] });
		expect(await stored()).toMatchObject({
			titel: 'dr.',
			externId: before.externId,
			externSource: before.externSource,
		});
		expect(await stored()).not.toHaveProperty('onbekend');
	});
	it('says so when none fits', async () => {
		const { outputs } = await auto({ Titel_HR: 'dr.' });
		expect(outputs[0]?.[0]?.json).toMatchObject({
			outcome: 'nothingGiven',
			emptyFields: ['Fields From Coachview'],
		});
		expect(await puts()).toBe(0);
	});
	it('works without a stored list, with the fields of the table', async () => {
		const coachviewFields = { mappingMode: 'autoMapInputData', value: null } as unknown as INodeParameters;
		const parameters = { person, ...shown, coachviewFields };
		const { outputs } = await stage.run('update', parameters, { items: [{ titel: 'dr.', vrijveldDieet: 'x' }] });
		expect(outputs[0]?.[0]?.json).toMatchObject({ changedFields: ['titel'] });
	});
	it('is refused in a tool, whose input is what a model says; a field that the author left to it is filled', async () => {
		const settings = { type: 'n8n-nodes-coachview.coachviewTool', onError: 'continueErrorOutput' as const };
		const { outputs } = await auto({ titel: 'dr.' }, settings);
		expect(outputs[1]?.[0]?.json.error).toMatchObject({ fields: ['Fields From Coachview'] });
		expect(await asked()).toBe(0);
		const one = { person, ...shown, ...(await mapper({ titel: '={{ $json.it }}' })) };
		const tool = await stage.run('update', one, { items: [{ it: 'dr.', opmerking: 'no' }], settings });
		expect(tool.outputs[0]?.[0]?.json).toMatchObject({ changedFields: ['titel'] });
	});
});

describe('Create and Create or Update', () => {
	const own = { lastName: 'Bakker', externId: '77001', externSource: 'HR' };
	it.each(['create', 'upsert'])('%s takes the list too', async (operation) => {
		const given = await mapper({ titel: 'ir.', vrijveldDieet: 'halal' });
		const [receipt] = await stage.person(operation, { ...own, ...shown, ...given });
		expect(receipt).toMatchObject({ outcome: 'created' });
		const made = JSON.parse(await sandbox().control.people.text(String(receipt?.personId))) as object;
		expect(made).toMatchObject({ achternaam: 'Bakker', titel: 'ir.' });
	});
	it('keys and required fields stay in their own parameters', async () => {
		expect((await list('person', 'create')).map(({ id }) => id)).not.toEqual(
			expect.arrayContaining(['achternaam', 'externId', 'externSource']),
		);
		const { error } = await stage.run('create', { ...own, ...shown, ...(await mapper({ externId: '5' })) });
		expect(error?.message).toContain("'External ID' is set in its own field here");
		expect(await asked()).toBeLessThanOrEqual(2);
	});
});

it('Any Entity sets a field from the list of its path', async () => {
	const schema = (await list('record')).map((field) => ({ ...field, removed: field.id !== 'vrijveldDieet' }));
	const coachviewFields = { mappingMode: 'defineBelow', value: { vrijveldDieet: 'vis' }, schema };
	const { outputs, error } = await stage.run('update', {
		resource: 'record',
		entity: 'Personen',
		record: byId(pieterId),
		...shown,
		coachviewFields: coachviewFields as unknown as INodeParameters,
	});
	expect(error).toBeUndefined();
	expect(outputs[0]?.[0]?.json).toMatchObject({ changedFields: ['vrijveldDieet'] });
});
