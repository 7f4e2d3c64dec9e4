import { byId } from '../../harness/stage.mts';
import { runNode } from '../../harness/engine.mts';
import { answer, startStandIn, type StandIn } from '../../harness/standIn.mts';

// A Coachview that shows less than the table says, or under other names.

const enrolmentId = '11111111-1111-4111-8111-111111111111';
const courseId = '22222222-2222-4222-8222-222222222222';
const partId = '33333333-3333-4333-8333-333333333333';

type Row = { [name: string]: unknown };
let records: { [path: string]: Row[] };
let server: StandIn;
beforeEach(async () => {
	records = {
		Opleidingsvragen: [{ id: enrolmentId, persoonId: null, opleidingId: courseId }],
		Opleidingsonderdelen: [{ id: partId, opleidingId: courseId, aanwezig: true, examen: false }],
		Opleidingsonderdeeluitvoeringen: [
			{ id: partId, opleidingsvraagId: enrolmentId, opleidingsonderdeelId: partId, aanwezig: true, geslaagd: null },
		],
	};
	server = await startStandIn({
		api: (request, response, body) => {
			const url = new URL(request.url ?? '', 'http://x');
			const [path = '', id] = url.pathname.replace(/^.*\/api\/v1\//, '').split('/');
			const rows = records[path];
			const found = rows?.find((row) => row.id === id);
			const [status, said] = !rows
				? [404]
				: id === undefined
					? [200, url.searchParams.get('skip') === '0' ? rows : []]
					: found
						? [200, found]
						: [404];
			answer(Number(status), said === undefined ? '' : JSON.stringify(said))(request, response, body);
		},
	});
});
afterEach(() => server.stop());

const progress = async () => {
	const { outputs, error } = await runNode({
		type: 'coachview',
		parameters: { resource: 'enrolment', operation: 'getProgress', enrolment: byId(enrolmentId) },
		credential: server.credential,
	});
	if (error) throw Object.assign(new Error(error.message), error);
	return outputs[0]![0]!.json;
};

it('counts where one of both demands is shown', async () => {
	expect(await progress()).toMatchObject({ presencePercentage: 100, presenceRequired: 1, passPercentage: 100 });
	delete records.Opleidingsonderdelen![0]!.examen;
	expect(await progress()).toMatchObject({ presencePercentage: 100, presenceRequired: 1, passPercentage: 100 });
});

it('does not call it 100 % when a part shows no demand at all', async () => {
	records.Opleidingsonderdelen = [{ id: partId, opleidingId: courseId, aanwezigheidVerplicht: true }];
	records.Opleidingsonderdeeluitvoeringen![0]!.aanwezig = false;
	await expect(progress()).rejects.toMatchObject({
		message: expect.stringContaining('does not show whether a part of the course asks for presence'),
	});
});

it('gives no percentage when the course of the enrolment is not shown, and 100 where there is none', async () => {
	records.Opleidingsonderdeeluitvoeringen = [];
	delete records.Opleidingsvragen![0]!.opleidingId;
	expect(await progress()).toMatchObject({ presencePercentage: null, passPercentage: null, parts: 0 });
	records.Opleidingsvragen![0]!.opleidingId = null;
	expect(await progress()).toMatchObject({ presencePercentage: 100, passPercentage: 100, parts: 0 });
});
