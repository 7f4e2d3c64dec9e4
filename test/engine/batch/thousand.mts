import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../../hosts/cache.mjs';
import type { IDataObject, INode } from 'n8n-workflow';
import type { Changes, RecordedRequest } from '../../../sandbox/control/types.mts';
import { splitObject } from '../../../sandbox/coachview/raw.mts';
import { byId, members, useStage, type Stage, type Output } from '../../harness/stage.mts';
import { credentialStore, runNode } from '../../harness/engine.mts';
import { reportFigures } from '../../harness/report.mts';

export const PEOPLE = 1_000;

/** One item: whom it names and what it asks for; what is in `fields` goes to the members of the same names. */
export interface Item extends IDataObject {
	id: string;
	title?: string;
	remark?: string;
	born?: string;
}

export interface Ran {
	/** By item: the receipt, or the error. */
	outputs: Output[];
	/** Error that stopped the workflow. */
	error?: Error & { context?: Record<string, unknown> };
	requests: RecordedRequest[];
	hints: string[];
}

let clients = 0;

/**
 * A stage with a thousand people. Each test has an API client of its own, so that the node knows nothing of what it is
 * shown: what it learns in one test does not help, or warn, another.
 */
export function useThousand(assumptions: Changes = {}): Stage & {
	/** The credential of this test's own API client. */
	store(): ReturnType<typeof credentialStore>;
	ids(): Promise<string[]>;
	update(items: Item[], options?: IDataObject, settings?: Partial<INode>): Promise<Ran>;
	/** Stored members by person. */
	stored(): Promise<Map<string, Map<string, string>>>;
} {
	const stage = useStage({ people: PEOPLE + 20, assumptions });
	let credential: ReturnType<typeof credentialStore>;
	beforeEach(async () => {
		const { control } = stage.sandbox;
		const [demo] = await control.clients.list();
		const clientId = `client-${++clients}`;
		// Other people each time: the node would take a state that it has overwritten a moment ago for one that lags behind.
		await control.reset({ people: PEOPLE + 20, assumptions, seed: 30_000 + clients });
		await control.clients.put({ ...demo, clientId });
		await control.rateLimit.set({ clientId, limit: 1_000_000, remaining: 1_000_000 });
		credential = credentialStore({ ...stage.credentialValues(), clientId, clientSecret: demo!.clientSecret });
	});
	return Object.assign(Object.create(stage) as Stage, {
		store: () => credential,
		async ids() {
			return (await stage.sandbox.control.people.list()).slice(-PEOPLE).map(({ id }) => id);
		},
		async stored() {
			const { people } = await stage.sandbox.control.snapshot();
			return new Map([...people].map(([id, text]) => [id, members(text)]));
		},
		async update(
			items: Item[],
			options: IDataObject = {},
			settings: Partial<INode> = { onError: 'continueRegularOutput' },
		) {
			await stage.sandbox.control.requests.clear();
			const run = await runNode({
				type: 'coachview',
				credential,
				items,
				settings,
				parameters: {
					resource: 'person',
					operation: 'update',
					person: byId('={{ $json.id }}'),
					fields: {
						titel: "={{ $json.title ?? '' }}",
						opmerking: "={{ $json.remark ?? '' }}",
						geboortedatum: "={{ $json.born ?? '' }}",
					},
					options,
				},
			});
			const outputs = run.outputs[0] ?? [];
			for (const [index, { pairedItem }] of outputs.entries()) expect(pairedItem).toEqual({ item: index });
			return {
				outputs: outputs.map(({ json }) => (json.error ? { ...json, ...(json.error as IDataObject) } : json) as Output),
				...(run.error ? { error: run.error } : {}),
				requests: await stage.sandbox.control.requests.list({ server: 'coachview', path: '/api/v1/' }),
				hints: run.hints.map(({ message }) => message),
			} as Ran;
		},
	});
}

/** Leaves figures for reports/figures.json, where those of all files of this folder stand together under `batch`. */
export function noteFigures(figures: { [name: string]: number }): void {
	if (process.env.COACHVIEW_ENGINE || (process.env.TZ ?? 'UTC') !== 'UTC') return;
	const file = join(projectRoot, 'reports', 'parts', 'batch.json');
	const known = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as object) : {};
	reportFigures('batch', { ...known, ...figures });
}

/** What kind of requests were sent, counted. */
export function kinds(requests: readonly RecordedRequest[]): { [kind: string]: number } {
	const counts: { [kind: string]: number } = {};
	for (const { method, path, query } of requests) {
		const kind =
			method !== 'GET' ? method : /where=id/.test(query) ? 'many' : /Personen\//.test(path) ? 'one' : 'other';
		counts[kind] = (counts[kind] ?? 0) + 1;
	}
	return counts;
}

/** Members that have another value than before, those of the audit trail apart. */
export function changed(before: Map<string, string>, after: Map<string, string>): string[] {
	return [...new Set([...before.keys(), ...after.keys()])].filter((name) => {
		const [was, is] = [before.get(name) ?? 'null', after.get(name) ?? 'null'];
		return was !== is && !(was.startsWith('{') && is.startsWith('{') && same(was, is));
	});
}

const same = (a: string, b: string) => {
	const [x, y] = [splitObject(a), splitObject(b)];
	return [...new Set([...x.keys(), ...y.keys()])].every((name) => (x.get(name) ?? 'null') === (y.get(name) ?? 'null'));
};
