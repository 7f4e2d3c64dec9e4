import { isEmpty } from '../../control/compare.mts';
import { extraCategory } from '../deeds.mts';
import { html, table, type Markup } from '../html.mts';
import { queryOf } from '../look.mts';
import { employeesOf, labelOf, shown, viewOf, type PersonView, type Scene } from '../scene.mts';

/** Members that say who it is, and what the main job is about; the rest folds away. */
const first = ['voornaam', 'achternaam', 'externId', 'externSource', 'geboortedatum', 'geboorteplaats'];

/** What happened to the chosen person, in a sentence or two. */
export function story(scene: Scene): string {
	const view = viewOf(scene, scene.look.person);
	const { name, changed, lost } = view;
	if (!scene.now.people.has(view.id)) return scene.before.people.has(view.id) ? `${name} was removed.` : 'Nobody here.';
	if (changed.length === 0) return `Nothing of ${name} has changed yet.`;
	const names = changed.map((path) => labelOf(path) ?? path).join(', ');
	const others = [...scene.before.people].filter(([id, text]) => id !== view.id && scene.now.people.get(id) !== text);
	const rest = [...view.before.keys()].filter((path) => !changed.includes(path)).length;
	return (
		`${name}: ${names} changed. ${rest} other fields are as they were, ` +
		`${lost.length === 0 ? 'none was lost' : `LOST: ${lost.join(', ')}`}. ` +
		(others.length === 0 ? 'No other person changed.' : `Other people that changed: ${others.length}.`)
	);
}

/** The chosen person before and now, beside what HR has, and what can happen to them in Coachview. */
export function person(scene: Scene): Markup {
	const view = viewOf(scene, scene.look.person);
	if (!scene.now.people.has(view.id)) return html`<p>There is no such person now. Choose one of the list.</p>`;
	const paths = [...new Set([...view.before.keys(), ...view.now.keys()])].filter((path) => path !== '');
	const shownFirst = [...new Set([...first.filter((path) => paths.includes(path)), ...view.changed])];
	const folded = paths.filter((path) => !shownFirst.includes(path));
	const query = queryOf(scene.look);
	const has = view.categories.includes(extraCategory);
	return html`<p class="who">${view.name}, categories: ${view.categories.join(', ') || 'none'}.</p>
		<div class="buttons">
			<form method="post" action="/pass${query}">
				<input type="hidden" name="person" value="${view.id}" /><button id="pass" class="main">
					Passes the course
				</button>
			</form>
			<form method="post" action="/remove${query}">
				<input type="hidden" name="person" value="${view.id}" /><button id="remove">Remove category</button>
			</form>
		</div>
		<p class="note">
			To pass is to be given the category ${extraCategory}; Coachview then sends its
			webhook${has && ', again when the category is there already'}.
		</p>
		${fieldTable(scene, view, shownFirst, 'Fields before and now')}
		<details id="rest">
			<summary>${folded.length} other fields, unchanged</summary>
			${fieldTable(scene, view, folded, 'Unchanged fields')}
		</details>`;
}

function fieldTable(scene: Scene, view: PersonView, paths: readonly string[], label: string): Markup {
	const employees = employeesOf(scene, view);
	const hr: Record<string, string> = {
		geboortedatum: employees.map(({ dateOfBirth }) => dateOfBirth ?? '–').join(' or '),
		geboorteplaats: employees.map(({ placeOfBirth }) => placeOfBirth ?? '–').join(' or '),
	};
	const rows = paths.map((path) => {
		const isChanged = view.changed.includes(path);
		const now = value(view.now.get(path));
		return html`<tr${isChanged && html` class="changed"`}>
<th scope="row">${labelOf(path) && html`${labelOf(path)} `}<code lang="nl">${path}</code></th>
<td>${value(view.before.get(path))}</td>
<td>${isChanged ? html`<mark>${now}</mark> <strong>${view.lost.includes(path) ? 'lost' : 'changed'}</strong>` : now}</td>
<td>${hr[path]}</td></tr>`;
	});
	return table(label, ['Field', 'Before', 'Now', 'HR has'], rows);
}

const value = (text: string | undefined): Markup =>
	text === undefined || isEmpty(text) ? html`<em>empty</em>` : html`${shown(text)}`;
