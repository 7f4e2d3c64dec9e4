import { asFault } from '../../../nodes/Coachview/domain/fault';
import { rawRecord, textAt } from '../../../nodes/Coachview/domain/json/record';
import { updateRecord } from '../../../nodes/Coachview/domain/write/update';
import { anyEntity } from '../../../nodes/Coachview/entities/anyEntity';
import { course } from '../../../nodes/Coachview/entities/course';
import { define, type Entity } from '../../../nodes/Coachview/entities/entity';
import { person } from '../../../nodes/Coachview/entities/person';
import { EXTERN_ID, EXTERN_SOURCE, EXTERNAL_KEY } from '../../../nodes/Coachview/entities/shared';
import { listRecords } from '../../../nodes/Coachview/transport/paging';
import { Records } from '../../../nodes/Coachview/transport/records';
import { MemoryCoachview } from '../../harness/memory.mts';
import { type Trouble } from '../../harness/memoryWeb.mts';
import { ID, START, stage, status } from './recordStage.mts';

// Waits are looked at elsewhere.
jest.mock('n8n-workflow', () => ({ ...jest.requireActual<object>('n8n-workflow'), sleep: async () => undefined }));

/** An entity that has an external key and no fields of a person. */
const company: Entity = define({
	name: 'company',
	path: 'Bedrijven',
	words: {
		title: 'Company',
		one: 'company',
		many: 'companies',
		dutch: { one: 'Bedrijf', many: 'Bedrijven' },
		german: { one: 'Firma', many: 'Firmen' },
	},
	verbs: { get: 'seen' },
	grade: 'seen',
	fields: [EXTERN_ID, EXTERN_SOURCE],
	externalKey: true,
	lookUps: [EXTERNAL_KEY],
	label: ['externId'],
	simple: ['id'],
	sort: 'externId',
});

/** One client, and two entities that have a record of the same ID. */
async function pair(troubles: Trouble[] = []) {
	const scene = await stage({ troubles });
	const companies = new MemoryCoachview();
	companies.add(ID, START);
	scene.web.others.Bedrijven = companies;
	const of = (entity: Entity) => new Records(scene.client, entity);
	const update = async (entity: Entity, tel1: string) => {
		const records = of(entity);
		const { outcome } = await updateRecord(records.record(ID), {
			entity,
			changes: [{ path: ['tel1'], json: JSON.stringify(tel1) }],
			policy: 'overwrite',
			expected: { id: ID },
			readOnly: entity.readOnly,
			dryRun: false,
			verify: true,
			rereadBeforeWrite: false,
			known: records.known,
		});
		return outcome;
	};
	const puts = () => scene.web.seen.filter(({ method }) => method === 'PUT').map(({ path }) => path);
	return { ...scene, companies, of, update, puts };
}

