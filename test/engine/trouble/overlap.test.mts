import { byId, members, pieterId, useStage, type Output } from '../../harness/stage.mts';

// Somebody else writes between our read and our PUT: the version number takes a larger step than usual (issue 7, rule 11).
const stage = useStage();
const control = () => stage.sandbox.control;
const onPut = { server: 'coachview', method: 'PUT', path: 'Personen' } as const;
const colleague = async (members: Record<string, unknown>, more: object = {}) =>
	await control().colleague.script({
		kind: 'edit',
		personId: pieterId,
		members,
		side: 'before',
		match: onPut,
		...more,
	} as never);
const run = async (opmerking: string, options = {}, more: object = {}) =>
	await stage.run('update', { person: byId(pieterId), fields: { opmerking }, options, ...more } as never);
const update = async (opmerking: string, options = {}) => {
	const { outputs, error, hints } = await run(opmerking, options);
	if (error) throw error;
	return { receipt: outputs[0]?.[0]?.json as Output, hints: hints.map(({ message }) => message) };
};
const times = async (count: number, what: (index: number) => Promise<unknown>) => {
	const seen = [];
	for (let index = 0; index < count; index++) seen.push(await what(index));
	return seen;
};
const stored = async (name: string) => members(await control().people.text(pieterId)).get(name);

/** What is learned of version numbers belongs to one API client; another one starts from nothing. */
async function asAnotherClient(clientId: string, choices = {}): Promise<void> {
	await control().assumptions.set(choices);
	const { clientSecret } = await control().clients.put({ clientId });
	for (const values of stage.credential().stored.values()) Object.assign(values, { clientId, clientSecret });
}

describe('Overlap told by the version number', () => {
	it.each([
		['one', 'accepted'],
		['ten', 'accepted'],
		['one', 'read'],
	])(
		'steps of %s: an edit between read and write is reported without any Concurrency Check (%s)',
		async (step, how) => {
			// 204 instead of the record: the step is seen in the read that follows.
			await asAnotherClient(`step-${step}-${how}`, { A68: step, ...(how === 'read' && { A21: 'noContent' }) });
			const quiet = await times(3, async (index) => (await update(`rustig ${index}`)).receipt.overlap);
			expect(quiet).toEqual([false, false, false]);

			await colleague({ tel2: '06-11111111' });
			const { receipt, hints } = await update('tegelijk');
			expect(receipt).toMatchObject({ outcome: 'updated', verified: true, overlap: true });
			expect(hints).toEqual([
				expect.stringMatching(
					/^Somebody else seems to have written 1 person\(s\) at the same moment \(overlap in the item\).*Look Again After Writing in both\.$/,
				),
			]);
			expect(JSON.stringify([receipt, hints])).not.toMatch(/06-|tegelijk/);

			expect(await update('weer rustig')).toMatchObject({ receipt: { overlap: false }, hints: [] });
			await colleague({ tel2: '06-22222222' });
			expect((await update('nog eens')).receipt).toMatchObject({ outcome: 'updated', overlap: true });
		},
	);

	it('two updates are enough to know the step, and a colleague who edits all the time is reported each time', async () => {
		await asAnotherClient('two');
		await times(2, async (index) => await update(`eerst ${index}`));
		await colleague({ tel2: '06-11111111' }, { count: 0 });
		expect(await times(12, async (index) => (await update(`dan ${index}`)).receipt.overlap)).toEqual(
			Array(12).fill(true),
		);
	});

	it.each(['random', 'absent'])('version numbers that are %s give no overlap in 50 updates', async (A68) => {
		await asAnotherClient(`steps-${A68}`, { A68 });
		const ids = (await control().people.list()).slice(0, 5).map(({ id }) => id);
		const receipts = await times(
			10,
			async (index) =>
				await stage.person(
					'update',
					{ person: byId('={{ $json.id }}'), fields: { opmerking: `ronde ${index}` } } as never,
					ids.map((id) => ({ id })),
				),
		);
		expect((receipts as Output[][]).flat().map(({ outcome, overlap }) => [outcome, overlap])).toEqual(
			Array(50).fill(['updated', false]),
		);
	});

	it('no overlap in 50 updates of one person, and none when the edit came before the read', async () => {
		await asAnotherClient('many');
		await colleague({ tel2: '06-1' }, { side: 'before', match: { ...onPut, method: 'GET' }, count: 0 });
		expect(await times(50, async (index) => (await update(`keer ${index}`)).receipt.overlap)).toEqual(
			Array(50).fill(false),
		);
	});

	it('an overlap with the very field keeps the last word, and says so', async () => {
		await asAnotherClient('same');
		await times(3, async (index) => await update(`eerst ${index}`));
		await colleague({ opmerking: 'van een collega' });
		expect((await update('van ons')).receipt).toMatchObject({ outcome: 'updated', overlap: true });
		expect(await stored('opmerking')).toBe('"van ons"');
	});
});
