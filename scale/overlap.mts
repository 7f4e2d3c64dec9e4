import { collide, installWriter, type Rounds, type Writer } from './twoProcesses.mts';
import type { Stage } from './stage.mts';

/** Rounds in which two workers changed one person at the same moment, with and without the look. */
export interface Overlap {
	lookAgain: Rounds;
	/** Without the look: shows that the two really met. */
	without: Rounds;
	/** Executions that each of the two workers took. */
	executions: number[];
}

const AT_ONCE = 20;

/**
 * Two executions change different fields of the same people. Each worker takes one job at a time, so the two are never on
 * the same worker.
 * @param rounds people who are changed by both at once, with *Look Again After Writing*
 */
export async function overlap({ queue, sandbox }: Stage, rounds: number): Promise<Overlap> {
	const { control } = sandbox;
	const workers = [await queue.addWorker(1), await queue.addWorker(1)];
	const people: string[] = [];
	for (let index = 0; index < Math.min(AT_ONCE, rounds); index++)
		people.push(
			await control.people.put({ achternaam: `Beiden ${index}`, externId: `${81_000 + index}`, externSource: 'HR' }),
		);
	const { rest } = queue.main;
	const writers: [Writer, Writer] = [
		await installWriter(rest, sandbox, 'titel'),
		await installWriter(rest, sandbox, 'opmerking'),
	];
	try {
		// Each process learns once what only flags show, whether answers can be believed, and how far version numbers step.
		for (const value of ['een', 'twee', 'drie', 'vier'])
			await Promise.all(writers.map(async (writer) => await writer.update(people.slice(0, 2), value, 'none')));
		// Coachview takes its time, so that the windows of the two really meet.
		const match = { server: 'coachview' as const, method: 'GET', path: '/Personen' };
		await control.faults.add({ kind: 'delay', ms: 250, side: 'after', match, count: 0 });
		const taken = workers.map(({ log }) => executionsIn(log()));
		const wave = async (concurrency: string, count: number) => {
			let all: Rounds | undefined;
			for (let nr = 1; (all?.rounds ?? 0) < count; nr++) {
				const these = people.slice(0, count - (all?.rounds ?? 0));
				const value = `${concurrency} ${nr}`;
				all = sum(all, await collide(sandbox, writers, these, { value, concurrency, executionsAtOnce: 1 }));
			}
			return all as Rounds;
		};
		const without = await wave('none', Math.max(AT_ONCE, Math.round(rounds / 5)));
		const lookAgain = await wave('lookAgain', rounds);
		const executions = workers.map(({ log }, index) => executionsIn(log()) - (taken[index] ?? 0));
		return { lookAgain, without, executions };
	} finally {
		await control.faults.clear();
		for (const writer of writers) await writer.remove();
		for (const worker of workers) await worker.stop();
	}
}

function sum(all: Rounds | undefined, one: Rounds): Rounds {
	if (!all) return { ...one, requestsPerUpdate: Math.round(one.requestsPerUpdate * 100) / 100 };
	const rounds = all.rounds + one.rounds;
	const weighed = (all.requestsPerUpdate * all.rounds + one.requestsPerUpdate * one.rounds) / rounds;
	return {
		rounds,
		lostInSilence: all.lostInSilence + one.lostInSilence,
		toldByOverlap: all.toldByOverlap + one.toldByOverlap,
		failed: all.failed + one.failed,
		requestsPerUpdate: Math.round(weighed * 100) / 100,
		seconds: Math.round((all.seconds + one.seconds) * 10) / 10,
	};
}

const executionsIn = (log: string) => log.split('Worker started execution').length - 1;