describe('what is learned of one entity says nothing about another', () => {
	it('of trust, and of what only flags show', async () => {
		const { of, web, update } = await pair();
		expect(await update(person, '2')).toBe('updated');
		expect(of(person).requestsFor({ lookUp: false })).toBe(3);
		expect(of(company).requestsFor({ lookUp: false })).toBe(6);
		expect(of(person).known.trust).toBe(of(anyEntity('personen')).known.trust);
		expect(of(person).known.trust).not.toBe(of(company).known.trust);
		web.flagged = { InclusiefVrijevelden: { tel1: '1' } };
		web.seen.length = 0;
		await of(company).readWhole(ID);
		expect([of(company).known.free, of(person).known.free]).toEqual([new Set(['tel1']), new Set()]);
	});

	it('of the forms in which a PUT is taken', async () => {
		const { puts, update } = await pair([
			{ method: 'PUT', path: 'Personen/', count: 9, answer: status(405) },
			{
				method: 'PUT',
				path: 'Personen',
				count: 9,
				answer: ({ path, body }) => (path === 'Personen' ? status(200, body) : undefined),
			},
		]);
		// This Coachview stores nothing; only the addresses are looked at.
		await update(person, '2').catch(() => undefined);
		await update(company, '2');
		expect(puts()).toEqual([`Personen/${ID}`, 'Personen', `Bedrijven/${ID}`]);
	});

	it('of flags that are refused', async () => {
		const { of, web } = await pair([
			{
				method: 'GET',
				path: 'Personen/',
				count: 99,
				answer: ({ query }) => (Object.keys(query).length > 0 ? status(400) : undefined),
			},
		]);
		await of(person).readWhole(ID);
		web.seen.length = 0;
		await of(company).readWhole(ID);
		expect(web.seen[0]?.query).toHaveProperty('InclusiefVrijevelden');
	});

	it('of look-ups', async () => {
		const { of } = await pair();
		of(person).noteLookUp(false);
		await expect(of(person).find({ externId: '9', externSource: 'HR' })).rejects.toMatchObject({
			message:
				'Coachview does not find people by External ID and External Source: it did not find a person that has both',
		});
		expect(await of(company).find({ externId: '9', externSource: 'HR' })).toBeUndefined();
		expect(await of(company).proveLookUps()).toBe('proven');
		of(company).noteLookUp(false);
		await expect(of(company).proveLookUps()).rejects.toMatchObject({
			message:
				'Coachview does not find companies by External ID and External Source: it did not find a company that has both',
		});
	});

	it('of creations that have no clear end', async () => {
		const { of } = await pair([{ method: 'POST', count: 1, answer: status(504) }]);
		const text = '{"externId":"7","externSource":"HR"}';
		expect((await of(person).create(text)).kind).toBe('uncertain');
		await expect(of(person).create(text)).rejects.toMatchObject({
			reason: 'unknownOutcome',
			message:
				'An earlier item of this run has sent a person with this External ID and External Source, and it is not known whether it was stored',
		});
		expect((await of(company).create(text)).kind).toBe('accepted');
	});

	it('of records that are carried along, and of writes', async () => {
		const { of, update } = await pair();
		const [one, other] = [await of(person).readWhole(ID), await of(company).readWhole(ID)];
		const [carriedOne, carriedOther] = [of(person).carried(one), of(company).carried(other)];
		expect(of(company).fresh(one, carriedOne)).toBeUndefined();
		expect(of(company).fresh(other, carriedOther)).toBe(other);
		await update(person, '2');
		expect(of(person).fresh(one, carriedOne)).toBeUndefined();
		expect(of(company).fresh(other, carriedOther)).toBe(other);
		expect(of(person).recordKey(ID)).not.toBe(of(company).recordKey(ID));
	});

	it('and items of one run share all of it', async () => {
		const { of } = await pair();
		of(person).noteLookUp(true);
		expect(await of(person).proveLookUps()).toBe('proven');
		await of(person).create('{"externId":"7","externSource":"HR"}');
		const made = of(person);
		await made.create('{"externId":"8","externSource":"HR"}');
		made.noteCreated('00000000-0000-4000-8000-000000000003');
		expect(textAt((await of(person).find({ externId: '8', externSource: 'HR' })) ?? rawRecord('{}'), ['id'])).toMatch(
			/^0{8}-/,
		);
	});
});

describe('sentences have the words of the entity', () => {
	const courses = async (troubles: Trouble[]) => (await stage({ entity: course, troubles })).records;
	const told = async (work: Promise<unknown>) =>
		await work.then(
			() => '',
			(error: unknown) => asFault(error).message,
		);

	it('of a course', async () => {
		const byCode = { mode: 'code', label: 'By Code', fields: ['code'], by: 'code', placeholder: '' };
		const rows = (...list: object[]): Trouble => ({
			method: 'GET',
			count: 9,
			answer: status(200, JSON.stringify(list)),
		});
		const found = async (...list: object[]) => await told((await courses([rows(...list)])).findBy(byCode, ['A']));
		expect(await found({ id: '1', code: 'A' }, { id: '2', code: 'a' })).toBe(
			'More than one course in Coachview has this code',
		);
		expect(await found({ code: 'A' })).toBe('Coachview found a course but did not give its ID');
		expect(await found({ id: '1', code: 'B' })).toBe(
			'Coachview returned courses that do not have the key that was asked for',
		);
		const refused = await courses([{ method: 'GET', answer: status(400) }]);
		expect(await told(refused.findBy(byCode, ['A']))).toBe('Coachview does not look courses up by this key');
		expect(await told((await courses([])).findBy(byCode, ['a;b']))).toContain("The value for 'Code'");
		expect(await told((await courses([])).read('x'))).toBe('No course in Coachview has this ID');
		const nameless = await stage({ entity: course, troubles: [rows({ code: 'A' })] });
		const wish = { where: '', equalities: [], from: '', to: '', limit: 5 };
		expect(await told(listRecords(nameless.records, nameless.client, wish, () => 0))).toBe(
			'Coachview listed courses without an ID',
		);
		const samples = await courses([rows({ id: 1 }, { id: 1 })]);
		await expect(samples.list({})).rejects.toMatchObject({
			advice: 'The client lacks the scope Opleidingen.Lezen. Add it in Coachview and in the credential.',
		});
	});

	it('of an entity without free fields nobody asks for any', async () => {
		const { records, web } = await stage({ entity: { ...company, freeFields: 'none' } });
		await records.readWhole(ID);
		expect(web.seen.some(({ query }) => 'InclusiefVrijevelden' in query)).toBe(false);
		expect(web.seen.some(({ path }) => path.endsWith('Vrijevelden'))).toBe(false);
	});
});
