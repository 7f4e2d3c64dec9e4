import { newId, startSmallCoachview, type Asked, type Person, type SmallCoachview } from './smallCoachview.mts';

const known: Person = { id: newId(), externId: 'HR-10023', externSource: 'HR', achternaam: 'Pietersen', titel: null };
const eva = { externId: 'HR-77001', externSource: 'HR', lastName: 'Jansen', fields: { voornaam: 'Eva' } };
const isPost = ({ method }: Asked) => method === 'POST';
const isList = ({ method, id }: Asked) => method === 'GET' && id === '';

let small: SmallCoachview;
beforeEach(async () => (small = await startSmallCoachview([{ ...known }])));
afterEach(() => small.stop());

const posts = () => small.seen.filter((one) => one === 'POST Personen').length;
const evas = () => small.people.filter(({ externId }) => String(externId).toLowerCase() === 'hr-77001');
/** The first POST only. */
const firstPost = (then: (asked: Asked) => void) => {
	let done = false;
	return (asked: Asked) => {
		if (!isPost(asked) || done) return false;
		done = true;
		then(asked);
		return true;
	};
};

describe('K7.6 answers to POST that are no person', () => {
	const vague: Array<[string, number, unknown]> = [
		['success false', 200, { success: false }],
		['errors', 200, { errors: { email1: ['x'] } }],
		['202', 202, undefined],
		['204', 204, undefined],
		['an id only', 202, { id: newId() }],
		['text', 200, 'OK'],
		['a page', 200, '<html>busy</html>'],
		['a list', 200, []],
		['an empty object', 200, {}],
		['no id', 201, { id: null, achternaam: 'Jansen', externId: 'HR-77001' }],
		['.NET’s empty id', 201, '"00000000-0000-0000-0000-000000000000"'],
		['true', 200, 'true'],
	];

	it.each(vague)(
		'K7.6 %s and nothing is stored: never told as created, and no item makes it twice',
		async (_, status, body) => {
			small.on = (asked) => isPost(asked) && (asked.say(status, body), true);
			const items = await small.tolerant('upsert', eva, [{}, {}]);
			expect(items.map((item) => item.outcome)).toEqual([undefined, undefined]);
			expect(items[0]?.error).toMatchObject({ reason: 'unknownOutcome' });
			expect(small.people).toHaveLength(1);
		},
	);

	it.each(vague)(
		'K7.6 %s and the person is stored: created, with the id that was read back',
		async (_, status, body) => {
			small.on = (asked) => isPost(asked) && (asked.carryOut(), asked.say(status, body), true);
			expect(await small.person('upsert', eva)).toMatchObject([
				{ outcome: 'created', verified: true, verifiedBy: 'read', personId: evas()[0]?.id },
			]);
			expect(await small.person('upsert', eva)).toMatchObject([{ outcome: 'unchanged' }]);
			expect([posts(), evas().length]).toEqual([1, 1]);
		},
	);

	it.each(vague)(
		'K7.6 %s, without a key: never told as created, and the same item is not sent again',
		async (_, status, body) => {
			small.on = (asked) => isPost(asked) && (asked.say(status, body), true);
			const items = await small.tolerant('create', { lastName: 'Jansen' }, [{}, {}]);
			expect(items.map(({ error }) => (error as { reason?: string }).reason)).toEqual([
				'unknownOutcome',
				'unknownOutcome',
			]);
			expect(posts()).toBe(1);
		},
	);

	it('K7.6 two people of one name without a key are two people', async () => {
		expect(await small.person('create', { lastName: 'Jansen' }, [{}, {}])).toMatchObject([
			{ outcome: 'created' },
			{ outcome: 'created' },
		]);
		expect(small.people).toHaveLength(3);
	});

	it('K7.6 202 that is carried out after all looks: the next item does not make a second', async () => {
		let late: (() => void) | undefined;
		small.on = (asked) => isPost(asked) && ((late = () => void asked.carryOut()), asked.say(202), true);
		const first = await small.tolerant('create', { ...eva, lastName: '={{ $json.name }}' }, [
			{ name: 'Jansen' },
			{ name: 'Jansen' },
		]);
		expect(first.map(({ error }) => (error as { reason?: string }).reason)).toEqual([
			'unknownOutcome',
			'unknownOutcome',
		]);
		expect(posts()).toBe(1);
		late?.();
		small.on = undefined;
		expect(await small.person('upsert', eva)).toMatchObject([{ outcome: 'unchanged' }]);
		expect(evas()).toHaveLength(1);
	});

	it('K7.6 the id of somebody else is not taken for the new person', async () => {
		small.on = (asked) => isPost(asked) && (asked.say(201, { id: known.id }), true);
		expect(await small.failed('create', eva)).toMatchObject({ reason: 'unknownOutcome' });
		small.on = (asked) => isPost(asked) && (asked.carryOut(), asked.say(201, { ...known }), true);
		expect(await small.person('create', { ...eva, externId: 'HR-4' })).toMatchObject([
			{ outcome: 'created', personId: small.people.at(-1)?.id },
		]);
		small.on = (asked) =>
			isPost(asked) &&
			(asked.say(201, '', { location: `/customer/${known.id}/api/v1/Personen/${asked.carryOut()?.id}` }), true);
		expect(await small.person('create', { lastName: 'Vos' })).toMatchObject([
			{ outcome: 'created', personId: small.people.at(-1)?.id },
		]);
		expect(small.people.map(({ achternaam }) => achternaam)).toEqual(['Pietersen', 'Jansen', 'Vos']);
	});
});

