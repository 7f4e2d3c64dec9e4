import type { Row } from './row.mts';

const FOLDER = '../test/engine/failureModes';

/** F18a comes after F18 and before F19. */
const order = (id: string): number => Number.parseInt(id.slice(1), 10) + (id.endsWith('a') ? 0.5 : 0);

/**
 * The rows as docs/failure-modes.md has them, one line each.
 * @param groups rows by the name of their file
 */
export function pageLines(groups: Record<string, Row[]>): string[] {
	return Object.entries(groups)
		.flatMap(([file, rows]) => rows.map((row) => ({ file, ...row })))
		.sort((a, b) => order(a.id) - order(b.id))
		.map(
			({ id, title, atCoachview, node, user, file }) =>
				`| ${[`**${id}** ${title}`, atCoachview, node, user, `[${file}](${FOLDER}/${file}.mts)`].join(' | ')} |`,
		);
}
