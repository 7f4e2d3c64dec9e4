import { byId } from '../../harness/bench.mts';
import { listed, newId, startSmallCoachview, type Asked, type Person, type SmallCoachview } from './small-coachview.mts';

const known: Person = { id: newId(), externId: 'HR-10023', externSource: 'HR', achternaam: 'Pietersen', titel: null };
const eva = { externId: 'HR-77001', externSource: 'HR', lastName: 'Jansen', fields: { voornaam: 'Eva' } };
const isPost = ({ method }: Asked) => method === 'POST';
const isList = ({ method, id }: Asked) => method === 'GET' && id === '';

let small: SmallCoachview;
beforeEach(async () => (small = await startSmallCoachview([{ ...known }])));
afterEach(() => small.stop());

const posts = () => small.seen.filter((one) => one === 'POST Personen').length;
const puts = () => small.seen.filter((one) => one.startsWith('PUT')).length;
const evas = () => small.people.filter(({ externId }) => String(externId).toLowerCase() === 'hr-77001');
/** Refuses doubles as Coachview may (assumption A24), and does the rest as always. */
const refusesDoubles = (status: number) => (asked: Asked) => {
	const isTwin = small.people.some(({ id, externId, externSource }) => id !== asked.id && externId === asked.body.externId && externSource === asked.body.externSource);
	if (!['POST', 'PUT'].includes(asked.method) || !isTwin) return false;
	asked.say(status, { message: 'duplicate' });
	return true;
};
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

describe('K7.1 to K7.3 keys are set in their own fields only', () => {
	it.each(['externId', 'Extern ID', ['externSource'], 'EXTERNID'])('K7.1 Clear Fields %s is refused', async (clearFields) => {
		for (let run = 0; run < 2; run++) await expect(small.person('upsert', { ...eva, clearFields })).rejects.toThrow('is set in its own field here');
		expect(small.seen).toEqual([]);
	});

	it.each(['externId', 'ExternID', 'externSource', 'achternaam'])('K7.2 Other Fields %s is refused', async (name) => {
		const otherFields = { field: [{ name, value: 'other', type: 'string' }] };
		for (const operation of ['create', 'upsert']) await expect(small.person(operation, { ...eva, otherFields })).rejects.toThrow('is set in its own field here');
		expect(small.seen).toEqual([]);
	});

	it.each(['={{ 1234567890123456789 }}', '={{ 0.1 + 0.2 }}', '={{ [1] }}', '={{ "[object Object]" }}', '={{ "undefined" }}'])('K7.3 Extern ID %s is refused', async (externId) => {
		for (const operation of ['create', 'upsert']) await expect(small.person(operation, { ...eva, externId })).rejects.toThrow('Extern ID');
		expect(small.seen).toEqual([]);
	});

	it.each([['={{ 77001 }}', '77001'], ['={{ "00077001" }}', '00077001'], [' HR-77001 ', 'HR-77001'], ['1234567890123456789', '1234567890123456789']])('K7.3 Extern ID %s is stored as %s', async (externId, stored) => {
		for (const outcome of ['created', 'unchanged']) expect(await small.person('upsert', { ...eva, externId })).toMatchObject([{ outcome, externId: stored }]);
		expect(small.people.map((one) => one.externId)).toEqual(['HR-10023', stored]);
	});

	it('K7.3 leading zeros make another key', async () => {
		for (const externId of ['007', '7', '07']) expect(await small.person('upsert', { ...eva, externId })).toMatchObject([{ outcome: 'created' }]);
	});
});

