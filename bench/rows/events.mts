import { AFAS_CONNECTOR, createCredentials } from '../../hosts/n8n/samples.mts';
import type { WorkflowJson } from '../../hosts/n8n/workflow.mts';
import { installSample } from '../../test/host/host.mts';
import { adapterFor, installAdapter, installMain } from '../../test/host/workflows/library.mts';
import type { Way } from '../rounds.mts';
import { Script } from '../script.mts';
import type { Stage } from '../stage.mts';
import { eventByHand, floor, triggerFloor } from '../workflows.mts';
import { post, sideBySide, untilWritten } from '../writes.mts';
import { nothingWritten } from './floor.mts';
import { somePeople, type Someone } from './people.mts';

/** Where to send an event, and what has to be known for it. */
interface Installed {
	/** Name of the node that the event goes to, and its workflow; or the address itself. */
	id: string;
	node: string;
	headers?: Record<string, string>;
}

/** One entry for each way from an event to a complete person; a further workflow is a further entry. */
export const EVENT_WAYS = {
	handBuilt: async (stage: Stage) => await byHand(stage, eventByHand(stage.coachviewUrl, await connector(stage))),
	compact: async (stage: Stage) => await sample(stage, COMPACT),
	confirm: async (stage: Stage) => await sample(stage, COMPACT, { [TRIGGER]: { confirm: true } }),
	highVolume: async (stage: Stage) => ({ ...(await sample(stage, 'complete-person-high-volume')), node: 'Webhook' }),
	main: async (stage: Stage) => {
		const adapter = await installAdapter(stage, adapterFor('hr-adapter-afas'));
		return { id: (await installMain(stage, adapter)).id, node: TRIGGER };
	},
} satisfies Record<string, (stage: Stage) => Promise<Installed>>;

/** Ways that write nobody: what n8n's own Webhook node costs, and the Coachview Trigger alone. */
const FLOORS = { floor, triggerFloor };

export type EventWay = keyof typeof EVENT_WAYS | keyof typeof FLOORS | 'script';

const TRIGGER = 'Coachview Trigger';
const COMPACT = 'complete-person-from-hr-afas-compact';

/** Installs and publishes the workflows; every event is of a person who lacks the two fields and whom HR knows. */
export async function eventWays(stage: Stage, names: readonly EventWay[]): Promise<Way[]> {
	const people = await somePeople(stage);
	const ways: Way[] = [];
	for (const name of names) ways.push(await wayOf(stage, name, people));
	return ways;
}

async function wayOf(stage: Stage, name: EventWay, people: { all: Someone[]; empty(): Promise<void> }): Promise<Way> {
	const { rest, size } = stage;
	if (name === 'script') return await script(stage, people);
	const writes = name in EVENT_WAYS;
	const { id, node, headers } = writes
		? ((await EVENT_WAYS[name as keyof typeof EVENT_WAYS](stage)) as Installed)
		: await byHand(stage, FLOORS[name as keyof typeof FLOORS]());
	const url = await rest.webhookUrl(id, node);
	const send = async (some: Someone[]) => {
		await people.empty();
		const all = async () => await sideBySide(some, size.senders, async ({ event }) => await post(url, event, headers));
		return await (writes ? untilWritten(stage, some.length, all) : nothingWritten(stage, some.length, all));
	};
	// The token, and what a process learns of Coachview once an hour, are behind every way when it is measured.
	await send(people.all.slice(0, 2));
	return { name, run: async () => await send(people.all) };
}

async function byHand({ rest, ...stage }: Stage, workflow: WorkflowJson): Promise<Installed> {
	const credentials = await createCredentials(rest, stage, 'afas');
	const { id } = await rest.importWorkflow(workflow, { credentials });
	await rest.publish(id);
	return { id, node: 'Start' };
}

async function sample(stage: Stage, name: string, parameters = {}): Promise<Installed> {
	const { id } = await installSample(stage, name, 'afas', { parameters });
	return { id, node: TRIGGER };
}

async function connector({ control }: Stage): Promise<string> {
	const afas = (await control.hr.systems()).find(({ name }) => name === 'afas');
	return `${afas?.url}/connectors/${AFAS_CONNECTOR}`;
}

/** Asks HR, reads and writes, with so many people at a time as there are senders. */
async function script(stage: Stage, people: { all: Someone[]; empty(): Promise<void> }): Promise<Way> {
	const { control, coachviewUrl, size } = stage;
	const coachview = new Script(coachviewUrl);
	await coachview.signIn();
	const afas = (await control.hr.systems()).find(({ name }) => name === 'afas');
	const url = await connector(stage);
	const run = async () => {
		await people.empty();
		const began = performance.now();
		await sideBySide(people.all, size.senders, async ({ id, number }) => {
			const query = `filterfieldids=Medewerker&filtervalues=${number}&operatortypes=1&skip=0&take=2`;
			const answer = await fetch(`${url}?${query}`, { headers: afas?.headers });
			const { rows } = (await answer.json()) as { rows: Array<{ Geboortedatum: string; Geboorteplaats: string }> };
			await coachview.change(id, {
				geboortedatum: rows[0]?.Geboortedatum.slice(0, 10),
				geboorteplaats: rows[0]?.Geboorteplaats,
			});
		});
		return { ms: performance.now() - began };
	};
	return { name: 'script', run };
}
