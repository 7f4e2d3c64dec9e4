import type { WorkflowJson } from '../../hosts/n8n/workflow.mts';
import { demoClient } from '../../sandbox/coachview/clients.mts';
import type { Way } from '../rounds.mts';
import { Script } from '../script.mts';
import type { Stage } from '../stage.mts';
import { batchByHand, batchByUpdate, loopByHand } from '../workflows.mts';
import { post, sideBySide, untilWritten } from '../writes.mts';

/** Ways to write many people in one execution. */
export type BatchWay = 'handBuilt' | 'loop' | 'script' | `ours${number}`;

let titles = 0;

/**
 * Installs and publishes the workflows.
 * @param names `ours20` is Update with 20 Parallel Requests; `ours10` has the default, and so leaves the parameter out
 * @param isWarm false when the first run is to count the requests by which a process gets to know Coachview
 */
export async function batchWays(stage: Stage, names: readonly BatchWay[], isWarm = true): Promise<Way[]> {
	const { control, rest, coachviewUrl, size } = stage;
	const people = (await control.people.list()).slice(-size.batch).map(({ id }) => id);
	const { clientId, clientSecret } = demoClient;
	const values = { environment: 'custom', customUrl: coachviewUrl, clientId, clientSecret };
	const credential = await rest.createCredential('Coachview', 'coachviewOAuth2Api', values);
	const age = size.readAge === undefined ? {} : { maximumReadAge: size.readAge };
	const ways: Way[] = [];
	for (const name of names) {
		if (name === 'script') {
			ways.push(await script(stage, people));
			continue;
		}
		const atOnce = Number(name.slice('ours'.length));
		const workflow: WorkflowJson =
			name === 'handBuilt'
				? batchByHand(coachviewUrl)
				: name === 'loop'
					? loopByHand(coachviewUrl)
					: batchByUpdate({ ...age, ...(atOnce !== 10 && { parallelRequests: atOnce }) });
		const { id } = await rest.importWorkflow(workflow, { credentials: [credential] });
		await rest.publish(id);
		const url = await rest.webhookUrl(id, 'Start');
		const some = name === 'loop' ? people.slice(-size.loop) : people;
		const write = async (ids: string[]) => {
			const title = `t${++titles}`;
			const items = ids.map((person) => ({ id: person, title }));
			return await untilWritten(stage, ids.length, async () => await post(url, { items }));
		};
		const run = async () => {
			const measured = await write(some);
			return { ...measured, ms: (measured.ms * people.length) / some.length };
		};
		// The token, and what a process learns of Coachview once an hour, are behind every way when it is measured.
		if (isWarm) await write(people.slice(0, 1));
		ways.push({ name, run });
	}
	return ways;
}

/** Reads and writes each person, 20 at a time. */
async function script({ coachviewUrl }: Stage, people: string[]): Promise<Way> {
	const coachview = new Script(coachviewUrl);
	await coachview.signIn();
	const run = async () => {
		const titel = `t${++titles}`;
		const began = performance.now();
		await sideBySide(people, 20, async (id) => await coachview.change(id, { titel }));
		return { ms: performance.now() - began };
	};
	return { name: 'script', run };
}
