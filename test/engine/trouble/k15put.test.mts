import { newId, startSmallCoachview, type Asked, type SmallCoachview } from './smallCoachview.mts';

let small: SmallCoachview;
afterEach(() => small.stop());
const batch = Array.from({ length: 5 }, (_, at) => ({
	id: newId(),
	externId: `HR-${at}`,
	externSource: 'HR',
	achternaam: 'Groot',
	titel: null,
}));
const puts = () => small.seen.filter((one) => one.startsWith('PUT'));

/** Takes PUT at /Personen only, with the id in the body. */
const idInBody = (refusal: number) => (asked: Asked) => {
	if (asked.method !== 'PUT') return false;
	if (asked.id !== '') asked.say(refusal, '');
	else {
		const target = small.people.find(({ id }) => id === asked.body.id);
		if (target) Object.assign(target, asked.body);
		asked.say(target ? 200 : 404, target);
	}
	return true;
};

describe('K15.8 PUT at /Personen only', () => {
	it.each([405, 404])('K15.8 %i is met once in a batch, and not in the next run', async (refusal) => {
		small = await startSmallCoachview(batch.map((one) => ({ ...one })));
		small.on = idInBody(refusal);
		const run = async (titel: string) =>
			await small.person(
				'update',
				{ person: { __rl: true, mode: 'id', value: '={{ $json.id }}' }, policy: 'overwrite', fields: { titel } },
				batch.map(({ id }) => ({ id })),
			);
		expect((await run('ing.')).map(({ outcome }) => outcome)).toEqual(batch.map(() => 'updated'));
		expect(puts().filter((one) => one !== 'PUT Personen')).toHaveLength(1);
		await run('ir.');
		expect(puts().filter((one) => one !== 'PUT Personen')).toHaveLength(1);
		expect(small.people.map(({ titel }) => titel)).toEqual(batch.map(() => 'ir.'));
	});

	it('K15.8 a person who is gone does not teach another form, and does not come back', async () => {
		small = await startSmallCoachview(batch.map((one) => ({ ...one })));
		const [first] = batch;
		small.on = (asked) => {
			// Deleted between the read and the write.
			if (asked.method === 'PUT') small.people = small.people.filter(({ id }) => id !== first?.id);
			return false;
		};
		const items = await small.tolerant(
			'update',
			{ person: { __rl: true, mode: 'id', value: '={{ $json.id }}' }, policy: 'overwrite', fields: { titel: 'ing.' } },
			batch.slice(0, 3).map(({ id }) => ({ id })),
		);
		expect(items.map(({ outcome, error }) => outcome ?? (error as { reason?: string }).reason)).toEqual([
			'notFound',
			'updated',
			'updated',
		]);
		expect(puts().every((one) => one !== 'PUT Personen')).toBe(true);
		expect(small.people).toHaveLength(4);
	});
});