describe('K7.4 nobody is created while look-ups are unproven', () => {
	const findsNobody = (asked: Asked) => isList(asked) && asked.query.has('where') && (asked.say(200, []), true);

	it('K7.4 look-ups that find nobody, the first 120 people without a key', async () => {
		small.people = [...Array.from({ length: 120 }, () => ({ id: newId(), achternaam: 'Groot', externId: null, externSource: null })), { ...known }];
		small.on = findsNobody;
		for (let run = 0; run < 3; run++) await expect(small.person('upsert', eva)).rejects.toThrow('does not find people by Extern ID');
		expect(posts()).toBe(0);
	});

	it('K7.4 nobody has a key and look-ups find nobody: one person at most, also within one run', async () => {
		small.people = [{ ...known, externId: null, externSource: null }];
		small.on = findsNobody;
		const items = await small.tolerant('upsert', { ...eva, externId: '={{ $json.key }}' }, [{ key: 'HR-1' }, { key: 'HR-2' }, { key: 'HR-1' }]);
		expect(items.map(({ outcome, error }) => outcome ?? (error?.message ?? error))).toEqual(['created', expect.stringContaining('does not find'), expect.stringContaining('does not find')]);
		await expect(small.person('upsert', eva)).rejects.toThrow('does not find people by Extern ID');
		expect(small.people).toHaveLength(2);
	});

	it('K7.4 a filter that is ignored, half heeded, or refused', async () => {
		small.people.push(...Array.from({ length: 150 }, (_, at) => ({ id: newId(), externId: `A-${at}`, externSource: 'AFAS', achternaam: 'Groot' })));
		for (const [on, why] of [
			[(asked: Asked) => isList(asked) && (asked.say(200, small.people.slice(0, Number(asked.query.get('take')))), true), 'do not have the key'],
			[(asked: Asked) => isList(asked) && asked.query.has('where') && (asked.say(400, { message: 'no' }), true), 'does not look people up'],
			[(asked: Asked) => isList(asked) && asked.query.has('where') && (asked.say(500, ''), true), 'could not answer'],
		] as const) {
			small.on = on;
			await expect(small.person('upsert', eva)).rejects.toThrow(why);
		}
		expect(posts()).toBe(0);
	});

	it('K7.4 a filter that is ignored and shows the person by chance is no proof for the next one', async () => {
		small.on = (asked) => isList(asked) && (asked.say(200, small.people.slice(0, Number(asked.query.get('take')))), true);
		small.people.unshift({ id: newId(), achternaam: 'Groot' });
		const items = await small.tolerant('upsert', { ...eva, externId: '={{ $json.key }}', lastName: 'Pietersen', fields: {} }, [{ key: 'HR-10023' }, { key: 'HR-5' }]);
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
	const heedsCase = (asked: Asked) => isList(asked) && (asked.say(200, listed(small.people, asked.query, (a, b) => a === b)), true);

	it.each([['hr-10023', 'HR'], ['hr-10023', 'hr'], ['HR-10023', 'hr'], ['Hr-10023', 'Hr']])('K7.5 %s under %s is the person there is', async (externId, externSource) => {
		small.on = heedsCase;
		expect(await small.person('upsert', { ...eva, lastName: 'Pietersen', externId, externSource, fields: { titel: 'ing.' } })).toMatchObject([{ outcome: 'updated', personId: known.id }]);
		await expect(small.person('create', { ...eva, externId, externSource })).rejects.toThrow('already has a person');
		expect(posts()).toBe(0);
	});

	it('K7.5 an accent as one character or as two', async () => {
		const key = 'Zoë-1';
		for (const [stored, asked] of [['NFC', 'NFD'], ['NFD', 'NFC']] as const) {
			small.on = heedsCase;
			small.people = [{ ...known, externId: key.normalize(stored) }];
			expect(await small.person('upsert', { ...eva, lastName: 'Pietersen', externId: key.normalize(asked), fields: {} })).toMatchObject([{ outcome: 'unchanged', personId: known.id }]);
		}
		expect(posts()).toBe(0);
	});

	it('K7.5 two items with one key in two spellings make one person', async () => {
		const items = await small.person('upsert', { ...eva, externId: '={{ $json.key }}' }, [{ key: 'HR-77001' }, { key: ' hr-77001' }]);
		expect(items.map(({ outcome }) => outcome)).toEqual(['created', 'unchanged']);
		const both = await Promise.all(['HR-9', 'hr-9 '].map(async (externId) => await small.person('upsert', { ...eva, externId })));
		expect(both.flat().map(({ outcome }) => outcome).sort()).toEqual(['created', 'unchanged']);
	});

	it.each(['create', 'upsert'])('K7.5 a list that lags behind makes no second person: %s', async (operation) => {
		const old = [...small.people];
		small.on = (asked) => isList(asked) && (asked.say(200, listed(old, asked.query)), true);
		expect(await small.person(operation, eva)).toMatchObject([{ outcome: 'created' }]);
		if (operation === 'create') await expect(small.person('create', eva)).rejects.toThrow('already has a person');
		else expect(await small.person('upsert', eva)).toMatchObject([{ outcome: 'unchanged' }]);
		expect(evas()).toHaveLength(1);
	});
});

describe('K7.6 answers to POST that are no person', () => {
	const vague: Array<[string, number, unknown]> = [
		['success false', 200, { success: false }], ['errors', 200, { errors: { email1: ['x'] } }], ['202', 202, undefined], ['204', 204, undefined], ['an id only', 202, { id: newId() }],
		['text', 200, 'OK'], ['a page', 200, '<html>busy</html>'], ['a list', 200, []], ['an empty object', 200, {}], ['no id', 201, { id: null, achternaam: 'Jansen', externId: 'HR-77001' }],
		['.NET’s empty id', 201, '"00000000-0000-0000-0000-000000000000"'], ['true', 200, 'true'],
	];

	it.each(vague)('K7.6 %s and nothing is stored: never told as created, and no item makes it twice', async (_, status, body) => {
		small.on = (asked) => isPost(asked) && (asked.say(status, body), true);
		const items = await small.tolerant('upsert', eva, [{}, {}]);
		expect(items.map((item) => item.outcome)).toEqual([undefined, undefined]);
		expect(items[0]?.error).toMatchObject({ reason: 'unknownOutcome' });
		expect(small.people).toHaveLength(1);
	});

	it.each(vague)('K7.6 %s and the person is stored: created, with the id that was read back', async (_, status, body) => {
		small.on = (asked) => isPost(asked) && (asked.carryOut(), asked.say(status, body), true);
		expect(await small.person('upsert', eva)).toMatchObject([{ outcome: 'created', verified: true, verifiedBy: 'read', personId: evas()[0]?.id }]);
		expect(await small.person('upsert', eva)).toMatchObject([{ outcome: 'unchanged' }]);
		expect([posts(), evas().length]).toEqual([1, 1]);
	});

	it.each(vague)('K7.6 %s, without a key: never told as created, and the same item is not sent again', async (_, status, body) => {
		small.on = (asked) => isPost(asked) && (asked.say(status, body), true);
		const items = await small.tolerant('create', { lastName: 'Jansen' }, [{}, {}]);
		expect(items.map(({ error }) => (error as { reason?: string }).reason)).toEqual(['unknownOutcome', 'unknownOutcome']);
		expect(posts()).toBe(1);
	});

	it('K7.6 two people of one name without a key are two people', async () => {
		expect(await small.person('create', { lastName: 'Jansen' }, [{}, {}])).toMatchObject([{ outcome: 'created' }, { outcome: 'created' }]);
		expect(small.people).toHaveLength(3);
	});

	it('K7.6 202 that is carried out after all looks: the next item does not make a second', async () => {
		let late: (() => void) | undefined;
		small.on = (asked) => isPost(asked) && ((late = () => void asked.carryOut()), asked.say(202), true);
		const first = await small.tolerant('create', { ...eva, lastName: '={{ $json.name }}' }, [{ name: 'Jansen' }, { name: 'Jansen' }]);
		expect(first.map(({ error }) => (error as { reason?: string }).reason)).toEqual(['unknownOutcome', 'unknownOutcome']);
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
		expect(await small.person('create', { ...eva, externId: 'HR-4' })).toMatchObject([{ outcome: 'created', personId: small.people.at(-1)?.id }]);
		small.on = (asked) => isPost(asked) && (asked.say(201, '', { location: `/customer/${known.id}/api/v1/Personen/${asked.carryOut()?.id}` }), true);
		expect(await small.person('create', { lastName: 'Vos' })).toMatchObject([{ outcome: 'created', personId: small.people.at(-1)?.id }]);
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
			if (late) (late(), asked.say(400, { message: 'duplicate' }));
			else (late = () => void asked.carryOut()), asked.say(500);
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
			if (late) (late(), asked.say(201, asked.carryOut()));
			else (late = () => void asked.carryOut()), asked.say(500);
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

describe('K7.10 a key that is in use', () => {
	const other: Person = { id: newId(), externId: 'HR-2', externSource: 'HR', achternaam: 'Groot' };
	const rename = { person: byId(known.id), policy: 'overwrite', fields: { externId: 'hr-2' } };
	beforeEach(() => small.people.push({ ...other }));

	it('K7.10 is told before anything is written, in any case and where only Extern Source changes', async () => {
		await expect(small.person('update', rename)).rejects.toThrow('Another person in Coachview has this Extern ID and Extern Source');
		small.people[1]!.externId = 'HR-10023';
		small.people[1]!.externSource = 'AFAS';
		await expect(small.person('update', { ...rename, fields: { externSource: 'afas' } })).rejects.toThrow('Another person in Coachview has this');
		await expect(small.person('update', { ...rename, fields: {}, otherFields: { field: [{ name: 'EXTERNSOURCE', value: 'AFAS', type: 'string' }] } })).rejects.toThrow('Another person');
		expect(puts()).toBe(0);
	});

	it.each([409, 400])('K7.10 %i is told as it is, after one PUT, when a look-up does not find it', async (status) => {
		const refuses = refusesDoubles(status);
		small.on = (asked) => (isList(asked) && asked.query.has('where') ? (asked.say(200, []), true) : refuses({ ...asked, body: { ...asked.body, externId: String(asked.body.externId).toUpperCase() } }));
		expect(await small.failed('update', rename)).toMatchObject({ reason: status === 409 ? 'conflict' : 'rejected', message: expect.stringContaining(status === 409 ? 'another person may have this' : '400') });
		expect(puts()).toBe(1);
	});

	it('K7.10 409 beside a member that moves at each read is told as that too', async () => {
		let reads = 0;
		small.shows = (person) => ({ ...person, gelezen: ++reads });
		small.on = (asked) => (isList(asked) && asked.query.has('where') ? (asked.say(200, []), true) : asked.method === 'PUT' && (asked.say(409), true));
		await expect(small.person('update', rename)).rejects.toThrow('another person may have this Extern ID');
		expect(puts()).toBe(1);
	});

	it('K7.10 the same key in other capitals is no change', async () => {
		expect(await small.person('update', { ...rename, fields: { externId: 'hr-10023', externSource: 'hr' } })).toMatchObject([{ outcome: 'unchanged' }]);
		expect(puts()).toBe(0);
	});

	it.each([409, 400])('K7.10 Create and Create or Update with %i: told as a duplicate key, or updated', async (status) => {
		const refuses = refusesDoubles(status);
		let hidden = 1;
		// Somebody makes the person between the look and the POST.
		small.on = (asked) => (isList(asked) && String(asked.query.get('where')).includes('HR-2') && hidden-- > 0 ? (asked.say(200, []), true) : refuses(asked));
		await expect(small.person('create', { ...eva, externId: 'HR-2' })).rejects.toThrow('already has a person with this Extern ID');
		hidden = 1;
		expect(await small.person('upsert', { ...eva, externId: 'HR-2', lastName: 'Groot' })).toMatchObject([{ outcome: 'updated', personId: other.id, changedFields: ['voornaam'] }]);
		expect(small.people).toHaveLength(2);
	});
});

describe('K7 odd rows of a look-up', () => {
	const answers = (rows: (all: Person[]) => unknown[]) => (asked: Asked) => isList(asked) && (asked.say(200, rows(listed(small.people, asked.query))), true);

	it('K7.4 a row without an id is nobody that could be written', async () => {
		small.on = answers((rows) => rows.map(({ id: _, ...rest }) => rest));
		await expect(small.person('upsert', { ...eva, externId: 'HR-10023' })).rejects.toThrow('did not give its ID');
		await expect(small.person('upsert', eva)).rejects.toThrow();
		expect([posts(), puts()]).toEqual([0, 0]);
	});

	it('K7.4 one person in two rows is not written twice nor made again, and two people are two', async () => {
		small.on = answers((rows) => rows.flatMap((row) => [row, row]));
		expect(await small.failed('upsert', { ...eva, externId: 'HR-10023' })).toMatchObject({ reason: 'sampleData' });
		small.on = answers((rows) => [...rows, ...rows].concat(small.people.filter(({ externId }) => externId === null)));
		small.people.push({ id: newId(), achternaam: 'Groot', externId: null, externSource: null });
		expect(await small.person('upsert', { ...eva, externId: 'HR-10023', lastName: 'Pietersen', fields: {} })).toMatchObject([{ outcome: 'unchanged' }]);
		small.people.push({ ...known, id: newId() });
		expect(await small.failed('upsert', { ...eva, externId: 'HR-10023' })).toMatchObject({ reason: 'ambiguous' });
	});

	it('K7.4 a row whose single read has another key is not written', async () => {
		small.on = answers((rows) => rows.map((row) => ({ ...row, externId: 'HR-77001' })));
		await expect(small.person('upsert', { ...eva, externId: 'HR-77001' })).rejects.toThrow();
		small.on = (asked) => isList(asked) && String(asked.query.get('where')).includes('HR-77001') && (asked.say(200, [{ ...known, externId: 'HR-77001' }]), true);
		expect(await small.failed('upsert', eva)).toMatchObject({ reason: 'identityMismatch' });
		expect([posts(), puts()]).toEqual([0, 0]);
	});

	it('K7 half a key is named in the receipt, and so is an empty field', async () => {
		expect(await small.person('create', { lastName: 'Vos', externId: 'HR-3', fields: { voornaam: '' } })).toMatchObject([{ outcome: 'created', emptyFields: ['First Name', 'Extern Source'] }]);
		expect(await small.person('upsert', { ...eva, fields: { voornaam: ' ' } })).toMatchObject([{ outcome: 'created', emptyFields: ['First Name'] }]);
	});
});
