import { collectWishes, COLUMNS, type BirthRules, type Wishes } from '../../domain/fields/changes';
import { fieldLabel } from '../../domain/fields/label';
import { invalidInput } from '../../domain/settings/invalid';
import type { Entity } from '../../entities/entity';
import type { Task } from '../operation';
import { readClearFields } from '../parameters/clearFields';
import { readCoachviewFields } from '../parameters/coachviewFields';
import { readFields } from '../parameters/fields';
import { readOtherFields } from '../parameters/otherFields';

/**
 * Reads Fields, Other Fields, Fields From Coachview and Clear Fields of one item.
 *
 * @param extra values that the operation takes outside the collections, by JSON name
 * @param reserved JSON names that are refused in the collections; always those of `extra`
 * @returns the changes; and the display names of what is in the collections but has no value
 * @throws Fault `invalidInput` naming the field, before anything is sent
 */
export function readWishes(
	task: Task,
	entity: Entity,
	birth: BirthRules,
	extra: { [name: string]: unknown } = {},
	reserved: readonly string[] = [],
): Wishes {
	const fields = readFields(task, entity);
	const names = [...new Set([...Object.keys(extra), ...reserved])];
	const twice = names.find((name) => fields[name] !== undefined && fields[name] !== null && fields[name] !== '');
	if (twice !== undefined)
		throw invalidInput(
			fieldLabel(entity, twice),
			'is given twice',
			`It has a field of its own: take it out of the other fields.`,
		);
	const { columns, isUnmatched } = readCoachviewFields(task, entity, names);
	const { changes, empty } = collectWishes(
		entity,
		{
			columns,
			fields: { ...fields, ...extra },
			otherFields: readOtherFields(task),
			clear: readClearFields(task),
			reserved: names,
		},
		birth,
	);
	// A key that is not given is an ordinary choice in Create.
	const own = Object.keys(extra).map((name) => fieldLabel(entity, name));
	const left = empty.filter((label) => !own.includes(label));
	return { changes, empty: isUnmatched ? [...left, COLUMNS] : left };
}
