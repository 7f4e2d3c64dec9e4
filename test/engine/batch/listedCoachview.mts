import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { Output } from '../../harness/stage.mts';
import { runNode } from '../../harness/engine.mts';
import { startStandIn, type StandIn } from '../../harness/standIn.mts';

export type Row = { id: string } & IDataObject;

/** A Coachview whose lists may show something else than reads by ID. PUT replaces: what is not sent is erased. */
export interface ListedCoachview {
	rows: Map<string, Row>;
	/** How a list shows a record. */
	listed: (row: Row, query: URLSearchParams) => IDataObject;
	/** How a read by ID shows it. */
	single: (row: Row, query: URLSearchParams) => IDataObject;
	/** Which rows a list gives for these ids. */
	found: (ids: string[], query: URLSearchParams) => Row[];
	/** What a PUT answers; the state of before is given as well. */
	answers: (now: Row, before: Row, sent: IDataObject) => unknown;
	/** Is asked before anything is done; an answer ends the request. */
	before: (method: string, id: string, query: URLSearchParams) => { status: number; body?: unknown } | undefined;
	stores: (sent: IDataObject, before: Row) => Row;
	/** Answers for other paths. */
	elsewhere: (path: string) => unknown;
	counts: { many: number; one: number; PUT: number };
	standIn: StandIn;
	/** An update of people; failed items give their errors. */
	run(parameters: INodeParameters, items: IDataObject[]): Promise<{ outputs: Output[]; hints: string[] }>;
}

/** Other people in each test: the node takes a state that it has overwritten a moment ago for one that lags behind. */
let round = 0;
export const idAt = (at: number): string =>
	`a0000000-0000-4000-8000-${String(round).padStart(6, '0')}${String(at).padStart(6, '0')}`;

export function useListedCoachview(): ListedCoachview {
	const here = {} as ListedCoachview;
	beforeEach(async () => {
		round++;
		Object.assign(here, {
			rows: new Map(),
			listed: (row: Row) => row,
			single: (row: Row) => row,
			found: (ids: string[]) => ids.flatMap((id) => here.rows.get(id.toLowerCase()) ?? []),
			answers: () => undefined,
			before: () => undefined,
			stores: (sent: IDataObject, before: Row) => {
				const { etag } = before.auditTrail as { etag: number };
				const nulls = Object.fromEntries(Object.keys(before).map((name) => [name, null]));
				return { ...nulls, ...sent, id: before.id, auditTrail: { etag: etag + 1 } };
			},
			elsewhere: () => undefined,
			counts: { many: 0, one: 0, PUT: 0 },
		} satisfies Partial<ListedCoachview>);
		here.standIn = await startStandIn({
			api: (request, response, text) => {
				const url = new URL(request.url ?? '', 'http://x');
				const id = /\/Personen\/?([^/]*)$/.exec(url.pathname)?.[1]?.toLowerCase() ?? '?';
				const query = url.searchParams;
				const say = (status: number, body?: unknown) => {
					response.writeHead(status, { 'content-type': 'application/json', 'x-rate-limit-remaining': '9000' });
					response.end(body === undefined ? '' : JSON.stringify(body));
				};
				if (id === '?' || id === 'vrijevelden') {
					const other = here.elsewhere(url.pathname);
					return say(other === undefined ? 404 : 200, other);
				}
				const { method = '' } = request;
				const end = here.before(method, id, query);
				if (end) return say(end.status, end.body);
				if (method === 'GET' && id === '') {
					here.counts.many++;
					const ids = /^id=(.*)$/.exec(query.get('where') ?? '')?.[1]?.split(',') ?? [];
					return say(
						200,
						here.found(ids, query).map((row) => here.listed(row, query)),
					);
				}
				const row = here.rows.get(id);
				if (!row) return say(404);
				if (method === 'GET') {
					here.counts.one++;
					return say(200, here.single(row, query));
				}
				here.counts.PUT++;
				const sent = JSON.parse(text) as IDataObject;
				const now = here.stores(sent, row);
				here.rows.set(id, now);
				const body = here.answers(now, row, sent);
				say(body === undefined ? 204 : 200, body);
			},
		});
		here.run = async (parameters, items) => {
			const { outputs, hints, error } = await runNode({
				type: 'coachview',
				credential: here.standIn.credential,
				parameters: { resource: 'person', operation: 'update', ...parameters },
				items,
				settings: { onError: 'continueRegularOutput' },
			});
			if (error) throw error;
			return {
				outputs: (outputs[0] ?? []).map(({ json }) => json as Output),
				hints: hints.map(({ message }) => message),
			};
		};
	});
	afterEach(() => here.standIn.stop());
	return here;
}

export const person = (at: number, more: IDataObject = {}): Row => ({
	id: idAt(at),
	externId: `E${at}`,
	externSource: 'HR',
	voornaam: `Voornaam${at}`,
	achternaam: `Achternaam ${'x'.repeat(at % 7)}${at}`,
	titel: null,
	opmerking: null,
	nieuwsbrief: false,
	auditTrail: { etag: 3 },
	...more,
});
