import { runNode } from '../../harness/engine.mts';
import { answer, startStandIn, type StandIn } from '../../harness/standIn.mts';

// A Coachview whose list of free fields never ends and tells neither the record nor the code.

let server: StandIn;
let asked = 0;
beforeEach(async () => {
	server = await startStandIn({
		api: (...given) => answer(200, JSON.stringify([{ data: `x${(asked += 1)}` }]))(...given),
	});
});
afterEach(() => server.stop());

it('is not read for ever: it fails after some pages, with a sentence', async () => {
	const valuesRecordId = '11111111-1111-4111-8111-111111111111';
	const { error } = await runNode({
		type: 'coachview',
		parameters: { resource: 'freeField', operation: 'getValues', valuesOf: 'person', valuesRecordId },
		credential: server.credential,
	});
	expect(error?.message).toBe("Coachview's list of the free fields of a record does not end");
	expect(asked).toBeLessThanOrEqual(20);
});
