import { Fault } from '../fault';
import { isEmptyJson } from '../json/compare';
import { leafPaths, nodeAt, rawAt, rawRecord, textAt, type RawRecord } from '../json/record';
import type { Change } from '../json/edit';
import { checkIdentity, sameKey, type ExpectedIdentity } from '../person/identity';
import { sameValue } from './policy';

/**
 * Works out what sending `wanted` as the whole person would do.
 *
 * @param current the person as Coachview has it
 * @param wanted the whole person that the user supplies
 * @param readOnly members that Coachview keeps by itself; they are neither compared nor sent
 * @returns changes that turn `current` into `wanted`; members left out of `wanted` become null
 * @throws Fault `identityMismatch`; `wouldClear` naming the fields, unless clearing is allowed
 */
export function replacementChanges(
	current: RawRecord,
	wanted: RawRecord,
	{ readOnly, allowClearing, expected }: { readOnly: readonly string[]; allowClearing: boolean; expected: ExpectedIdentity },
): Change[] {
	checkIdentity(current, expected);
	const suppliedId = textAt(wanted, ['id']);
	if (suppliedId !== '' && !sameKey(suppliedId, textAt(current, ['id']))) {
		throw new Fault('identityMismatch', "'Person (JSON)' is the record of another person", 'Its ID differs from the one of the person to replace. Nothing was written.', { fields: ['Person (JSON)'] });
	}
	const cleared = leafPaths(current, ['id', ...readOnly]).filter(
		(path) => !isEmptyJson(rawAt(current, path)) && isEmptyJson(rawAt(wanted, path)),
	);
	if (cleared.length > 0 && !allowClearing) {
		const names = cleared.map((path) => path.join('.'));
		throw new Fault(
			'wouldClear',
			`Replacing the person would clear fields that are filled now: ${names.join(', ')}`,
			'Nothing was written. Add these fields to the record, use Update instead, or tick Allow Clearing.',
			{ fields: names },
		);
	}
	return differences(current, wanted, []).filter(({ path: [top = ''] }) => top !== 'id' && !readOnly.includes(top));
}

/**
 * Member by member also inside objects: a member that is left out of an address is emptied whether a PUT empties or keeps
 * what it is not given (assumption A20), and one that Coachview adds empty is no difference.
 */
function differences(current: RawRecord, wanted: RawRecord, path: string[]): Change[] {
	const [before, after] = [nodeAt(current, path), nodeAt(wanted, path)];
	if (after?.kind === 'object' && (before?.kind === 'object' || isEmptyJson(rawAt(current, path)))) {
		const keys = new Set([...(before?.members ?? []), ...after.members].map(({ key }) => key));
		return [...keys].flatMap((key) => differences(current, wanted, [...path, key]));
	}
	const json = rawAt(wanted, path) ?? 'null';
	return sameValue(rawAt(current, path), json) ? [] : [{ path, json }];
}

/** @throws Fault `invalidInput` when the text is not one JSON object */
export function suppliedRecord(text: string): RawRecord {
	try {
		return rawRecord(text);
	} catch {
		throw notAnObject();
	}
}

function notAnObject(): Fault {
	return new Fault('invalidInput', "'Person (JSON)' is not a JSON object", 'Give the whole person as one JSON object. Nothing was sent to Coachview.', {
		fields: ['Person (JSON)'],
	});
}
