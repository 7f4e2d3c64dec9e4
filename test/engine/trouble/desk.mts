import type { IDataObject } from 'n8n-workflow';
import type { RecordedRequest, Changes } from '../../../sandbox/control/types.mts';
import { demoClient, pieterId, startSandbox, type Sandbox } from '../../../sandbox/start.mts';
import { byId, members } from '../../harness/stage.mts';
import { undoneEdits } from '../../harness/colleague.mts';
import { credentialStore, runNode } from '../../harness/engine.mts';

export { byId, pieterId };

export type Credential = ReturnType<typeof credentialStore>;
export type Run = { items: IDataObject[]; item: IDataObject };

/** A Coachview that the node has never met, because its address is new. */
export interface Desk {
	sandbox: Sandbox;
	credential: Credential;
	/** Runs one operation; an error is an item, as with On Error: Continue. */
	person(
		operation: string,
		parameters: IDataObject,
		options?: { items?: IDataObject[]; credential?: Credential },
	): Promise<Run>;
	update(fields: IDataObject, options?: IDataObject, more?: IDataObject): Promise<Run>;
	/** A credential for this sandbox with other values. */
	other(values: IDataObject): Credential;
	/** A stored member, as raw text. */
	stored(member: string, id?: string): Promise<string | undefined>;
	free(code: string, id?: string): Promise<string | undefined>;
	/** Reads and writes of one person, e.g. `GET`, `PUT`. */
	trail(id?: string): Promise<string[]>;
	puts(): Promise<RecordedRequest[]>;
	stop(): Promise<void>;
}

const desks: Desk[] = [];

export async function openDesk(assumptions: Changes = {}): Promise<Desk> {
	const sandbox = await startSandbox({ people: 9, assumptions });
	const { control } = sandbox;
	const values = {
		environment: 'custom',
		customUrl: sandbox.coachviewUrl,
		clientId: demoClient.clientId,
		clientSecret: demoClient.clientSecret,
		scope: '',
	};
	const own = credentialStore(values);
	const desk: Desk = {
		sandbox,
		credential: own,
		other: (others) => credentialStore({ ...values, ...others }),
		async person(operation, parameters, { items, credential = own } = {}) {
			return await personAt(credential, operation, parameters, items);
		},
		update: async (fields, options = {}, more = {}) =>
			await desk.person('update', { person: byId(pieterId), fields, options, ...more }),
		stored: async (member, id = pieterId) => members(await control.people.text(id)).get(member),
		free: async (code, id = pieterId) => (await control.snapshot()).freeFields.get(`${id}/${code}`),
		trail: async (id = pieterId) =>
			(await control.requests.list({ path: 'Personen' }))
				.filter(({ path, body }) => `${path}${body}`.includes(id))
				.map(({ method }) => method),
		puts: async () => await control.requests.list({ method: 'PUT' }),
		stop: async () => await sandbox.stop(),
	};
	desks.push(desk);
	return desk;
}

/** Closes what a test has opened. */
export async function closeDesks(): Promise<void> {
	await Promise.all(desks.splice(0).map(async (desk) => await desk.stop()));
}

export async function personAt(
	credential: Credential,
	operation: string,
	parameters: IDataObject,
	items?: IDataObject[],
): Promise<Run> {
	const run = await runNode({
		type: 'coachview',
		parameters: { resource: 'person', operation, ...parameters },
		credential,
		items,
		settings: { onError: 'continueRegularOutput' },
	});
	const found = (run.outputs[0] ?? []).map(({ json }) => json as IDataObject);
	return { items: found, item: found[0] ?? {} };
}

/** @returns the reason that an error tells a program */
export const reasonOf = ({ item }: Run): unknown => (item.error as IDataObject | undefined)?.reason;

/** No write took back what could be known, and each write came directly after a read of the person. */
export async function expectFreshBases(
	{ sandbox: { control } }: Desk,
	asked: readonly string[],
	id = pieterId,
): Promise<void> {
	const requests = await control.requests.list({ path: 'Personen' });
	expect(undoneEdits(await control.colleague.log(), requests, asked)).toEqual([]);
	const own = requests.filter(({ path, body }) => `${path}${body}`.includes(id));
	own.forEach(({ method }, index) => {
		if (method === 'PUT') expect(own[index - 1]?.method).toBe('GET');
	});
}

export const sleep = async (ms: number) => await new Promise((resolve) => setTimeout(resolve, ms));
