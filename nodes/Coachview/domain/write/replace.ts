import type { Entity } from '../../entities/entity';
import { Fault } from '../fault';
import type { Change } from '../json/edit';
import { textAt, type RawRecord } from '../json/record';
import { fieldNamed } from '../fields/label';
import { checkIdentity, sameKey, type ExpectedIdentity } from '../identity';
import { namedChanges, type BirthRules } from '../fields/values';
import { isNothing, losesInside, membersOf, rawOf, withStoredNumbers, type Piece } from './lists';
import { sameValue } from './equalForms';
import { jsonLabel } from './suppliedRecord';

export { suppliedRecord } from './suppliedRecord';

/**
 * Works out what sending `wanted` as the whole record would do.
 *
 * @param current the record as Coachview has it
 * @param wanted the whole record that the user supplies
 * @param readOnly members that Coachview keeps by itself; they are neither compared nor sent
 * @param birth what a date and a place of birth are checked against when they change
 * @returns changes that turn `current` into `wanted`; members left out of `wanted` become null; numbers that Get has shown
 *          as text are numbers again, so that a record that comes straight from Get gives none
 * @throws Fault `identityMismatch`; `invalidInput` for a named field; `wouldClear` naming the fields, unless allowed
 */
export function replacementChanges(
	entity: Entity,
	current: RawRecord,
	wanted: RawRecord,
	{
		readOnly,
		allowClearing,
		expected,
		birth,
	}: { readOnly: readonly string[]; allowClearing: boolean; expected: ExpectedIdentity; birth?: BirthRules },
): Change[] {
	checkIdentity(entity, current, expected);
	const suppliedId = textAt(wanted, ['id']);
	if (suppliedId !== '' && !sameKey(suppliedId, textAt(current, ['id']))) {
		throw new Fault(
			'identityMismatch',
			`'${jsonLabel(entity)}' is the record of another ${entity.words.one}`,
			`Its ID differs from the one of the ${entity.words.one} to replace. Nothing was written.`,
			{ fields: [jsonLabel(entity)] },
		);
	}
	const own = ['id', ...readOnly];
	const [before, after] = [pieceOf(current), pieceOf(wanted)].map(membersOf) as [
		Map<string, Piece>,
		Map<string, Piece>,
	];
	const cleared = [...before]
		.filter(([key]) => !own.includes(key))
		.flatMap(([key, value]) => losses(value, after.get(key), [key]));
	if (cleared.length > 0 && !allowClearing) {
		const names = cleared.map((path) => path.join('.'));
		throw new Fault(
			'wouldClear',
			`Replacing the ${entity.words.one} would clear fields that are filled now: ${names.join(', ')}`,
			'Nothing was written. Use Update instead: it keeps them. Or add these fields to the record.',
			{ fields: names },
		);
	}
	refuseOtherSpellings(entity, before, after);
	const names = [...new Set([...before.keys(), ...after.keys()])].filter((key) => !own.includes(key));
	const changes = names.flatMap((key) => differences(entity, before.get(key), after.get(key), [key]));
	if (birth) for (const change of changes) checkNamed(entity, change, birth);
	return changes;
}

function pieceOf({ text, root }: RawRecord): Piece {
	return { text, node: root };
}

/** @returns paths of what is filled now and would be gone; a list is one value */
function losses(before: Piece, after: Piece | undefined, path: string[]): string[][] {
	if (before.node.kind !== 'object') return losesInside(before, after) ? [path] : [];
	const wanted = after ? membersOf(after) : new Map<string, Piece>();
	return [...membersOf(before)].flatMap(([key, value]) => losses(value, wanted.get(key), [...path, key]));
}

/**
 * Member by member also inside objects: a member that is left out of an address is emptied whether a PUT empties or keeps
 * what it is not given (assumption A20), and one that Coachview adds empty is no difference.
 */
function differences(entity: Entity, before: Piece | undefined, after: Piece | undefined, path: string[]): Change[] {
	if (after?.node.kind === 'object' && (!before || before.node.kind === 'object' || isNothing(before))) {
		const [stored, wanted] = [before ? membersOf(before) : new Map<string, Piece>(), membersOf(after)];
		refuseOtherSpellings(entity, stored, wanted);
		const keys = new Set([...stored.keys(), ...wanted.keys()]);
		return [...keys].flatMap((key) => differences(entity, stored.get(key), wanted.get(key), [...path, key]));
	}
	const json = after ? withStoredNumbers(before, after) : 'null';
	return sameValue(before && rawOf(before), json, path) ? [] : [{ path, json }];
}

/** `Plaats` beside a stored `plaats` would empty the one and make the other, or be taken for it: nobody knows. */
function refuseOtherSpellings(
	entity: Entity,
	stored: ReadonlyMap<string, Piece>,
	wanted: ReadonlyMap<string, Piece>,
): void {
	const spellings = new Map([...stored.keys()].map((key) => [key.toLowerCase(), key]));
	for (const key of wanted.keys()) {
		const known = stored.has(key) ? undefined : spellings.get(key.toLowerCase());
		if (known === undefined) continue;
		throw new Fault(
			'invalidInput',
			`'${jsonLabel(entity)}' has '${known}' in another spelling`,
			`Write the member as ${known}, as Coachview does. Nothing was written.`,
			{ fields: [known] },
		);
	}
}

/** A new value of a field that the node knows obeys the field's own rules; what Coachview has already is not judged. */
function checkNamed(entity: Entity, { path: [name = '', ...below], json }: Change, birth: BirthRules): void {
	const field = below.length === 0 ? fieldNamed(entity, name) : undefined;
	if (!field || (field.kind !== 'birthDate' && field.kind !== 'place')) return;
	const value: unknown = JSON.parse(json);
	namedChanges(field, value, birth);
}
