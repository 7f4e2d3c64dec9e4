import { runNode } from '../../harness/engine.mts';
import { answer, startStandIn, type StandIn } from '../../harness/standIn.mts';

// A Coachview that does not know the filter by record, and gives free fields of everybody.

const [mine, other] = ['11111111-1111-4111-8111-111111111111', '22222222-2222-4222-8222-222222222222'];
type Row = { recordId?: string; vrijveldDefinitie: { code: string }; data: string };
let rows: Row[];
let server: StandIn;
beforeEach(async () => {
	server = await startStandIn({
		api: (request, response, body) => {
			const skip = new URL(request.url ?? '', 'http://x').searchParams.get('skip');
			answer(200, JSON.stringify(skip === '0' ? rows : []))(request, response, body);
		},
	});
});
afterEach(() => server.stop());

const values = async () => {
	const { outputs, error } = await runNode({
		type: 'coachview',
		parameters: { resource: 'freeField', operation: 'getValues', valuesOf: 'person', valuesRecordId: mine },
		credential: server.credential,
	});
	if (error) throw Object.assign(new Error(error.message), error);
	return outputs[0]!.map(({ json }) => json.data);
};
const row = (code: string, data: string, recordId?: string): Row => ({
	...(recordId && { recordId }),
	vrijveldDefinitie: { code },
	data,
});

it.each<[string, Row[]]>([
	['rows that name another record', [row('VrijveldDieet', 'vegan', mine), row('VrijveldMaat', 'geheim', other)]],
	['one field twice', [row('VrijveldDieet', 'vegan'), row('vrijveldDieet', 'geheim')]],
])('takes nothing from %s, and shows no value in the error', async (_what, given) => {
	rows = given;
	const failed = await values().catch((error: Error) => error);
	expect(failed).toMatchObject({ message: expect.stringContaining('free fields of other records as well') });
	expect(JSON.stringify(failed, Object.getOwnPropertyNames(failed))).not.toContain('geheim');
});

it('gives what is of the record', async () => {
	rows = [row('VrijveldDieet', 'vegan', mine.toUpperCase()), row('VrijveldMaat', 'XL', mine)];
	expect(await values()).toEqual(['vegan', 'XL']);
});