describe('K7.7 to K7.9 creations without a clear end', () => {
	it.each([301, 302, 303, 307, 308])('K7.7 %i after storing is created, and unclear without a key', async (status) => {
		small.on = (asked) => isPost(asked) && (asked.carryOut(), asked.say(status, '', { location: '/elsewhere' }), true);
		expect(await small.person('create', eva)).toMatchObject([{ outcome: 'created' }]);
		expect(await small.failed('create', { lastName: 'Vos' })).toMatchObject({ reason: 'unknownOutcome' });
		expect(posts()).toBe(2);
	});

	it('K7.7 303 without storing says that it is unclear', async () => {
		small.on = (asked) => isPost(asked) && (asked.say(303, '', { location: '/elsewhere' }), true);
		await expect(small.person('create', { lastName: 'Vos' })).rejects.toThrow('not known whether the person exists');
	});

	it.each(['create', 'upsert'])('K7.8 a person that existed is never told as created: %s', async (operation) => {
		small.people.push({ id: newId(), externId: 'hr-77001', externSource: 'HR', achternaam: 'Jansen', voornaam: 'Eva' });
		small.on = (asked) => isPost(asked) && (asked.response.destroy(), true);
		if (operation === 'create') await expect(small.person('create', eva)).rejects.toThrow('already has a person');
		else expect(await small.person('upsert', eva)).toMatchObject([{ outcome: 'unchanged' }]);
		expect(posts()).toBe(0);
	});

	it('K7.8 a POST that is lost while look-ups do not work is unclear', async () => {
		small.people.push({ id: newId(), externId: 'HR-77001', externSource: 'HR', achternaam: 'Jansen', voornaam: 'Eva' });
		let isUp = false;
		small.on = (asked) => {
			if (isPost(asked)) isUp = (asked.response.destroy(), true);
			else if (isList(asked) && !isUp && asked.query.has('where')) asked.say(400, {});
			else return false;
			return true;
		};
		expect(await small.failed('create', eva)).toMatchObject({ reason: 'unknownOutcome' });
		expect(posts()).toBe(1);
	});

	it('K7.8 a person that somebody else made at the same moment, with other values, is a conflict', async () => {
		small.on = firstPost((asked) => {
			small.people.push({ id: newId(), externId: 'HR-77001', externSource: 'HR', achternaam: 'Bakker' });
			asked.response.destroy();
		});
		await expect(small.person('create', eva)).rejects.toThrow('with other values in: First Name, Last Name');
		expect(posts()).toBe(1);
	});

	it('K7.9 the first POST lands late and the second is refused: created', async () => {
		let late: (() => void) | undefined;
		small.on = (asked) => {
			if (!isPost(asked)) return false;
			late?.();
			asked.say(late ? 400 : 500, { message: 'duplicate' });
			late ??= () => void asked.carryOut();
			return true;
		};
		expect(await small.person('create', eva)).toMatchObject([{ outcome: 'created', personId: evas()[0]?.id }]);
		expect([posts(), evas().length]).toEqual([2, 1]);
	});

	it('K7.9 the second POST is refused and nobody is there: unclear', async () => {
		let count = 0;
		small.on = (asked) => isPost(asked) && (asked.say(++count === 1 ? 500 : 400, {}), true);
		expect(await small.failed('create', eva)).toMatchObject({ reason: 'unknownOutcome' });
		expect(count).toBe(2);
	});

	it('K7.9 both POSTs land: two people are reported, not hidden', async () => {
		let late: (() => void) | undefined;
		small.on = (asked) => {
			if (!isPost(asked)) return false;
			late?.();
			if (late) asked.say(201, asked.carryOut());
			else asked.say(500);
			late ??= () => void asked.carryOut();
			return true;
		};
		await expect(small.person('create', eva)).rejects.toThrow('After the creation more than one person');
	});

	it('K7.9 nothing is sent a second time when nobody has a key, so that look-ups are unproven', async () => {
		small.people = [];
		small.on = (asked) => isPost(asked) && (asked.say(500), true);
		expect(await small.failed('upsert', eva)).toMatchObject({ reason: 'unknownOutcome' });
		expect(posts()).toBe(1);
	});
});

