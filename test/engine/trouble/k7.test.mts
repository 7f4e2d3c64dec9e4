import { listed, newId, startSmallCoachview, type Asked, type Person, type SmallCoachview } from './smallCoachview.mts';

const known: Person = { id: newId(), externId: 'HR-10023', externSource: 'HR', achternaam: 'Pietersen', titel: null };
const eva = { externId: 'HR-77001', externSource: 'HR', lastName: 'Jansen', fields: { voornaam: 'Eva' } };
const isList = ({ method, id }: Asked) => method === 'GET' && id === '';

let small: SmallCoachview;
beforeEach(async () => (small = await startSmallCoachview([{ ...known }])));
afterEach(() => small.stop());

const posts = () => small.seen.filter((one) => one === 'POST Personen').length;
const evas = () => small.people.filter(({ externId }) => String(externId).toLowerCase() === 'hr-77001');
describe('K7.1 to K7.3 keys are set in their own fields only', () => {
	it.each(['externId', 'External ID', ['externSource'], 'EXTERNID'])(
		'K7.1 Clear Fields %s is refused',
		async (clearFields) => {
			for (let run = 0; run < 2; run++)
				await expect(small.person('upsert', { ...eva, clearFields })).rejects.toThrow('is set in its own field here');
			expect(small.seen).toEqual([]);
		},
	);

	it.each(['externId', 'ExternID', 'externSource', 'achternaam'])('K7.2 Other Fields %s is refused', async (name) => {
		const otherFields = { field: [{ name, value: 'other', type: 'string' }] };
		for (const operation of ['create', 'upsert'])
			await expect(small.person(operation, { ...eva, otherFields })).rejects.toThrow('is set in its own field here');
		expect(small.seen).toEqual([]);
	});

	it.each([
		'={{ 1234567890123456789 }}',
		'={{ 0.1 + 0.2 }}',
		'={{ [1] }}',
		'={{ "[object Object]" }}',
		'={{ "undefined" }}',
	])('K7.3 External ID %s is refused', async (externId) => {
		for (const operation of ['create', 'upsert'])
			await expect(small.person(operation, { ...eva, externId })).rejects.toThrow('External ID');
		expect(small.seen).toEqual([]);
	});

	it.each([
		['={{ 77001 }}', '77001'],
		['={{ "00077001" }}', '00077001'],
		[' HR-77001 ', 'HR-77001'],
		['1234567890123456789', '1234567890123456789'],
	])('K7.3 External ID %s is stored as %s', async (externId, stored) => {
		for (const outcome of ['created', 'unchanged'])
			expect(await small.person('upsert', { ...eva, externId })).toMatchObject([{ outcome, externId: stored }]);
		expect(small.people.map((one) => one.externId)).toEqual(['HR-10023', stored]);
	});

	it('K7.3 leading zeros make another key', async () => {
		for (const externId of ['007', '7', '07'])
			expect(await small.person('upsert', { ...eva, externId })).toMatchObject([{ outcome: 'created' }]);
	});
});

