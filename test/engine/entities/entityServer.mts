import type { INodeParameters } from 'n8n-workflow';
import { runNode } from '../../harness/engine.mts';
import { startStandIn, type Handler, type StandIn } from '../../harness/standIn.mts';

export const A = '11111111-1111-4111-8111-111111111111';
export const B = '22222222-2222-4222-8222-222222222222';

type Row = { [name: string]: unknown };

const seed = (): Row[] => [
	{
		id: A,
		code: 'C1',
		naam: 'Excel',
		opleidingStatusId: 'Definitief',
		publicatie: true,
		auditTrail: { etag: 1, gewijzigdDatumTijd: '2031-01-05T10:00:00' },
	},
	{
		id: B,
		code: 'C2',
		naam: 'Word',
		opleidingStatusId: 'Afgerond',
		publicatie: false,
		auditTrail: { etag: 1, gewijzigdDatumTijd: '2031-02-05T10:00:00' },
	},
];

/** A small Coachview of any entity, new for each test: flags show further members, PUT replaces. */
export interface Stage {
	rows: Row[];
	/** Method, path and query of each request. */
	asked: string[];
	/** Bodies of the updates. */
	puts: string[];
	/** Status of the answer to DELETE. */
	deletes: number;
	/** Whether DELETE does nothing, whatever it answers. */
	keepsDeleted: boolean;
	server: StandIn;
	/** @returns the items that the node gives; throws its error */
	run(parameters: INodeParameters): Promise<Row[]>;
}

/** @returns the stage of a file of tests; its hooks are registered */
export function useEntityServer(): Stage {
	const stage = {
		async run(parameters: INodeParameters) {
			const result = await runNode({ type: 'coachview', parameters, credential: this.server.credential });
			if (result.error) throw Object.assign(new Error(result.error.message), result.error);
			return (result.outputs[0] ?? []).map(({ json }) => json);
		},
	} as Stage;
	beforeEach(async () => {
		Object.assign(stage, { rows: seed(), asked: [], puts: [], deletes: 204, keepsDeleted: false });
		stage.server = await startStandIn({ api: apiOf(stage) });
	});
	afterEach(() => stage.server.stop());
	return stage;
}

export const pick = (value: string, mode = 'id') => ({ __rl: true, mode, value });

function apiOf(stage: Stage): Handler {
	return (request, response, body) => {
		const url = new URL(request.url ?? '', 'http://x');
		const [, path, id] = /\/api\/v1\/([A-Za-z_/]+?)(?:\/([0-9a-f-]{36}))?$/.exec(url.pathname) ?? [];
		stage.asked.push(`${request.method} ${path}${id ? `/${id.slice(0, 2)}` : ''}${decodeURIComponent(url.search)}`);
		const send = (status: number, value?: unknown) => {
			response.writeHead(status, { 'content-type': 'application/json', 'x-rate-limit-remaining': '4000' });
			response.end(value === undefined ? '' : JSON.stringify(value));
		};
		const show = (row: Row) => ({
			...row,
			...(url.searchParams.has('InclusiefExtraVelden') && {
				startDatum: '2031-05-01T09:00:00',
				aantalPlaatsenVrij: 3,
			}),
			...(url.searchParams.has('InclusiefDirecteRelaties') && {
				opleidingssoortId: null,
				opleidingssoort: { naam: 'Office' },
			}),
		});
		const found = stage.rows.find((row) => row.id === id);
		if (path?.endsWith('Vrijvelden') || path === 'Vrijvelddefinities') return send(404);
		if (request.method === 'GET' && id) return found ? send(200, show(found)) : send(404);
		if (request.method === 'GET') {
			const where = url.searchParams.get('where') ?? '';
			const [, field = '', value = ''] = /^(\w+)=(.*)$/.exec(where) ?? [];
			const fits = stage.rows.filter((row) => where === '' || /[<>,]/.test(where) || String(row[field]) === value);
			return send(
				200,
				fits
					.slice(
						Number(url.searchParams.get('skip')),
						Number(url.searchParams.get('skip')) + Number(url.searchParams.get('take')),
					)
					.map(show),
			);
		}
		if (request.method === 'DELETE') {
			if (stage.deletes === 204 && !stage.keepsDeleted) stage.rows = stage.rows.filter((row) => row.id !== id);
			return send(stage.deletes);
		}
		const given = JSON.parse(body) as Row;
		if (request.method === 'POST') {
			stage.rows.push({ id: '33333333-3333-4333-8333-333333333333', ...given });
			return send(201, stage.rows.at(-1));
		}
		stage.puts.push(body);
		stage.rows = stage.rows.map((row) => (row.id === id ? { ...given, id, auditTrail: { etag: 2 } } : row));
		return send(
			200,
			stage.rows.find((row) => row.id === id),
		);
	};
}
