import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { startSandbox, type Sandbox } from '../../../sandbox/start.mts';
import { choose, register } from '../../../sandbox/assumptions/register.mts';
import type { Changes, Choices } from '../../../sandbox/control/types.mts';
import { credentialStore, runNode } from '../../harness/engine.mts';
import { runWebhook } from '../../harness/webhook.mts';
import { asStored, expectation } from './expectation.mts';
import { compare, withinReach } from './model.mts';
import type { Act, Receive, Scenario } from './scenario.mts';

/** People in the sandbox when a scenario does not ask for more: the hand-made ones and a few. */
const FEW = 10;

/** What one run of a scenario showed: sentences about everything that is not as required. */
export interface Verdict {
	problems: string[];
	/** Values that somebody's record lost. */
	lost: number;
}

class ItemError extends Error {
	readonly item: IDataObject;
	constructor(item: IDataObject) {
		super('The item failed');
		this.item = item;
	}
}

/** Assumptions about which members are shown, and how. */
const SHOWN_BY = [
	'flagsById',
	'putAddress',
	'confidential',
	'putShows',
	'hiddenMembers',
	'movingMembers',
	'readLag',
	'refusalStatus',
	'sharedName',
	'nullMembers',
	'emptyFreeField',
	'putNull',
	'readOnlyMembers',
] as const satisfies ReadonlyArray<keyof Choices>;

/** One engine, cached tokens and a few sandboxes for thousands of runs. */
export class Lab {
	private readonly sandboxes = new Map<string, Sandbox>();
	private readonly credentials = new Map<string, ReturnType<typeof credentialStore>>();

	async stop(): Promise<void> {
		await Promise.all([...this.sandboxes.values()].map(async (sandbox) => await sandbox.stop()));
	}

	/** The node remembers for a while which members an address shows, so each way to show them has its own address. */
	private async sandboxFor(choices: Choices): Promise<Sandbox> {
		const key = SHOWN_BY.map((name) => choices[name]).join(' ');
		const sandbox = this.sandboxes.get(key) ?? (await startSandbox({ people: FEW }));
		this.sandboxes.set(key, sandbox);
		return sandbox;
	}

	/**
	 * Runs a scenario under the choices, and compares data and output with what must be.
	 * @param options of the node that a user would set after the contract check
	 */
	async run(scenario: Scenario, changes: Changes, options: INodeParameters = {}): Promise<Verdict> {
		const choices = choose(changes);
		const { control, coachviewUrl } = await this.sandboxFor(choices);
		await control.reset({ people: scenario.people ?? FEW, assumptions: changes, keep: ['clients'] });
		const delivery = (await scenario.prepare?.(control)) ?? undefined;
		const before = await control.snapshot();
		const { act, receive } = this.hands(scenario, choices, coachviewUrl, options);
		const result = await scenario.act(act, before, receive, delivery).catch((error: unknown) => {
			if (error instanceof ItemError) return error;
			throw error;
		});
		const after = await control.snapshot();
		const verdict: Verdict = { problems: [], lost: 0 };
		const expected = expectation(scenario, choices, before, options);
		const wanted = asStored(scenario.wanted?.(before, choices) ?? {}, choices);
		if (result instanceof ItemError) {
			const { reason, description = '' } = result.item.error as { reason?: string; description?: string };
			// A Coachview that refuses free fields (A34) is told apart by its own advice; nothing has been written then.
			const refusesFreeFields =
				choices.freeFieldWrite === 'rejected' && description.includes('set the option Free Fields to Leave Out');
			if (!refusesFreeFields)
				verdict.problems.push(...judgeError(result.item, [...(expected.required ?? []), ...expected.allowed]));
			const mayTouch = reason === 'notStored' ? scenario.unstored : undefined;
			const untouched = compare(before, after, mayTouch ? { changed: { [mayTouch]: {} } } : {});
			// Where the node says that it does not know, both are right: nothing stored, and everything.
			const done = expected.isUnclear ? compare(before, after, wanted) : untouched;
			const isDone = withinReach(done.lost, choices).length + done.wrong.length === 0;
			const { lost, wrong } = isDone ? done : untouched;
			const real = mayTouch || expected.isUnclear ? withinReach(lost, choices) : lost;
			verdict.lost = real.length;
			verdict.problems.push(...[...real, ...wrong].map((text) => `after an error (${reason}): ${text}`));
		} else {
			if (expected.required) verdict.problems.push(`had to fail with ${expected.required.join(' or ')}`);
			const { lost, wrong } = compare(before, after, wanted);
			const real = withinReach(lost, choices);
			verdict.lost = real.length;
			const complaint = expected.required ? undefined : scenario.output?.(result, before, choices);
			verdict.problems.push(...real.map((text) => `lost: ${text}`), ...wrong, ...(complaint ? [complaint] : []));
		}
		return verdict;
	}