describe('K7.4 nobody is created while look-ups are unproven', () => {
	const findsNobody = (asked: Asked) => isList(asked) && asked.query.has('where') && (asked.say(200, []), true);

	it('K7.4 look-ups that find nobody, the first 120 people without a key', async () => {
		small.people = [
			...Array.from({ length: 120 }, () => ({ id: newId(), achternaam: 'Groot', externId: null, externSource: null })),
			{ ...known },
		];
		small.on = findsNobody;
		for (let run = 0; run < 3; run++)
			await expect(small.person('upsert', eva)).rejects.toThrow('does not find people by External ID');
		expect(posts()).toBe(0);
	});

	it('K7.4 nobody has a key and look-ups find nobody: one person at most, also within one run', async () => {
		small.people = [{ ...known, externId: null, externSource: null }];
		small.on = findsNobody;
		const items = await small.tolerant('upsert', { ...eva, externId: '={{ $json.key }}' }, [
			{ key: 'HR-1' },
			{ key: 'HR-2' },
			{ key: 'HR-1' },
		]);
		expect(items.map(({ outcome, error }) => outcome ?? error?.message ?? error)).toEqual([
			'created',
			expect.stringContaining('does not find'),
			expect.stringContaining('does not find'),
		]);
		await expect(small.person('upsert', eva)).rejects.toThrow('does not find people by External ID');
		expect(small.people).toHaveLength(2);
	});

	it('K7.4 a filter that is ignored, half heeded, or refused', async () => {
		small.people.push(
			...Array.from({ length: 150 }, (_, at) => ({
				id: newId(),
				externId: `A-${at}`,
				externSource: 'AFAS',
				achternaam: 'Groot',
			})),
		);
		for (const [on, why] of [
			[
				(asked: Asked) =>
					isList(asked) && (asked.say(200, small.people.slice(0, Number(asked.query.get('take')))), true),
				'do not have the key',
			],
			[
				(asked: Asked) => isList(asked) && asked.query.has('where') && (asked.say(400, { message: 'no' }), true),
				'does not look people up',
			],
			[(asked: Asked) => isList(asked) && asked.query.has('where') && (asked.say(500, ''), true), 'could not answer'],
		] as const) {
			small.on = on;
			await expect(small.person('upsert', eva)).rejects.toThrow(why);
		}
		expect(posts()).toBe(0);
	});

	it('K7.4 a filter that is ignored and shows the person by chance is no proof for the next one', async () => {
		small.on = (asked) =>
			isList(asked) && (asked.say(200, small.people.slice(0, Number(asked.query.get('take')))), true);
		small.people.unshift({ id: newId(), achternaam: 'Groot' });
		const items = await small.tolerant(
			'upsert',
			{ ...eva, externId: '={{ $json.key }}', lastName: 'Pietersen', fields: {} },
			[{ key: 'HR-10023' }, { key: 'HR-5' }],
		);
		expect(items[0]).toMatchObject({ outcome: 'unchanged' });
		expect(items[1]).toHaveProperty('error');
		expect(posts()).toBe(0);
	});

	it('K7.4 Create stops when Coachview cannot be asked just now', async () => {
		small.on = (asked) => isList(asked) && (asked.say(503, ''), true);
		await expect(small.person('create', eva)).rejects.toThrow('could not answer');
		expect(posts()).toBe(0);
	});
});

describe('K7.5 look-ups that heed case or form', () => {
	const heedsCase = (asked: Asked) =>
		isList(asked) &&
		(asked.say(
			200,
			listed(small.people, asked.query, (a, b) => a === b),
		),
		true);

	it.each([
		['hr-10023', 'HR'],
		['hr-10023', 'hr'],
		['HR-10023', 'hr'],
		['Hr-10023', 'Hr'],
	])('K7.5 %s under %s is the person there is', async (externId, externSource) => {
		small.on = heedsCase;
		expect(
			await small.person('upsert', {
				...eva,
				lastName: 'Pietersen',
				externId,
				externSource,
				fields: { titel: 'ing.' },
			}),
		).toMatchObject([{ outcome: 'updated', personId: known.id }]);
		await expect(small.person('create', { ...eva, externId, externSource })).rejects.toThrow('already has a person');
		expect(posts()).toBe(0);
	});

	it('K7.5 an accent as one character or as two', async () => {
		const key = 'Zoë-1';
		for (const [stored, asked] of [
			['NFC', 'NFD'],
			['NFD', 'NFC'],
		] as const) {
			small.on = heedsCase;
			small.people = [{ ...known, externId: key.normalize(stored) }];
			expect(
				await small.person('upsert', { ...eva, lastName: 'Pietersen', externId: key.normalize(asked), fields: {} }),
			).toMatchObject([{ outcome: 'unchanged', personId: known.id }]);
		}
		expect(posts()).toBe(0);
	});

	it('K7.5 two items with one key in two spellings make one person', async () => {
		const items = await small.person('upsert', { ...eva, externId: '={{ $json.key }}' }, [
			{ key: 'HR-77001' },
			{ key: ' hr-77001' },
		]);
		expect(items.map(({ outcome }) => outcome)).toEqual(['created', 'unchanged']);
		const both = await Promise.all(
			['HR-9', 'hr-9 '].map(async (externId) => await small.person('upsert', { ...eva, externId })),
		);
		expect(
			both
				.flat()
				.map(({ outcome }) => outcome)
				.sort(),
		).toEqual(['created', 'unchanged']);
	});

	it.each(['create', 'upsert'])('K7.5 a list that lags behind makes no second person: %s', async (operation) => {
		const old = [...small.people];
		small.on = (asked) => isList(asked) && (asked.say(200, listed(old, asked.query)), true);
		const [first, second] = await small.tolerant(operation, eva, [{}, {}]);
		expect(first).toMatchObject({ outcome: 'created' });
		expect(second).toMatchObject(
			operation === 'create' ? { error: { reason: 'conflict' } } : { outcome: 'unchanged', personId: first?.personId },
		);
		expect(evas()).toHaveLength(1);
	});
});
