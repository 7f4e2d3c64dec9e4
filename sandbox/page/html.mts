/** Text that may go into a page as it is. */
export class Markup {
	readonly text: string;
	constructor(text: string) {
		this.text = text;
	}
}

/** What can stand in a template; nothing is shown for null, undefined and false. */
export type Piece = Markup | string | number | null | undefined | false | readonly Piece[];

const codes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** A template of HTML in which every value but Markup is taken for text. */
export function html(parts: TemplateStringsArray, ...values: readonly Piece[]): Markup {
	return new Markup(parts.map((part, index) => part + textOf(values[index])).join(''));
}

function textOf(piece: Piece): string {
	if (piece instanceof Markup) return piece.text;
	if (Array.isArray(piece)) return piece.map(textOf).join('');
	if (piece === null || piece === undefined || piece === false) return '';
	return String(piece).replace(/[&<>"']/g, (character) => codes[character]!);
}

/**
 * A table that scrolls by itself when it is wider than the window, and by the keyboard too.
 * @param label what the table is about, for those who do not see it
 */
export function table(label: string, heads: readonly Piece[], rows: readonly Markup[]): Markup {
	return html`<div class="scroll" role="region" aria-label="${label}" tabindex="0">
		<table>
			<thead>
				<tr>
					${heads.map((head) => html`<th scope="col">${head}</th>`)}
				</tr>
			</thead>
			<tbody>
				${rows}
			</tbody>
		</table>
	</div>`;
}

/** Time of day as the clock of this machine shows it. */
export const timeOf = (at: string): Markup =>
	html`<time datetime="${at}">${new Date(at).toLocaleTimeString('en-GB')}</time>`;
