import { byId, byKey, members, pieterId, useStage } from '../../harness/stage.mts';

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

describe('K4 settings from expressions', () => {
	it.each([['true'], ['={{ "true" }}'], ['={{ 1 }}'], ['={{ true }} '], [' TRUE '], ['ja'], [true]])(
		'K4.1 Dry Run from an expression %j writes nothing',
		async (dryRun) => {
			expect(await update({ fields: { titel: 'ing.' }, options: { dryRun } })).toMatchObject({
				outcome: 'dryRun',
				changedFields: ['titel'],
			});
			expect((await control().requests.list({ method: 'PUT' })).length).toBe(0);
		},
	);

	it.each([
		['={{ $json.nothing }}'],
		[''],
		['={{ null }}'],
		['on'],
		['={{ [] }}'],
		['={{ ({}) }}'],
		['={{ 2 }}'],
		['truee'],
	])('K4.1 Dry Run that is not understood (%j) is refused', async (dryRun) => {
		await refused(update({ fields: { titel: 'ing.' }, options: { dryRun } }), "'Dry Run'");
	});

	it.each([
		['Verify', { verify: '={{ $json.nothing }}' }],
		['Verify', { verify: 'perhaps' }],
		['Concurrency Check', { concurrency: 'reeread' }],
		['Concurrency Check', { concurrency: '' }],
		['Free Fields', { freeFields: 'leave' }],
		['Current Record', { currentRecord: 0 }],
		['Return', { return: 'all' }],
		['Minimum Age', { minimumAge: '16 years' }],
		['Minimum Age', { minimumAge: 99, maximumAge: 16 }],
		['Maximum Age', { maximumAge: 1.5 }],
		['Placeholder Dates', { placeholderDates: '1-1-1970' }],
		['Placeholder Dates', { placeholderDates: 5 }],
		['Read-Only Fields', { readOnlyFields: 'id' }],
		['Look Again After (Seconds)', { lookAgainAfter: 61 }],
		['Keep in Reserve', { reserve: '5e3' }],
		['Keep in Reserve', { reserve: '' }],
		['Keep in Reserve', { reserve: true }],
		['Keep in Reserve', { reserve: -1 }],
		['Max Wait (Seconds)', { maxWait: 'long' }],
		['Timeout (Seconds)', { timeout: 0 }],
		['Timeout (Seconds)', { timeout: 1e9 }],
		["Show Coachview's Own Words", { ownWords: 'perhaps' }],
	])('K4.2 %s %j is refused', async (label, options) => {
		await refused(update({ fields: { titel: 'ing.' }, options }), `'${label}'`);
	});

	it('K4.2 reserve "5000" is understood', async () => {
		const run = await stage.run(
			'update',
			{ person: byId(pieterId), fields: { titel: 'x' }, options: { reserve: '5000' } },
			{ items: [{}, {}], settings: { onError: 'continueRegularOutput' } },
		);
		expect(run.outputs[0]?.[1]?.json.error).toMatchObject({ reason: 'quotaExhausted' });
	});

	it('K4.2 minimumAge "16", concurrency with a blank and a policy by its name are understood', async () => {
		await refused(update({ fields: { geboortedatum: '2013-01-01' }, options: { minimumAge: '16' } }), 'below 16 years');
		expect(await update({ fields: { titel: 'ing.' }, options: { concurrency: ' reread ' } })).toMatchObject({
			outcome: 'updated',
		});
		expect(await update({ fields: { voornaam: 'Klaas' }, policy: 'only if empty ' })).toMatchObject({
			outcome: 'conflict',
		});
	});

	it.each([['overwrit'], [''], ['={{ $json.nothing }}'], ['={{ 1 }}']])(
		'K4.2 policy %j is refused',
		async (policy) => await refused(update({ fields: { titel: 'x' }, policy }), "'When a Field Is Already Filled'"),
	);

	it('K4.2 simplify and failUnlessOne "false" are understood, others refused', async () => {
		expect(await stage.person('get', { person: byId(pieterId), simplify: '={{ "false" }}' })).toEqual([
			expect.objectContaining({ _record: expect.anything() }),
		]);
		expect(await stage.person('get', { person: byKey('HR/none-such'), options: { failUnlessOne: 'false' } })).toEqual(
			[],
		);
		await control().reset({});
		await refused(stage.person('get', { person: byId(pieterId), simplify: '={{ $json.nothing }}' }), "'Simplify'");
		await refused(
			stage.person('get', { person: byId(pieterId), options: { failUnlessOne: '' } }),
			"'Fail Unless Exactly One Matches'",
		);
	});

	it('K4.2 Allow Clearing that is not understood is refused', async () => {
		for (const allowClearing of ['maybe', '={{ $json.nothing }}', ''])
			await refused(
				stage.person('replace', { person: byId(pieterId), recordJson: '{}', allowClearing }),
				"'Allow Clearing'",
			);
	});

	it('K4.2 options for the whole run that differ or cannot be read fail their item and no other', async () => {
		const run = await stage.run(
			'update',
			{ person: byId(pieterId), fields: { titel: 'ing.' }, options: { reserve: '={{ $json.reserve }}' } },
			{
				items: [{ reserve: 'x' }, { reserve: 5 }, { reserve: 6 }, { reserve: ' 5 ' }],
				settings: { onError: 'continueRegularOutput' },
			},
		);
		const out = (run.outputs[0] ?? []).map(
			({ json }) => (json.error as { message?: string } | undefined)?.message ?? json.outcome,
		);
		expect(out).toEqual([
			expect.stringContaining("'Keep in Reserve'"),
			'updated',
			expect.stringContaining('differ from item to item (Keep in Reserve)'),
			'unchanged',
		]);
	});

	it.each([
		['opmerking'],
		['={{ "opmerking" }}'],
		['={{ ["opmerking"] }}'],
		['Remarks'],
		['["opmerking"]'],
		[' OPMERKING ;'],
	])('K4.3 Clear Fields %j clears one field', async (clearFields) => {
		expect(await update({ clearFields })).toMatchObject({ outcome: 'updated', changedFields: ['opmerking'] });
		expect(await stored('opmerking')).toBe('null');
	});

	it.each([['opmerkin'], ['={{ ({}) }}'], ['={{ 5 }}'], ['o, p'], [['opmerking', 'x']]])(
		'K4.3 Clear Fields %j is refused',
		async (clearFields) => await refused(update({ clearFields }), "'Clear Fields'"),
	);

	it.each([
		['expectedExternId', 'Expected External ID'],
		['expectedExternSource', 'Expected External Source'],
	])('K4.4 %s that is there but empty is refused', async (name, label) => {
		for (const value of [
			'={{ $json.nothing }}',
			'',
			'={{ "  " }}',
			'={{ null }}',
			'={{ "undefined" }}',
			'={{ 1234567890123456789 }}',
		]) {
			await refused(update({ fields: { titel: 'x' }, options: { [name]: value } }), `'${label}'`);
		}
	});

	it("K4.6 an expression of the user that fails is n8n's own expression error", async () => {
		for (const parameters of [
			{ fields: { titel: "={{ $('Nowhere').item.json.x }}" } },
			{ fields: {}, options: { reserve: "={{ $('Nowhere').item.json.x }}" } },
			{ fields: {}, policy: "={{ $('Nowhere').item.json.x }}" },
		]) {
			const { error } = await stage.run('update', { person: byId(pieterId), ...parameters });
			expect(error).toMatchObject({ name: 'ExpressionError', context: { itemIndex: 0 } });
			expect(error?.message).not.toMatch(/fault of the node|could not be processed/);
			const kept = await stage.run(
				'update',
				{ person: byId(pieterId), ...parameters },
				{ settings: { onError: 'continueErrorOutput' } },
			);
			expect(kept.outputs[1]?.[0]?.json.error).toMatchObject({ reason: 'expression', message: error?.message });
		}
		expect(await requests()).toBe(0);
	});
});
