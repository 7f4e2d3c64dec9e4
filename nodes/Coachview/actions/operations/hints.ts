import type { Entity } from '../../entities/entity';
import type { Run } from '../operation';
import type { Done } from './written';

/** What a reader of the receipts might overlook is shown beside the output as well. */
export function tellOfOthers({ context }: Run, { words: { one, many } }: Entity, done: readonly Done[]): void {
	const written = done.filter((each) => 'result' in each);
	const nothing = written.flatMap(({ result }) => (result.outcome === 'nothingGiven' ? [result] : []));
	const overlaps = written.filter(({ result }) => result.overlap);
	const hint = (message: string) => context.addExecutionHints?.({ message, type: 'warning', location: 'outputPane' });
	if (nothing.length > 0) {
		const names =
			[...new Set(nothing.flatMap(({ emptyFields }) => emptyFields))].join(', ') ||
			'none was given; each field needs an expression of its own';
		hint(
			`No field had a value for ${nothing.length} item(s), so nothing was written: ${names}. Check the expressions.`,
		);
	}
	const unasked = written.filter(({ isUnasked, result }) => result.outcome === 'unchanged' && isUnasked).length;
	if (unasked > 0)
		hint(`Nothing was asked to change for ${unasked} item(s): add a field, or choose one in Clear Fields.`);
	if (overlaps.length > 0) {
		const way = overlaps.every(({ choices }) => choices.lookAgain)
			? ''
			: ' Where it was another workflow, set Concurrency Check to Look Again After Writing in both.';
		hint(
			`Somebody else seems to have written ${overlaps.length} ${one}(s) at the same moment (overlap in the item). What they changed may have been undone: check these ${many} in Coachview.${way}`,
		);
	}
}