describe('K7.9 a creation that may still land', () => {
	it.each(['create', 'upsert'])('K7.9 a new run of %s does not send it again while it may land', async (operation) => {
		small.on = firstPost((asked) => asked.say(504, ''));
		expect(await small.failed(operation, eva)).toMatchObject({ reason: 'unknownOutcome' });
		for (const again of ['create', 'upsert']) {
			const failed = await small.failed(again, eva);
			expect(failed).toMatchObject({ reason: 'unknownOutcome', externId: eva.externId });
			expect(failed?.message).toContain('An earlier run has sent');
		}
		expect([posts(), evas().length]).toEqual([1, 0]);
		small.people.push({ id: newId(), externId: 'HR-77001', externSource: 'HR', achternaam: 'Jansen', voornaam: 'Eva' });
		expect(await small.person('upsert', eva)).toMatchObject([{ outcome: 'unchanged' }]);
		expect(posts()).toBe(1);
	});

	it('K7.9 without a key the same person is not sent again, and another one is', async () => {
		small.on = firstPost((asked) => asked.say(504, ''));
		const [one, other] = [{ lastName: 'Jansen' }, { lastName: 'Smit' }];
		expect(await small.failed('create', one)).toMatchObject({ reason: 'unknownOutcome' });
		expect(await small.failed('create', one)).toMatchObject({ reason: 'unknownOutcome' });
		expect(await small.person('create', other)).toMatchObject([{ outcome: 'created' }]);
		expect(posts()).toBe(2);
	});

	it('K7.9 after a failure that leaves nothing under way a new run sends it', async () => {
		small.on = (asked) => isPost(asked) && (asked.say(503, ''), true);
		expect(await small.failed('upsert', eva)).toMatchObject({ reason: 'unknownOutcome' });
		small.on = () => false;
		expect(await small.person('upsert', eva)).toMatchObject([{ outcome: 'created' }]);
		expect(evas()).toHaveLength(1);
	});
});
