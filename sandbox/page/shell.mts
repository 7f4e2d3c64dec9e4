import { html, type Markup } from './html.mts';
import { queryOf } from './look.mts';
import type { Scene } from './scene.mts';
import { people } from './sections/people.mts';
import { person, story } from './sections/person.mts';
import { faults, hr } from './sections/side.mts';
import { requests, webhooks } from './sections/traffic.mts';

/** Parts of the page in the order of reading: id, heading, content. Each one is sent anew when its content changes. */
const sections: ReadonlyArray<readonly [id: string, title: string, content: (scene: Scene) => Markup]> = [
	['people', 'People', people],
	['person', 'Before and after', person],
	['webhooks', 'Webhooks', webhooks],
	['requests', 'Requests to Coachview', requests],
	['hr', "HR's answer", hr],
	['faults', 'Faults and reset', faults],
];

/** What can change while the page is open: id of the element to its content. */
export function liveParts(scene: Scene): Map<string, string> {
	const parts = sections.map(([id, , content]): [string, string] => [`${id}-live`, content(scene).text]);
	return new Map([['story', html`${story(scene)}`.text], ...parts]);
}

/** The whole page, complete without scripts. */
export function pageOf(scene: Scene): string {
	const part = ([id, title, content]: (typeof sections)[number]) =>
		html`<section id="${id}" aria-labelledby="${id}-title">
			<h2 id="${id}-title">${title}</h2>
			<div id="${id}-live">${content(scene)}</div>
		</section>`;
	return whole(
		html`<p id="story" role="status">${story(scene)}</p>
			<div class="grid">${sections.map(part)}</div>`,
		html`<p id="connection" role="status" class="note">
			<a href="/${queryOf(scene.look)}">Load this page again</a> to see what is new.
		</p>`,
	);
}

/** The page for a request that was refused. */
export const refusalPage = (sentence: string): string =>
	whole(
		html`<p>${sentence}.</p>
			<p><a href="/">Back to the sandbox</a></p>`,
		'',
	);

const whole = (main: Markup, foot: Markup | ''): string =>
	html`<!DOCTYPE html>
		<html lang="en">
			<head>
				<meta charset="utf-8" />
				<meta name="viewport" content="width=device-width, initial-scale=1" />
				<title>Sandbox: Coachview and HR, played</title>
				<link rel="stylesheet" href="/page.css" />
				<script src="/live.js" defer></script>
			</head>
			<body>
				<header>
					<h1>Sandbox</h1>
					<p>Plays Coachview and an HR system. It is neither, and everybody here is invented.</p>
				</header>
				<main>${main}</main>
				<footer>${foot}</footer>
			</body>
		</html>`.text;
