import { extraCategory } from '../deeds.mts';
import { html, table, type Markup } from '../html.mts';
import { queryOf } from '../look.mts';
import { viewOf, type Scene } from '../scene.mts';

/** So many people are listed in any case: those that the sandbox has by hand. */
const FEW = 8;

/** Everybody, or those to whom something happened; a name leads to the person. */
export function people(scene: Scene): Markup {
	const { before, now, look } = scene;
	const ids = [...new Set([...before.people.keys(), ...now.people.keys()])];
	const touched = (id: string) =>
		id === look.person ||
		before.people.get(id) !== now.people.get(id) ||
		now.categories.some(({ persoonId, naam }) => persoonId === id && naam === extraCategory);
	const listed = look.all ? ids : ids.filter((id, index) => index < FEW || touched(id));
	const more = ids.length > listed.length;
	return html`${table(
		'List of people',
		['Name', 'Number and source', 'Categories', 'Changed'],
		listed.map((id) => row(scene, id)),
	)}
	${(more || look.all) &&
	html`<p>
		<a id="show" href="/${queryOf({ ...look, all: more })}#people">${more ? `Show all ${ids.length}` : 'Show fewer'}</a>
	</p>`}`;
}

function row(scene: Scene, id: string): Markup {
	const { look, now } = scene;
	const view = viewOf(scene, id);
	const isChosen = id === look.person;
	return html`<tr${isChosen && html` class="chosen"`}>
<th scope="row"><a id="see-${id}" href="/${queryOf({ ...look, person: id })}#person"${isChosen && html` aria-current="true"`}>${view.name}</a></th>
<td>${[view.externId, view.externSource].filter(Boolean).join(' · ') || '–'}</td>
<td>${view.categories.join(', ') || '–'}</td>
<td>${now.people.has(id) ? view.changed.length || '–' : 'removed'}</td></tr>`;
}
