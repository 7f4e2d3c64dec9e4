import { randomUUID } from 'crypto';
import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { toNodeError } from '../actions/nodeError';
import { momentFor, kindOf } from '../domain/polling/change';
import { decide, firstState, type Happening } from '../domain/polling/decide';
import { latestPossible } from '../domain/polling/moment';
import { downTo, readState, type Look, type PollState } from '../domain/polling/state';
import { Fault } from '../domain/fault';
import type { Entity } from '../entities/entity';
import { createClient, type CoachviewClient } from '../transport/client';
import { readPollSettings, type PollSettings } from './settings';
import { ChangeSource, type PollRow } from './source';

/** Known only while this n8n runs, so that the next one knows that another one has looked before. */
const PROCESS = randomUUID().slice(0, 8);

/** n8n starts, or this main takes over from another one: whoever looked before may have been killed. */
const STARTS: readonly string[] = ['init', 'leadershipChange'];

const KEPT = 'polling';
const SAMPLES = 5;
const DAY = 86_400_000;

/** Seconds and milliseconds for one look; n8n may give up on it after a minute, and the next one comes anyway. */
const PATIENCE = { maxWait: 15, timeout: 20_000 };

/** Looks that are under way in this process. n8n starts the next one although the last one is not done; it would find the same. */
const underWay = new Set<string>();

/**
 * One look at Coachview. Everything that the next one needs is in n8n's static data of the workflow, and is only touched when
 * this one has come to its end, so that a look that fails is made again.
 *
 * @param entities those that can be looked at
 * @returns what happened since the last look; null when nothing did; in a manual run the latest few records as a sample
 * @throws what n8n shows; nothing was noted then
 */
export async function poll(
	context: IPollFunctions,
	entities: readonly Entity[],
): Promise<INodeExecutionData[][] | null> {
	const key = JSON.stringify([context.getWorkflow().id, context.getNode().id]);
	const isManual = context.getMode() === 'manual';
	if (!isManual && underWay.has(key)) return null;
	if (!isManual) underWay.add(key);
	try {
		const settings = readPollSettings(context, entities);
		const client = await createClient(context, { ...PATIENCE, reserve: settings.reserve });
		const items = isManual ? await sample(client, settings) : await look(context, client, settings);
		return items.length === 0 ? null : [items];
	} catch (error) {
		throw toNodeError(context.getNode(), error);
	} finally {
		if (!isManual) underWay.delete(key);
	}
}

async function look(
	context: IPollFunctions,
	client: CoachviewClient,
	settings: PollSettings,
): Promise<INodeExecutionData[]> {
	const { entity, event, status, repeatMinutes } = settings;
	const source = new ChangeSource(client, settings);
	const scope = JSON.stringify([client.baseUrl, entity.path, event, status]);
	const kept = context.getWorkflowStaticData('node');
	const state = readState(kept[KEPT], scope);
	const start = { process: PROCESS, isStart: STARTS.includes(context.getActivationMode()) };
	const asOf = (): Look => ({
		...start,
		scope,
		event,
		status,
		repeatMinutes,
		now: source.now,
		// Without Coachview's time, only what this clock calls tomorrow is no moment of a change.
		latest: latestPossible(source.isTimeKnown ? source.now : source.now + DAY),
	});
	if (!state) {
		// First the records with the status: one that reaches it meanwhile is reported, and none is passed over.
		const inStatus = await source.withStatus();
		const { rows, isWhole, sorts = null } = await source.newest();
		keep(kept, { ...firstState(rows, isWhole, asOf(), inStatus), sorts });
		return [];
	}
	// Coachview may have learned to sort since n8n was last started.
	const before = state.sorts === false && start.isStart && state.process !== PROCESS ? null : state.sorts;
	const { rows, sorts = null } = await source.since(downTo(state, start), before ?? undefined);
	const decision = decide(state, rows, asOf());
	const items = decision.happened.map((happening) => itemOf(happening, client, settings));
	keep(kept, { ...decision.state, sorts });
	return items;
}

/** The latest records that fit, as they would have come. Nothing is noted, so that a test takes nothing from the published workflow. */
async function sample(client: CoachviewClient, settings: PollSettings): Promise<INodeExecutionData[]> {
	const { event, status, entity } = settings;
	const { rows } = await new ChangeSource(client, settings).newest();
	const fitting = rows
		.filter(({ passes }) => passes)
		.filter((row) => event !== 'changed' || kindOf(row) === 'changed')
		.filter((row) => event !== 'status' || row.status.toLowerCase() === status.toLowerCase())
		.sort((a, b) => (momentFor(a, event) < momentFor(b, event) ? 1 : -1))
		.slice(0, SAMPLES);
	if (fitting.length === 0) {
		throw new Fault(
			'notFound',
			`None of the ${entity.words.many} that were changed last fits, so there is nothing to show as a sample`,
			'Change one in Coachview and try again, or take out filters for the test. A published workflow waits for the next one that fits.',
		);
	}
	return fitting.map((row) => {
		const did = event === 'status' || event === 'created' ? event : kindOf(row);
		return itemOf({ row, event: did, key: '', repeated: false }, client, settings);
	});
}

/** The record, and beside it what happened; both without a link to an input, because there is none. */
function itemOf(
	{ row, event, key, repeated }: Happening<PollRow>,
	client: CoachviewClient,
	settings: PollSettings,
): INodeExecutionData {
	const change: IDataObject = {
		event,
		at: momentFor(row, settings.event).replace(/\.?0+$/, ''),
		dedupeKey: key === '' ? null : `${settings.entity.name}:${event}:${key}`,
		repeated,
		environment: client.environment,
	};
	return { json: { ...row.json, _change: change } };
}

function keep(kept: IDataObject, state: PollState): void {
	kept[KEPT] = state as unknown as IDataObject;
}
