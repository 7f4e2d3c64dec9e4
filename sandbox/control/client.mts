import type {
	ApiClient,
	AssumptionInfo,
	CategoryDefinition,
	CategoryLink,
	Changes,
	ColleagueEntry,
	Employee,
	Fault,
	HrFlags,
	HrSystemInfo,
	RandomColleague,
	RateLimitState,
	RecordedRequest,
	ResetOptions,
	ScriptedDeed,
	Snapshot,
	StoredRecord,
	WebhookDelivery,
	WebhookRegistration,
} from './types.mts';

type Query = Record<string, string | number | boolean | undefined>;

/** A raw JSON text stays as it is (number lexemes included); anything else is serialised. */
const asText = (value: string | object): string => (typeof value === 'string' ? value : JSON.stringify(value));

/**
 * Typed client of the control port: one door for tests, the demo and curl.
 * @param baseUrl address of the control port, without a trailing slash
 * @returns the commands in groups; every command rejects with the sandbox's sentence when it is refused
 */
export function createControl(baseUrl: string) {
	const call = async (method: string, path: string, body?: string, query: Query = {}): Promise<string> => {
		const url = new URL(baseUrl + path);
		for (const [name, value] of Object.entries(query))
			if (value !== undefined) url.searchParams.set(name, String(value));
		const response = await fetch(url, {
			method,
			body,
			headers: body === undefined ? {} : { 'content-type': 'application/json' },
		});
		const text = await response.text();
		if (!response.ok) throw new Error(`Sandbox control ${method} ${path}: ${response.status} ${text}`);
		return text;
	};
	const json = async <T,>(method: string, path: string, body?: unknown, query?: Query): Promise<T> => {
		const text = await call(method, path, body === undefined ? undefined : JSON.stringify(body), query);
		return (text === '' ? undefined : JSON.parse(text)) as T;
	};
	const person = (id: string) => `/people/${encodeURIComponent(id)}`;
	const storeAt = (base: string) => {
		const at = (id: string) => `${base}/${encodeURIComponent(id)}`;
		return {
			/** Stores a record as given (an `id` is made when there is none); known keys that are missing become null. */
			put: async (record: string | object): Promise<string> =>
				(JSON.parse(await call('PUT', base, asText(record))) as { id: string }).id,
			/** Replaces single members of a stored record and raises its etag, as another user of Coachview would. */
			patch: (id: string, members: string | object) => call('PATCH', at(id), asText(members)),
			/** The stored raw text. */
			text: (id: string) => call('GET', at(id)),
			/** Ids and texts of all records. */
			list: () => json<StoredRecord[]>('GET', base),
			remove: (id: string) => json<void>('DELETE', at(id)),
			/** Sets a free field (raw JSON text or a value). */
			setFreeField: (id: string, code: string, value: string | number | boolean | null) =>
				json<void>('PUT', `${at(id)}/free-fields`, { code, value }),
		};
	};

	return {
		baseUrl,
		/** Everything back to the first state: data, assumptions, faults, requests, clock, clients, webhooks, HR. */
		reset: (options: ResetOptions = {}) => json<void>('POST', '/reset', options),
		/** All data at this moment. */
		async snapshot(): Promise<Snapshot> {
			const raw = await json<{
				people: Record<string, string>;
				categories: CategoryLink[];
				freeFields: Record<string, string>;
				records: Record<string, Record<string, string>>;
			}>('GET', '/snapshot');
			return {
				people: new Map(Object.entries(raw.people)),
				categories: raw.categories,
				freeFields: new Map(Object.entries(raw.freeFields)),
				records: new Map(Object.entries(raw.records).map(([path, texts]) => [path, new Map(Object.entries(texts))])),
			};
		},
		people: {
			...storeAt('/people'),
			/** First person with this external key; `externId` without regard to case. */
			async find(externId: string, externSource?: string): Promise<StoredRecord | undefined> {
				return (await json<StoredRecord[]>('GET', '/people', undefined, { externId, externSource }))[0];
			},
		},
		/** The records of any entity, by its path (`Opleidingen`). */
		records: (path: string) => storeAt(`/records/${path}`),
		categories: {
			definitions: () => json<CategoryDefinition[]>('GET', '/categories'),
			define: (naam: string, groep = 'Algemeen') => json<CategoryDefinition>('POST', '/categories', { naam, groep }),
			/** Categories of a person. */
			of: (personId: string) => json<CategoryLink[]>('GET', `${person(personId)}/categories`),
			/** Gives a person a category by its name and fires the webhooks; unknown names are refused. */
			add: (personId: string, naam: string) => json<CategoryLink>('POST', `${person(personId)}/categories`, { naam }),
			remove: (personId: string, naam: string) =>
				json<void>('DELETE', `${person(personId)}/categories`, undefined, { naam }),
		},
		assumptions: {
			list: () => json<AssumptionInfo[]>('GET', '/assumptions'),
			/** Changes only those given, by name or id; `{ putMissing: 'merge' }`. */
			set: (choices: Changes) => json<void>('PUT', '/assumptions', choices),
			/** @param key name or id */
			get: async (key: string) =>
				(await json<AssumptionInfo[]>('GET', '/assumptions')).find(({ id, name }) => id === key || name === key)
					?.chosen,
		},
		faults: {
			/** Queues faults; the first one in the queue that matches a request is used. */
			add: (...faults: Fault[]) => json<void>('POST', '/faults', faults),
			list: () => json<Fault[]>('GET', '/faults'),
			clear: () => json<void>('DELETE', '/faults'),
		},
		/** Somebody who changes people in Coachview at the same time. */
		colleague: {
			/** Plans deeds beside certain requests. */
			script: (...deeds: ScriptedDeed[]) => json<void>('POST', '/colleague', deeds),
			/** Edits at random moments from now on, and stops that without a choice. */
			random: (choice?: RandomColleague) => json<void>('PUT', '/colleague', choice ?? {}),
			/** What was done so far, oldest first. */
			log: () => json<ColleagueEntry[]>('GET', '/colleague'),
			/** Drops all plans and the log. */
			rest: () => json<void>('DELETE', '/colleague'),
		},
		requests: {
			/** Requests since the start or the last clear, oldest first. `path` is the source of a regular expression. */
			list: (filter: { server?: 'coachview' | 'hr'; method?: string; path?: string } = {}) =>
				json<RecordedRequest[]>('GET', '/requests', undefined, filter),
			clear: () => json<void>('DELETE', '/requests'),
		},
		clock: {
			get: async () => (await json<{ now: string }>('GET', '/clock')).now,
			/** Sets the sandbox's time (ISO 8601); it runs on from there, or stands still with `frozen`. */
			set: (now: string, frozen = false) => json<void>('PUT', '/clock', { now, frozen }),
			advance: (seconds: number) => json<void>('PUT', '/clock', { advance: seconds }),
		},
		rateLimit: {
			get: (clientId?: string) => json<RateLimitState>('GET', '/rate-limit', undefined, { clientId }),
			/** `remaining` counts down from the value given. */
			set: (state: { limit?: number; remaining?: number; clientId?: string }) =>
				json<void>('PUT', '/rate-limit', state),
		},
		clients: {
			list: () => json<ApiClient[]>('GET', '/clients'),
			/** Adds a client, or changes the given properties of an existing one. Tokens already given out keep their scopes. */
			put: (client: Partial<ApiClient> & { clientId: string }) =>
				json<ApiClient>('PUT', `/clients/${encodeURIComponent(client.clientId)}`, client),
			remove: (clientId: string) => json<void>('DELETE', `/clients/${encodeURIComponent(clientId)}`),
			/** Makes all access tokens worthless. */
			revokeTokens: () => json<void>('POST', '/tokens/revoke'),
		},
		webhooks: {
			register: (registration: WebhookRegistration) => json<void>('POST', '/webhooks', registration),
			list: () => json<WebhookRegistration[]>('GET', '/webhooks'),
			/** Forgets the registrations and the deliveries. */
			clear: () => json<void>('DELETE', '/webhooks'),
			/** Deliveries so far; with `settled` it first waits for those under way. */
			deliveries: (settled = true) => json<WebhookDelivery[]>('GET', '/webhooks/deliveries', undefined, { settled }),
		},
		hr: {
			/** Addresses, credentials and names of every HR system that is played. */
			systems: () => json<HrSystemInfo[]>('GET', '/hr/systems'),
			employees: () => json<Employee[]>('GET', '/hr/employees'),
			/** Adds an employee (or replaces the one with this `key`); members left out get a neutral value. */
			put: (employee: Partial<Employee> & { number: string }) => json<Employee>('PUT', '/hr/employees', employee),
			/** Changes every employee with this number. */
			patch: (number: string, members: Partial<Employee>) =>
				json<Employee[]>('PATCH', `/hr/employees/${encodeURIComponent(number)}`, members),
			/** Removes every employee with this number. */
			remove: (number: string) => json<void>('DELETE', `/hr/employees/${encodeURIComponent(number)}`),
			flags: (system: string) => json<HrFlags>('GET', `/hr/flags/${encodeURIComponent(system)}`),
			/** Replaces the flags of one system; `{}` takes all away. */
			setFlags: (system: string, flags: HrFlags) => json<void>('PUT', `/hr/flags/${encodeURIComponent(system)}`, flags),
		},
	};
}

export type Control = ReturnType<typeof createControl>;
