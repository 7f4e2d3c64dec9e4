import { freePorts } from '../../../hosts/ports.mts';
import { byId, pieterId, useStage } from '../../harness/stage.mts';
import { credentialStore, runNode } from '../../harness/engine.mts';

const stage = useStage();
const person = byId(pieterId);
const update = async (fields: { [name: string]: string }, id = person) =>
	await stage.person('update', { person: id, fields });

describe('errors do not ask for what the user already did', () => {
	it('an ID that nobody has', async () => {
		const nobody = byId('99999999-9999-4999-8999-999999999999');
		await expect(update({ titel: 'x' }, nobody)).rejects.toThrow('No person in Coachview has this ID');
	});
	it('a placeholder date', async () => {
		await expect(update({ geboortedatum: '1900-01-01' })).rejects.toMatchObject({
			description: expect.stringContaining(
				"HR does not know this date. Leave 'Date of Birth' empty for this person, or correct it in HR.",
			),
		});
	});
	it('a date with the day first', async () => {
		await expect(update({ geboortedatum: '12-04-1987' })).rejects.toMatchObject({
			description: expect.stringContaining("{{ DateTime.fromFormat($json.date, 'dd-MM-yyyy').toISODate() }}"),
		});
	});
	it('nobody at the address', async () => {
		const [port] = await freePorts(1);
		const values = { ...stage.credentialValues(), customUrl: `http://127.0.0.1:${port}` };
		const { error } = await runNode({
			type: 'coachview',
			parameters: { resource: 'person', operation: 'get', person, options: { maxWait: 0 } },
			credential: credentialStore(values),
		});
		expect(error).toMatchObject({
			message: `Nobody answers at 127.0.0.1:${port}`,
			description: expect.stringContaining('Check the Environment or Custom URL'),
		});
	});
});
