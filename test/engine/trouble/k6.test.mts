import type { IDataObject } from 'n8n-workflow';
import { byId, members, pieterId, useStage } from '../../harness/stage.mts';

const stage = useStage();
const text = async () => await stage.sandbox.control.people.text(pieterId);
const whole = async () => (await stage.person('get', { person: byId(pieterId), simplify: false }))[0] as IDataObject;
const replace = async (item: IDataObject, recordJson: string, more = {}) =>
	(await stage.person('replace', { person: byId(pieterId), recordJson, ...more }, [item]))[0];

describe('K6 Replace fed by Get', () => {
	it.each([['={{ $json }}'], ['={{ JSON.stringify($json) }}'], ['={{ $json._record.text }}']])(
		'K6.1 %s with nothing changed is unchanged',
		async (recordJson) => {
			const before = await text();
			expect(await replace(await whole(), recordJson)).toMatchObject({ outcome: 'unchanged', changedFields: [] });
			expect(await text()).toBe(before);
		},
	);

	it('K6.1 and K6.2 send numbers as they were and no _record', async () => {
		for (const recordJson of [
			'={{ Object.assign({}, $json, { titel: "ir." }) }}',
			'={{ JSON.stringify(Object.assign({}, $json, { titel: "ing." })) }}',
		]) {
			expect(await replace(await whole(), recordJson)).toMatchObject({
				outcome: 'updated',
				changedFields: ['titel'],
				verified: expect.anything(),
			});
			const after = members(await text());
			expect(after.get('kaartnummer')).toBe('1234567890123456789');
			expect(after.get('bonus')).toBe('1.10');
			expect(after.has('_record')).toBe(false);
			const [put] = (await stage.sandbox.control.requests.list({ method: 'PUT' })).slice(-1);
			expect(JSON.stringify(put)).not.toContain('_record');
		}
	});

	it('K6.3 a list that loses something needs Allow Clearing', async () => {
		await stage.sandbox.control.people.patch(pieterId, '{"lijst":[{"nr":1.10},{"nr":2},{"nr":3}]}');
		const before = await text();
		for (const less of [
			'[{}]',
			'[]',
			'[null]',
			'""',
			'$json.lijst.slice(1)',
			'$json.lijst.map(() => ({ nr: null }))',
		]) {
			await expect(replace(await whole(), `={{ Object.assign({}, $json, { lijst: ${less} }) }}`)).rejects.toThrow(
				'would clear fields that are filled now: lijst',
			);
		}
		expect(await text()).toBe(before);
		expect(
			await replace(await whole(), '={{ Object.assign({}, $json, { lijst: [...$json.lijst, { nr: 4 }] }) }}'),
		).toMatchObject({ outcome: 'updated', changedFields: ['lijst'] });
		expect(members(await text()).get('lijst')).toBe('[{"nr":1.10},{"nr":2},{"nr":3},{"nr":4}]');
	});

	it('K5.3 a rounded number is refused before the first request', async () => {
		await expect(replace({}, '={{ ({ achternaam: "x", kaartnummer: 1234567890123456789 }) }}')).rejects.toThrow(
			'cannot be kept exactly',
		);
		expect(await stage.sandbox.control.requests.list({ path: 'Personen' })).toHaveLength(0);
	});
});
