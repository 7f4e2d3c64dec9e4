import type { IncomingMessage, ServerResponse } from 'node:http';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { Output } from '../../harness/stage.mts';
import { runNode } from '../../harness/engine.mts';
import { startStandIn, type StandIn } from '../../harness/standIn.mts';

export type Person = { id: string } & IDataObject;

/** One request as a hook sees it. */
export interface Asked {
	method: string;
	/** The id behind `Personen/`, '' for the list. */
	id: string;
	query: URLSearchParams;
	body: IDataObject;
	response: ServerResponse;
	/** Does what a plain Coachview would do, without answering. */
	carryOut(): Person | undefined;
	/** The person of the id, as a read shows it now. */
	show(): IDataObject;
	/** Answers with a status and JSON or text. */
	say(status: number, body?: unknown, headers?: Record<string, string>): void;
}

/** A Coachview of a test's own that can do what no sandbox does. `on` may answer a request itself and then returns true. */
export interface SmallCoachview {
	people: Person[];
	on?: (asked: Asked) => boolean | void;
	/** How a value is kept. */
	stores: (name: string, value: unknown) => unknown;
	/** How a record is shown. */
	shows: (person: Person) => IDataObject;
	seen: string[];
	person(operation: string, parameters: INodeParameters, items?: IDataObject[]): Promise<Output[]>;
	/** The error of an item that fails. */
	failed(operation: string, parameters: INodeParameters): Promise<Output['error']>;
	/** As `person`, where every failed item gives its error. */
	tolerant(operation: string, parameters: INodeParameters, items?: IDataObject[]): Promise<Output[]>;
	stop(): void;
}

let made = 0;
export const newId = (): string => `00000000-0000-4000-8000-${String(++made).padStart(12, '0')}`;

/** Starts one; each has a port of its own, so that the node knows nothing of it yet. */
export async function startSmallCoachview(people: Person[] = []): Promise<SmallCoachview> {
	const etags = new Map<string, number>();
	const shown = (person: Person) => ({ ...small.shows(person), auditTrail: { etag: etags.get(person.id) ?? 1 } });
	const stored = (body: IDataObject, id: string): Person => {
		const kept = Object.fromEntries(
			Object.entries(body)
				.filter(([name]) => name !== 'auditTrail' && name !== 'id')
				.map(([name, value]) => [name, small.stores(name, value)]),
		);
		return { id, externId: null, externSource: null, ...kept } as Person;
	};
	const api = (request: IncomingMessage, response: ServerResponse, text: string): void => {
		const url = new URL(request.url ?? '', 'http://x');
		const id = /\/Personen\/?(.*)$/.exec(url.pathname)?.[1] ?? '';
		const body = (text === '' ? {} : JSON.parse(text)) as IDataObject;
		const at = () => small.people.findIndex((one) => one.id.toLowerCase() === id.toLowerCase());
		const asked: Asked = {
			method: request.method ?? '',
			id,
			query: url.searchParams,
			body,
			response,
			carryOut() {
				const target = request.method === 'POST' ? newId() : id;
				const person = stored(body, target);
				if (request.method === 'POST') small.people.push(person);
				else small.people[at()] = person;
				etags.set(target, (etags.get(target) ?? 1) + 1);
				return person;
			},
			show: () => shown(small.people[at()] as Person),
			say(status, answer, headers = {}) {
				response.writeHead(status, { 'content-type': 'application/json', ...headers });
				response.end(answer === undefined ? '' : typeof answer === 'string' ? answer : JSON.stringify(answer));
			},
		};
		if (small.on?.(asked)) return;
		if (request.method === 'GET' && id === '')
			return asked.say(200, listed(small.people.map(shown) as IDataObject[] as Person[], url.searchParams));
		if (request.method !== 'POST' && at() < 0) return asked.say(404, { message: 'unknown' });
		if (request.method === 'GET') return asked.say(200, shown(small.people[at()] as Person));
		const person = asked.carryOut() as Person;
		asked.say(request.method === 'POST' ? 201 : 200, shown(person));
	};
	const standIn: StandIn = await startStandIn({ api });
	const run = async (
		operation: string,
		parameters: INodeParameters,
		items: IDataObject[] | undefined,
		settings = {},
	) => {
		const { options, ...rest } = parameters;
		const all = {
			resource: 'person',
			operation,
			...rest,
			options: { maxWait: 0, ...(options as IDataObject) },
		} as INodeParameters;
		return await runNode({ type: 'coachview', parameters: all, credential: standIn.credential, items, settings });
	};
	const small: SmallCoachview = {
		people,
		stores: (_, value) => value,
		shows: (person) => person,
		seen: standIn.seen,
		async person(operation, parameters, items) {
			const { error, outputs } = await run(operation, parameters, items);
			if (error) throw Object.assign(new Error(error.message), error);
			return (outputs[0] ?? []).map(({ json }) => json as Output);
		},
		async tolerant(operation, parameters, items) {
			const { outputs } = await run(operation, parameters, items, { onError: 'continueRegularOutput' });
			return (outputs[0] ?? []).map(({ json }) => json as Output);
		},
		failed: async (operation, parameters) => (await small.tolerant(operation, parameters))[0]?.error,
		stop: () => standIn.stop(),
	};
	return small;
}

/** Equality filters joined by semicolons, without regard to case. */
export function listed(
	people: Person[],
	query: URLSearchParams,
	isSame = (a: string, b: string) => a.toLowerCase() === b.toLowerCase(),
): Person[] {
	const conditions = (query.get('where') ?? '')
		.split(';')
		.filter((one) => one !== '')
		.map((one) => one.split('=') as [string, string]);
	const hits = people.filter((one) =>
		conditions.every(([name, value]) => isSame(String(one[name] ?? ''), value.replace(/^"(.*)"$/, '$1'))),
	);
	const skip = Number(query.get('skip') ?? 0);
	return hits.slice(skip, skip + Number(query.get('take') ?? 100));
}
