import type { Entity } from '../../entities/entity';
import { pathLabel } from '../fields/label';
import type { WriteResult } from './result';

/** More names than these make no sentence. */
const MOST_NAMES = 8;

/**
 * What a write did, as a sentence for people: labels of fields and no value. A field that the node does not know has its JSON
 * name.
 */
export function summaryOf(entity: Entity, result: WriteResult): string {
	const { unverifiedFields, keptFields, storedDifferentlyFields, emptyFields, outcome, overlap } = result;
	const { one } = entity.words;
	const labels = (names: readonly string[]) => listed(names.map((name) => pathLabel(entity, name)));
	const would = outcome === 'dryRun' ? 'would be' : 'was';
	const sentences = [
		deedOf(entity, result, labels),
		storedDifferentlyFields.length > 0 && `Coachview keeps ${labels(storedDifferentlyFields)} in another form.`,
		keptFields.length > 0 && `What Coachview has in ${labels(keptFields)} is different and ${would} kept.`,
		unverifiedFields.length > 0 && `Not compared: ${labels(unverifiedFields)}.`,
		outcome !== 'nothingGiven' && emptyFields.length > 0 && `No value was given for ${listed(emptyFields)}.`,
		overlap && `Somebody else seems to have written at the same moment: check this ${one}.`,
	];
	return sentences.filter((sentence) => sentence !== false).join(' ');
}

function deedOf(
	{ words: { one } }: Entity,
	{ outcome, keys, changedFields, unverifiedFields, emptyFields, verified, overlap }: WriteResult,
	labels: (names: readonly string[]) => string,
): string {
	const changed = labels(changedFields);
	const rest = unverifiedFields.length > 0 ? 'everything else that was compared is' : 'everything else';
	switch (outcome) {
		case 'created':
			return `Created the ${one} with ${changed}${verified === false ? '; what is stored was not compared' : ''}.`;
		case 'updated':
		case 'storedDifferently':
			if (verified === false) return `Updated ${changed}; what is stored was not compared.`;
			// What somebody else wrote in between may have been undone, so that nobody can say that all else is as it was.
			return overlap ? `Updated ${changed}.` : `Updated ${changed}; ${rest} unchanged.`;
		case 'unchanged':
			return 'Nothing had to change, so nothing was written.';
		case 'conflict':
			return 'Nothing was written.';
		case 'nothingGiven':
			return `No field had a value${emptyFields.length > 0 ? ` (${listed(emptyFields)})` : ''}, so nothing was written.`;
		case 'dryRun':
			if (changedFields.length === 0) return 'Dry run: nothing would change.';
			// A record that does not exist yet has no ID.
			return `Dry run, nothing was written: would ${keys.id === '' ? `create the ${one} with` : 'update'} ${changed}.`;
	}
}

/** @returns `a, b and c` */
function listed(names: readonly string[]): string {
	const shown =
		names.length > MOST_NAMES
			? [...names.slice(0, MOST_NAMES - 1), `${names.length - MOST_NAMES + 1} more fields`]
			: names;
	return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
}
