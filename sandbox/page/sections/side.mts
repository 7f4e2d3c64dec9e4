import { isOf, switches } from '../faults.mts';
import { html, table, type Markup } from '../html.mts';
import { queryOf } from '../look.mts';
import { employeesOf, viewOf, type Scene } from '../scene.mts';
import { requestTable } from './traffic.mts';

/** What HR has under the chosen person's number, and what was asked of it. */
export function hr(scene: Scene): Markup {
	const view = viewOf(scene, scene.look.person);
	const found = employeesOf(scene, view).map(
		({ number, dateOfBirth, placeOfBirth, inService }) =>
			html`<tr>
				<th scope="row">${number}</th>
				<td>${dateOfBirth ?? '–'}</td>
				<td>${placeOfBirth ?? '–'}</td>
				<td>${inService ? 'yes' : 'no'}</td>
			</tr>`,
	);
	const heads = ['Number', 'Date of birth', 'Place of birth', 'In service'];
	return html`${found.length > 0
			? table(`What HR has of ${view.name}`, heads, found)
			: html`<p>HR has nobody with the number ${view.externId || '(none)'}.</p>`}
		<h3>Requests to HR</h3>
		${requestTable(
			'List of requests to HR',
			scene.requests.filter(({ server }) => server === 'hr'),
		)}`;
}

/** Troubles to switch on, and the way back to the first state. */
export function faults({ faults: queued, look }: Scene): Markup {
	const query = queryOf(look);
	const others = queued.filter((fault) => !switches.some((one) => isOf(one, fault))).length;
	const rows = switches.map((one) => {
		const isOn = queued.some((fault) => isOf(one, fault));
		return html`<li>
			<button
				id="fault-${one.name}"
				name="fault"
				value="${one.name}"
				aria-pressed="${isOn ? 'true' : 'false'}"
				aria-describedby="note-${one.name}"
			>
				${one.label}: <b>${isOn ? 'on' : 'off'}</b>
			</button>
			<span id="note-${one.name}" class="note">${one.note}</span>
		</li>`;
	});
	return html`<form method="post" action="/fault${query}">
			<ul class="switches">
				${rows}
			</ul>
		</form>
		${others > 0 && html`<p>${others} more from the control port.</p>`}
		<form method="post" action="/reset${query}" class="reset">
			<button id="reset" aria-describedby="note-reset">Reset everything</button>
			<span id="note-reset" class="note">People, HR, requests, events and faults go back to the start.</span>
		</form>`;
}