	/** The action node and the trigger, with the credential of the scenario. */
	private hands(
		scenario: Scenario,
		choices: Choices,
		url: string,
		set: INodeParameters,
	): { act: Act; receive: Receive } {
		const values = {
			environment: 'custom',
			clientId: 'demo',
			clientSecret: 'demo-secret',
			scope: '',
			customUrl: url + (choices.basePath === 'underPath' ? '/tenant' : ''),
			...scenario.credential?.(choices, url),
		};
		// Scopes and the address count when the token is made, so only the usual credential keeps its token.
		const key = JSON.stringify(values);
		const credential = (!scenario.credential && this.credentials.get(key)) || credentialStore(values);
		if (!scenario.credential) this.credentials.set(key, credential);
		const act: Act = async (operation, parameters, items) => {
			const options = { maxWait: 0, ...set, ...(parameters.options as IDataObject | undefined) };
			const { outputs, error } = await runNode({
				type: 'coachview',
				credential,
				items,
				parameters: { resource: 'person', operation, ...parameters, options },
				settings: { onError: 'continueErrorOutput' },
			});
			const failed = outputs[1]?.[0];
			if (error) throw Object.assign(new Error(error.message), { cause: error });
			if (failed) throw new ItemError(failed.json);
			return (outputs[0] ?? []).map(({ json }) => json);
		};
		const receive: Receive = async ({ body, contentType, headers }, parameters) => {
			const { workflowData, response } = await runWebhook({
				parameters,
				credential,
				delivery: { body, headers: { 'content-type': contentType, ...headers } },
			});
			const message = `The trigger answered ${response.status} and started nothing`;
			if (!workflowData)
				throw new ItemError({
					error: { reason: 'dropped', message, description: 'Coachview did not confirm the event' },
				});
			return workflowData.map(({ json }) => json);
		};
		return { act, receive };
	}
}

const personal = /1987-04-12|Gravenhage|Ypenburg|Pietersen|Groß|Lange|Zondersleutel|example\.org/;

/** An error must be the expected one, say what happened and what to do, and name nobody. */
function judgeError(item: IDataObject, expected: string[]): string[] {
	const {
		message,
		description,
		reason = 'none',
	} = item.error as { message?: string; description?: string; reason?: string };
	const problems: string[] = [];
	if (!expected.includes(reason)) problems.push(`failed with ${reason}: ${message} ${description}`);
	if ([message, description].some((text) => (text?.length ?? 0) < 15))
		problems.push(`unclear: ${message} ${description}`);
	// n8n puts the members of the input item beside it.
	if (personal.test(JSON.stringify(item.error))) problems.push(`the error of kind ${reason} shows a value of a person`);
	return problems;
}

/** Every alternative that can be switched on by itself; the default is under test everywhere else. */
export const alternatives: Array<[string, string]> = register.flatMap((entry) =>
	entry.switchable
		? entry.alternatives
				.filter(({ value }) => value !== entry.default)
				.map(({ value }): [string, string] => [entry.id, value])
		: [],
);

/** Random numbers that are the same on every run (mulberry32). @returns a whole number below `limit` */
export function seeded(seed: number): (limit: number) => number {
	let state = seed;
	return (limit) => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296) * limit);
	};
}

/** Ways in which hardly anything works: they are rare, because they would hide all the others. */
const stopsEverything = [
	'A74=moved301',
	'A74=moved302',
	'A74=moved307',
	'A74=moved308',
	'A73=ignored',
	'A76=never',
	'A80=shared',
];

/**
 * A choice for every switch at once, the default as likely as each alternative.
 * @param later draws for the switches that came after A84, so that the combinations of the others stay the same
 */
export function combination(random: (limit: number) => number, later: (limit: number) => number): Changes {
	const open = register.filter(({ switchable }) => switchable);
	return Object.fromEntries(
		open.map(({ id, alternatives: ways }) => {
			const draw = /^A(8[5-9]|9)/.test(id) ? later : random;
			const value = ways[draw(ways.length)]!.value;
			return [id, stopsEverything.includes(`${id}=${value}`) && draw(10) > 0 ? ways[0]!.value : value];
		}),
	);
}
