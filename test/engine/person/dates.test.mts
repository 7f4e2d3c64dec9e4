import { byId, members, pieterId, useStage } from '../../harness/stage.mts';

const stage = useStage();
const stored = async () => members(await stage.sandbox.control.people.text(pieterId)).get('geboortedatum');

describe('a date of birth from an expression', () => {
	it.each([
		["={{ DateTime.fromISO('1987-04-12') }}"],
		["={{ DateTime.fromISO('1987-04-12T00:00:00', { zone: 'Pacific/Auckland' }) }}"],
		["={{ DateTime.fromFormat('12-04-1987', 'dd-MM-yyyy') }}"],
		["={{ DateTime.fromFormat('12-04-1987', 'dd-MM-yyyy').toISODate() }}"],
		["={{ '1987-04-12T00:00:00.000-11:00' }}"],
		['={{ $json.rows[0].Geboortedatum }}'],
	])('%s', async (geboortedatum) => {
		await stage.person('update', { person: byId(pieterId), fields: { geboortedatum } }, [
			{ rows: [{ Geboortedatum: '1987-04-12T00:00:00Z' }] },
		]);
		expect(await stored()).toBe('"1987-04-12"');
	});

	it('is refused as a JavaScript Date, whose day depends on the zone', async () => {
		const run = stage.person('update', {
			person: byId(pieterId),
			fields: { geboortedatum: "={{ new Date('1987-04-12') }}" },
		});
		await expect(run).rejects.toThrow("'Date of Birth'");
		expect(await stored()).toBe('null');
	});
});
