import type { ApiContext } from '../../nodes/Coachview/transport/request';
import type { Json, MemoryCoachview, Person, State } from './memory.mts';
import { holders } from './memoryPeople.mts';

/** One request as it reached the web. */
export interface Seen {
	method: string;
	path: string;
	query: { [name: string]: string };
	body: string;
	headers: { [name: string]: string };
}

/** What the web answers instead of Coachview; `throws` is what n8n's helper throws. */
export type Answer = { status: number; headers?: { [name: string]: string }; body?: string } | { throws: unknown };

/** An answer that is given once, to the next request that it fits. */
export interface Trouble {
	method?: 'DELETE' | 'GET' | 'PUT' | 'POST';
	/** Beginning of the path. */
	path?: string;
	/** Requests that fit and are let through before. */
	skip?: number;
	/** Times that it is given; one when left out. */
	count?: number;
	answer: Answer | ((seen: Seen) => Answer | undefined);
	/** Whether Coachview has done its work all the same. */
	done?: boolean;
}

const ok = (value: Json, headers = {}): Answer => ({ status: 200, headers, body: JSON.stringify(value) });

/**
 * A web with one Coachview in it, in the place of n8n's HTTP helper and so without a network. The tests through n8n's own
 * engine and over HTTP are in test/engine; this one is quick enough for thousands of runs.
 */
export class MemoryWeb {
	readonly seen: Seen[] = [];
	readonly troubles: Trouble[] = [];
	/** Tokens given so far; the last one is good. */
	tokens = 1;
	credential: { [name: string]: unknown } | undefined = { environment: 'live', clientId: 'client', scope: '' };
	/** What asking for a token throws. */
	tokenTrouble: unknown;
	/** Members that only come with a flag. */
	flagged: { [flag: string]: Person } = {};
	/** Names of defined free fields; undefined where there is no such path. */
	defined: string[] | undefined;
	/** Whether flags are refused. */
	refusesFlags = false;
	/** Records of other entities, by path. */
	readonly others: { [path: string]: MemoryCoachview } = {};
	private readonly memory: MemoryCoachview;

	constructor(memory: MemoryCoachview) {
		this.memory = memory;
	}

	get verbs(): string {
		return this.seen.map(({ method }) => method).join(' ');
	}

	context(): ApiContext {
		const request = async (
			_credential: string,
			options: { method: string; url: string; body?: string; headers?: { [name: string]: string } },
		) => {
			const answer = this.answer(options);
			if ('throws' in answer) throw answer.throws;
			return {
				statusCode: answer.status,
				headers: answer.headers ?? {},
				body: new TextEncoder().encode(answer.body ?? ''),
			};
		};
		const context = {
			helpers: {
				httpRequestWithAuthentication: request,
				refreshOAuth2Token: async () => {
					if (this.tokenTrouble !== undefined) throw this.tokenTrouble;
					this.tokens++;
				},
			},
			getCredentials: async () => {
				if (!this.credential) throw new Error('gone');
				return { ...this.credential, oauthTokenData: { access_token: `token${this.tokens}` } };
			},
		};
		return context as unknown as ApiContext;
	}

	private answer({
		method,
		url,
		body = '',
		headers = {},
	}: {
		method: string;
		url: string;
		body?: string;
		headers?: { [name: string]: string };
	}): Answer {
		const address = new URL(url);
		const seen = {
			method,
			path: decodeURIComponent(address.pathname.replace(/^.*?\/api\/v1\//, '')),
			query: Object.fromEntries(address.searchParams),
			body,
			headers,
		};
		this.seen.push(seen);
		for (const trouble of this.troubles) {
			if ((trouble.method ?? method) !== method || !seen.path.startsWith(trouble.path ?? '')) continue;
			if ((trouble.skip ?? 0) > 0) {
				trouble.skip = (trouble.skip ?? 0) - 1;
				continue;
			}
			const answer = typeof trouble.answer === 'function' ? trouble.answer(seen) : trouble.answer;
			if (answer === undefined) continue;
			trouble.count = (trouble.count ?? 1) - 1;
			if (trouble.count <= 0) this.troubles.splice(this.troubles.indexOf(trouble), 1);
			if (trouble.done) this.work(seen);
			return answer;
		}
		return this.work(seen);
	}

	private work({ method, path, query, body }: Seen): Answer {
		const [entity = '', id] = path.split('/');
		const memory = this.others[entity] ?? this.memory;
		memory.pass(1);
		if (id === 'Vrijevelden')
			return this.defined
				? ok(this.defined.map((code) => ({ vrijveldDefinitie: { code } })))
				: { status: 404, body: '{}' };
		if (method === 'POST') return this.create(memory, JSON.parse(body) as Person);
		if (id === undefined) return method === 'GET' ? this.list(memory, query) : { status: 405 };
		const last = memory.states(id).at(-1);
		if (!last) return { status: 404, body: '{}' };
		if (method === 'GET') return this.one(memory, last, query);
		if (method === 'DELETE') {
			memory.people.delete(id);
			return { status: 204 };
		}
		memory.keep(id, {
			at: memory.now,
			by: 'us',
			person: memory.stored(last.person, JSON.parse(body) as Person),
			etag: memory.nextEtag(id),
		});
		return { status: 200, body: memory.textOf(memory.states(id).at(-1) as State) };
	}

	private one(memory: MemoryCoachview, state: State, query: { [name: string]: string }): Answer {
		const flags = Object.keys(query);
		if (this.refusesFlags && flags.length > 0) return { status: 400, body: '{"message":"unknown parameter"}' };
		const hidden = Object.entries(this.flagged)
			.filter(([flag]) => !flags.includes(flag))
			.flatMap(([, members]) => Object.keys(members));
		const person = JSON.parse(memory.textOf(state)) as Person;
		return ok(Object.fromEntries(Object.entries(person).filter(([name]) => !hidden.includes(name))));
	}

	private list(
		memory: MemoryCoachview,
		{ where = '', skip = '0', take = '100', orderby = '' }: { [name: string]: string },
	): Answer {
		const parts = where
			.split(';')
			.filter(Boolean)
			.map((part) => part.split('=') as [string, string]);
		const wanted = Object.fromEntries(parts);
		const all = [...memory.people].map(([id, states]) => ({ id, person: (states.at(-1) as State).person }));
		const isKey = 'externId' in wanted && 'externSource' in wanted;
		const keyed = isKey ? new Set(holders(memory, wanted, 0)) : undefined;
		const rows = all.filter(({ id, person }) =>
			keyed
				? keyed.has(id)
				: parts.every(([name, value]) => String(person[name] ?? '').toLowerCase() === (value ?? '').toLowerCase()),
		);
		if (orderby.startsWith('id')) rows.sort((a, b) => (a.id < b.id ? -1 : 1));
		return ok(rows.slice(Number(skip), Number(skip) + Number(take)).map(({ person }) => person as Json));
	}

	private create(memory: MemoryCoachview, body: Person): Answer {
		if (memory.manners.doubles !== 'allowed' && holders(memory, body, 0).length > 0)
			return { status: memory.manners.doubles === 'conflict' ? 409 : 400, body: '{}' };
		const id = `00000000-0000-4000-8000-${String(memory.people.size + 1).padStart(12, '0')}`;
		memory.add(id, { ...memory.stored({}, body), titel: null, id });
		return { status: 201, body: memory.textOf(memory.states(id).at(-1) as State) };
	}
}
