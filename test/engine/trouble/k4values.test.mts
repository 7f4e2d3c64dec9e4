import { byId, members, pieterId, useStage } from '../../harness/stage.mts';

const stage = useStage();
const control = () => stage.sandbox.control;
const stored = async (name: string) => members(await control().people.text(pieterId)).get(name);
const requests = async () => (await control().requests.list({ path: 'Personen' })).length;
const update = async (more: object, items?: object[]) =>
	(await stage.person('update', { person: byId(pieterId), ...more } as never, items as never))[0];

/** The run must fail, name the setting, and have asked Coachview nothing. */
async function refused(run: Promise<unknown>, message: string | RegExp): Promise<void> {
	await expect(run).rejects.toThrow(message);
	expect(await requests()).toBe(0);
}

describe('K5, K7 and K9 through n8n', () => {
	const row = (name: string, type: string, value: unknown) => ({ otherFields: { field: [{ name, type, value }] } });

	it('K5.1 JSON for an address is merged', async () => {
		const before = JSON.parse((await stored('adres'))!) as object;
		expect(await update(row('adres', 'json', '{"plaats":"Utrecht"}'))).toMatchObject({
			outcome: 'updated',
			changedFields: ['adres.plaats'],
		});
		expect(JSON.parse((await stored('adres'))!)).toEqual({ ...before, plaats: 'Utrecht' });
	});

	it('K5.3 a number that an expression has rounded is refused', async () => {
		await refused(update(row('kaartnummer', 'json', '={{ 7615917337495251231 }}')), 'cannot be kept exactly');
		await refused(
			update(row('kaartnummer', 'json', '={{ ({ a: [7615917337495251231] }) }}')),
			'cannot be kept exactly',
		);
		await refused(update(row('kaartnummer', 'string', '={{ 7615917337495251231 }}')), 'cannot be kept exactly');
	});

	it('K5.4 and K5.5 are refused before the first request', async () => {
		await refused(update(row('telefoons.0.nr', 'json', '9')), 'may only cross objects');
		await refused(update({ fields: { tel1: '06' }, ...row('Tel1', 'string', '07') }), "'Phone' is given twice");
		await refused(
			update({ fields: { adres: { value: { plaats: 'x' } } }, ...row('adres', 'json', '{"plaats":"y"}') }),
			'given twice',
		);
	});

	it('K7.1 Create or Update does not clear its keys', async () => {
		const upsert = { externId: '10023', externSource: 'HR', lastName: 'Pietersen' };
		for (const name of ['externId', 'External Source'])
			await refused(stage.person('upsert', { ...upsert, clearFields: [name] }), 'not under Clear Fields');
	});

	it.each(['create', 'upsert'])('K7.2 %s takes keys in their own fields only', async (operation) => {
		await refused(
			stage.person(operation, {
				externId: '10023',
				externSource: 'HR',
				lastName: 'Pietersen',
				...row('EXTERNID', 'string', '99'),
			} as never),
			'not under Other Fields',
		);
	});

	it.each(['create', 'upsert'])('K7.3 %s refuses a rounded key', async (operation) => {
		await refused(
			stage.person(operation, { externId: '={{ 1234567890123456789 }}', externSource: 'HR', lastName: 'Pietersen' }),
			"'External ID' is a number that cannot be kept exactly",
		);
	});

	it("K9.1 a moment in n8n's own zone is refused as a birth date", async () => {
		for (const geboortedatum of [
			"={{ DateTime.fromISO('1975-05-11T00:00:00Z') }}",
			'1987-04-11T22:00:00.000Z',
			"={{ DateTime.fromISO('1975-05-11T13:00:00') }}",
		]) {
			await refused(update({ fields: { geboortedatum } }), 'time of day other than midnight');
		}
	});

	it('K9.3 debris is refused in fields, keys and last name', async () => {
		await refused(update({ fields: { voornaam: '=x {{ ({}) }}' } }), "'First Name'");
		await refused(stage.person('create', { lastName: 'Z\uFFFDrich' }), "'Last Name'");
		await refused(
			stage.person('upsert', { externId: 'undefined', externSource: 'HR', lastName: 'X' }),
			"'External ID'",
		);
	});
});
