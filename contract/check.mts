import { register } from '../sandbox/assumptions/register.mts';
import { AccessError, Api, BudgetError, MAX_REQUESTS } from './api.mts';
import { probes } from './probes/all.mts';
import { notVisible, settingFor } from './settings.mts';
import { unknown, type Context, type Finding, type Probe, type Verdict } from './types.mts';

export interface CheckOptions {
	/** Address of the environment, without the API's path. */
	host: string;
	clientId: string;
	clientSecret: string;
	/** Whether a test person may be made and changed. */
	write: boolean;
	/** Called before each question. */
	progress?: (title: string) => void;
}

/** One assumption in the report. */
export interface ReportEntry {
	id: string;
	statement: string;
	verdict: Verdict;
	/** Short name and meaning of what holds instead. */
	alternative?: { value: string; meaning: string };
	evidence: string[];
	/** For a refuted one: what to change. */
	setting?: string;
}

export interface Report {
	at: string;
	host: string;
	write: boolean;
	requests: number;
	confirmed: number;
	refuted: number;
	unknown: number;
	entries: ReportEntry[];
	/** What is left behind, in sentences. */
	left: string[];
}

/** The questions of a run, and the most requests that it takes, the token included. */
export function plan(write: boolean): { probes: Probe[]; requests: number } {
	const chosen = probes.filter(({ writes, withoutWrite }) => (write ? !withoutWrite : !writes));
	return {
		probes: chosen,
		requests: Math.min(
			MAX_REQUESTS,
			chosen.reduce((sum, { requests }) => sum + requests, 1),
		),
	};
}

/**
 * Asks an environment everything that can be seen from outside.
 * @throws AccessError when there is no token or nobody answers
 */
export async function check(options: CheckOptions): Promise<Report> {
	const api = new Api(options.host, { id: options.clientId, secret: options.clientSecret });
	await api.signIn();
	const context: Context = { api, seen: { rows: [], refusals: [], steps: [] } };
	const findings = new Map<string, Finding>();
	for (const probe of plan(options.write).probes) {
		options.progress?.(probe.title);
		for (const finding of await ask(probe, context)) findings.set(finding.id, finding);
	}
	const entries = register.map(({ id, statement, alternatives }): ReportEntry => {
		const { verdict, alternative, evidence } = findings.get(id) ?? unknown(id, reasonFor(id, options.write));
		const other = alternatives.find(({ value }) => value === alternative);
		return {
			id,
			statement,
			verdict,
			...(other && { alternative: other }),
			evidence,
			...(verdict === 'refuted' && { setting: settingFor(id, alternative) }),
		};
	});
	const count = (verdict: Verdict) => entries.filter((entry) => entry.verdict === verdict).length;
	return {
		at: new Date().toISOString(),
		host: options.host,
		write: options.write,
		requests: api.requests,
		confirmed: count('confirmed'),
		refuted: count('refuted'),
		unknown: count('unknown'),
		entries,
		left: leftBehind(context),
	};
}

async function ask(probe: Probe, context: Context): Promise<Finding[]> {
	const none = (why: string) => probe.assumptions.map((id) => unknown(id, why));
	if (probe.writes && !probe.assumptions.includes('A22') && !context.seen.test) return none('there is no test person');
	const isMoved = () =>
		context.api.moved !== undefined && !probe.assumptions.includes('A74') && !probe.assumptions.includes('A03');
	if (isMoved()) return none('reads are answered by a redirect');
	try {
		const findings = await probe.run(context);
		return isMoved() ? none('reads are answered by a redirect') : findings;
	} catch (error) {
		if (error instanceof AccessError) throw error;
		return none(
			error instanceof BudgetError ? error.message : 'the answer was not as expected, so this question was given up',
		);
	}
}

function reasonFor(id: string, write: boolean): string {
	const needsWrite = !write && probes.some(({ writes, assumptions }) => writes && assumptions.includes(id));
	if (needsWrite) return 'only shows with --write';
	if (/^A4[1-9]$/.test(id))
		return `only shows with --listen${notVisible[id] ? `, and even then: ${notVisible[id]}` : ''}`;
	return notVisible[id] ?? 'is not asked: the nodes do not use it';
}

function leftBehind({ seen: { test } }: Context): string[] {
	if (!test) return [];
	const who = `the test person "n8n contract check" with the ExternSource n8n-contract-check${test.doubled ? ', twice' : ''}`;
	return [
		test.removed && !test.doubled
			? `Nothing: ${who} was deleted again.`
			: `In Coachview: ${who}. Please delete it there.`,
	];
}
