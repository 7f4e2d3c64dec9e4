import type { RecordedRequest, WebhookDelivery } from '../../control/types.mts';
import { html, table, timeOf, type Markup } from '../html.mts';
import { viewOf, type Scene } from '../scene.mts';

/** So many lines are shown of what grows without end. */
const NEWEST = 20;
const newest = <Row,>(rows: readonly Row[]): Row[] => rows.slice(-NEWEST).reverse();
const guid = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/i;

/** Events that Coachview sent, and what the receiver answered. */
export function webhooks(scene: Scene): Markup {
	const { listeners, deliveries } = scene;
	const where =
		listeners.length > 0
			? html`<p>Coachview sends its events to:</p>
					<ul>
						${listeners.map(({ url }) => html`<li><code>${url}</code></li>`)}
					</ul>`
			: html`<p>
					Coachview knows no address to send events to yet. <code>npm start</code> registers the one of its workflow.
				</p>`;
	if (deliveries.length === 0)
		return html`${where}
			<p>No event was sent yet.</p>`;
	const rows = newest(deliveries).map((delivery, index) => {
		const id = guid.exec(delivery.body)?.[0].toLowerCase() ?? '';
		const about = scene.now.people.has(id) ? viewOf(scene, id).name : '–';
		return html`<tr>
			<td>${timeOf(delivery.at)}</td>
			<td>${delivery.event}</td>
			<td>${about}</td>
			<td>${answerOf(delivery)}</td>
			<td>
				<details id="event-${deliveries.length - index}">
					<summary>Body</summary>
					<pre>${delivery.body}</pre>
				</details>
			</td>
		</tr>`;
	});
	return html`${where}${table('Webhook deliveries', ['Time', 'Event', 'About', 'Answer', 'What was sent'], rows)}`;
}

function answerOf({ status, error, ms }: WebhookDelivery): Markup {
	const taken = status !== null && status >= 200 && status < 300;
	const words = status === null ? `no answer (${error})` : `${status} ${taken ? 'accepted' : 'refused'}`;
	return html`<span class="${taken ? 'good' : 'bad'}">${words}</span>, ${ms} ms`;
}

const meanings: ReadonlyArray<readonly [method: string, path: RegExp, words: string]> = [
	['POST', /\/connect\/token$/, 'asks for an access token'],
	['GET', /\/Personen\/[^/]+$/, 'reads the whole person'],
	['PUT', /\/Personen(\/[^/]+)?$/, 'writes the whole person'],
	['GET', /\/Personen$/, 'looks for people'],
	['GET', /\/Persoonscategorieen$/, 'looks for categories'],
];

/** What was asked of Coachview, and how much of the day's quota is left. */
export function requests({ requests: all, quota }: Scene): Markup {
	const coachview = all.filter(({ server }) => server === 'coachview');
	const left = quota.remaining.toLocaleString('en-GB');
	const gauge = html`<p class="gauge">
		<span id="quota">Quota: ${left} of ${quota.limit.toLocaleString('en-GB')} requests of the day are left</span>
		<meter
			aria-labelledby="quota"
			min="0"
			max="${quota.limit}"
			low="${Math.round(quota.limit / 10)}"
			optimum="${quota.limit}"
			value="${quota.remaining}"
		></meter>
	</p>`;
	return html`${gauge}${requestTable('List of requests to Coachview', coachview)}`;
}

/** The newest requests to one of the two servers. */
export function requestTable(label: string, requests: readonly RecordedRequest[]): Markup {
	if (requests.length === 0) return html`<p>None yet.</p>`;
	const rows = newest(requests).map((request, index) => {
		const { method, path, query, body, status, ms, at } = request;
		const words = meanings.find(([verb, pattern]) => verb === method && pattern.test(path))?.[2];
		return html`<tr>
			<td>${timeOf(at)}</td>
			<td>
				${words && html`${words}<br />`}<code>${method} ${path}${query && `?${query}`}</code> ${method === 'PUT' &&
				html`<details id="body-${requests.length - index}">
					<summary>Body</summary>
					<pre>${body}</pre>
				</details>`}
			</td>
			<td><span class="${status >= 200 && status < 300 ? 'good' : 'bad'}">${status || 'no answer'}</span>, ${ms} ms</td>
		</tr>`;
	});
	return table(label, ['Time', 'Request', 'Answer'], rows);
}
