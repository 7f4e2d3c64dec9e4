import type { INodeParameters } from 'n8n-workflow';
import { storedText } from '../../../sandbox/coachview/normalise.mts';
import type { Choices, Snapshot } from '../../../sandbox/control/types.mts';
import type { Members, Wanted } from './model.mts';
import type { Scenario } from './scenario.mts';

/** How a scenario may end. */
export interface Expectation {
	/** Reasons of which one must come; undefined when it may succeed. */
	required?: string[];
	/** Further reasons that are right, beside success. */
	allowed: string[];
	/** Whether a failure may leave the data as wanted as well: the node says that it does not know, and that is true. */
	isUnclear: boolean;
}

const UNCLEAR = ['unknownOutcome', 'notStored', 'unexpectedAnswer'];
/** Reads are answered by a redirect: the address is wrong, whatever word that is given. */
const MOVED = ['unexpectedAnswer', 'credential', 'unavailable', 'rejected', 'unknownOutcome', 'dropped'];
/** One name with two values: the item is stopped. */
const SHARED = ['unexpectedAnswer', 'conflict', 'invalidInput', 'ambiguous', 'incompleteRecord', 'rejected'];

/** What must come of a scenario under the choices. */
export function expectation(
	scenario: Scenario,
	choices: Choices,
	before: Snapshot,
	options: INodeParameters,
): Expectation {
	const {
		flagsById,
		hiddenMembers,
		movingMembers,
		readLag,
		rowOrder,
		redirects,
		refusalStatus,
		postDone,
		sharedName,
		putNull,
		readOnlyMembers,
	} = choices;
	const reasons = scenario.fails?.(choices);
	const wanted = scenario.wanted?.(before, choices);
	const isOwner = Object.keys(wanted?.changed ?? {}).some((id) =>
		[...before.freeFields.keys()].some((key) => key.startsWith(id)),
	);
	const isSentBack =
		choices.freeFieldWrite === 'rejected' && choices.flagsById === 'yes' && options.freeFields !== 'leaveOut';
	// Free fields that are sent back and refused stop every write to their owner.
	let required = isSentBack && isOwner && (!reasons || reasons.includes('notStored')) ? ['rejected'] : reasons;
	const allowed = [...(scenario.mayFail?.(choices) ?? [])];
	let isUnclear = allowed.includes('notStored');
	if (
		refusalStatus === 'successFalse' &&
		required?.some((reason) => ['rejected', 'conflict', 'notStored'].includes(reason))
	)
		allowed.push(...UNCLEAR, 'conflict', 'unavailable');
	// A moment that moves at each read is never stored as it was read; saying so is true.
	if (movingMembers === 'onRead' && scenario.name.startsWith('replace')) {
		allowed.push('notStored');
		isUnclear = true;
	}
	// Members that move and that Coachview refuses to take back stop every write; a refusal under 200 has no better name.
	if (refusalStatus === 'successFalse' && movingMembers !== 'none' && readOnlyMembers === 'rejected')
		allowed.push('unavailable');
	// What no read shows cannot be seen to be stored.
	if (hiddenMembers !== 'all' && flagsById === 'ignored') {
		allowed.push('notStored');
		isUnclear = true;
	}
	// A refusal that names nothing cannot say that it wants a null.
	if (putNull === 'required' && !['problem', 'list'].includes(choices.errorBody)) allowed.push('rejected');
	if (putNull === 'required' && refusalStatus === 'successFalse') allowed.push('unavailable', ...UNCLEAR);
	if (rowOrder !== 'stable' && scenario.name.startsWith('get many')) allowed.push('concurrentChange');
	if (sharedName === 'shared' && options.freeFields !== 'leaveOut') allowed.push(...SHARED);
	if (readLag === 'twoReads' && wanted) {
		allowed.push('unknownOutcome', 'notStored');
		isUnclear = true;
	}
	if (wanted?.created && (postDone !== 'done' || redirects === 'seeOther')) {
		isUnclear = true;
		if (postDone === 'never' && !required) required = UNCLEAR;
		else allowed.push(...UNCLEAR);
	}
	if (redirects.startsWith('moved') && !required?.includes('invalidInput')) {
		allowed.push(...MOVED);
		isUnclear ||= wanted !== undefined;
	}
	return { required, allowed, isUnclear };
}

/** What is stored of what was asked, where Coachview stores values in another form (assumptions A58 to A62). */
export function asStored(wanted: Wanted, choices: Choices): Wanted {
	const members = (all: Members): Members =>
		Object.fromEntries(Object.entries(all).map(([path, raw]) => [path, storedRaw(path, raw, choices)]));
	return {
		...(wanted.changed && {
			changed: Object.fromEntries(Object.entries(wanted.changed).map(([id, all]) => [id, members(all)])),
		}),
		...(wanted.created && { created: members(wanted.created) }),
	};
}

function storedRaw(path: string, raw: string, choices: Choices): string {
	if (!raw.startsWith('"')) return raw;
	const sent = JSON.parse(raw) as string;
	const text = storedText(path.split('.').at(-1)!, sent, choices);
	return text === sent ? raw : JSON.stringify(text);
}

/** Whether some value may have been stored in another form than it was sent in. */
export const isNormalising = (choices: Choices): boolean =>
	(['keyForm', 'emailForm', 'phoneForm'] as const).some((name) => choices[name] !== 'asSent') ||
	choices.blanks !== 'kept' ||
	choices.characters !== 'asSent' ||
	choices.dateForm !== 'date';
