import { Fault } from '../fault';
import { isEmptyJson } from '../json/compare';
import { leafPaths, rawAt, rawRecord, textAt, type RawRecord } from '../json/record';
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
	const given = wanted.root.members
		.filter(({ key }) => key !== 'id' && !readOnly.includes(key))
		.map(({ key }) => ({ path: [key], json: rawAt(wanted, [key]) as string }));
	const absent = current.root.members
		.filter(({ key }) => key !== 'id' && !readOnly.includes(key) && rawAt(wanted, [key]) === undefined)
		.map(({ key }) => ({ path: [key], json: 'null' }));
	return [...given, ...absent].filter(({ path, json }) => !sameValue(rawAt(current, path), json));
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
