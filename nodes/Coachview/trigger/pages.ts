import { environmentWords } from './environment';
import type { TriggerSettings } from './settings';
import { STYLE } from './style';

/** What the page may tell: settings of the workflow's author, nothing of a person. */
export type PageSettings = Pick<
	TriggerSettings,
	'event' | 'needsPerson' | 'categories' | 'externSources' | 'confirm' | 'signatureAlgorithm'
>;

interface Input {
	/** As Coachview calls it in a delivery. */
	key: string;
	label: string;
	help: string;
	value?: string;
	required?: boolean;
	/** What a browser lets through, and how it says so. */
	pattern?: string;
}

const GUID = '\\s*[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\\s*';

/**
 * The page behind the Test URL: a form that sends one event as Coachview would, to the same address, key included. It
 * works without a script.
 *
 * @param environment which Coachview is asked, when that is known
 * @param linkId id of the invented link between person and category; a new one each time, so that no event is taken for
 *               a repeat of another
 */
export function samplePage(settings: PageSettings, environment: string | undefined, linkId: string): string {
	if (settings.signatureAlgorithm !== 'off')
		return page('Send a sample event', [
			paragraph('This trigger checks a signature, and a browser cannot sign.'),
			paragraph(
				'To send a sample from here, set <em>Signature</em> to <em>Off</em> in the options of the trigger, click <em>Execute step</em> again and reload this page. Switch it on again before you publish.',
			),
		]);
	return page('Send a sample event', [
		paragraph(
			'The <strong>Coachview Trigger</strong> in n8n is listening for one test event. This form sends it, as Coachview would: key, addresses and filters of the trigger are checked like those of any other event.',
		),
		...(settings.confirm ? [paragraph(confirmWords(environment))] : []),
		`<p class="warn"><strong>A test is no dry run.</strong> After <em>Execute workflow</em> the nodes behind the trigger write to Coachview for real; after <em>Execute step</em> on the trigger only the trigger runs. Use a person who was made for tests.</p>`,
		`<form method="post" autocomplete="off">${inputs(settings).map(field).join('')}<input type="hidden" name="PersooncategorieId" value="${escaped(linkId)}"><button type="submit">Send the sample event</button></form>`,
	]);
}

/**
 * What the form leads to.
 *
 * @param notes why events did not run, or what is remarkable about those that did
 */
export function resultPage(started: number, notes: readonly string[]): string {
	const isRun = started > 0;
	return page(isRun ? 'The event started the test' : 'The event did not start the workflow', [
		...(notes.length > 0
			? [`<ul class="${isRun ? 'soft' : 'warn'}">${notes.map((note) => `<li>${escaped(note)}</li>`).join('')}</ul>`]
			: []),
		paragraph(
			`${isRun ? 'Look at the output of the trigger in n8n.' : 'The output of the trigger in n8n says the same.'} n8n listens for one event at a time: click <em>Execute step</em> again there, then <a href="">open the form again</a>.`,
		),
	]);
}

/** A request that was not let in; `why` is a sentence that gives no secret away. */
export function refusalPage(why: string): string {
	return page('The trigger refused this request', [
		`<p class="warn">${escaped(why)}</p>`,
		paragraph('The same happens to Coachview when it calls like this.'),
	]);
}

function inputs({ event, needsPerson, categories, externSources }: PageSettings): Input[] {
	return [
		...(needsPerson
			? []
			: [
					{
						key: 'event',
						label: 'Event',
						help: 'Name of the event, as agreed with Coachview.',
						value: event,
						required: true,
					},
				]),
		{
			key: 'PersoonId',
			label: 'Person ID (PersoonId)',
			help: 'The ID of the person in Coachview, like 33333333-3333-4333-8333-333333333333. The Coachview node lists it: Person, Get Many.',
			required: needsPerson,
			pattern: GUID,
		},
		{
			key: 'Categorie',
			label: 'Category (Categorie)',
			help: 'Name of the category that the person was given.',
			value: categories[0] ?? '',
		},
		{
			key: 'ExternId',
			label: 'External ID (ExternId)',
			help: 'The number of the person in the HR system, as in Coachview. Leave empty when there is none.',
		},
		{
			key: 'ExternSource',
			label: 'External Source (ExternSource)',
			help: 'The name of the HR system, as in Coachview. Leave empty when there is none.',
			value: externSources[0] ?? '',
		},
	];
}

function field({ key, label, help, value = '', required = false, pattern }: Input): string {
	const attributes = [
		`id="${key}" name="${key}" value="${escaped(value)}" maxlength="200" aria-describedby="${key}-help" spellcheck="false"`,
		...(required ? ['required'] : []),
		...(pattern === undefined ? [] : [`pattern="${pattern}" title="8-4-4-4-12 digits and letters a to f"`]),
	].join(' ');
	return `<label for="${key}">${label}${required ? ' (required)' : ''}</label><input ${attributes}><p class="help" id="${key}-help">${help}</p>`;
}

function confirmWords(environment: string | undefined): string {
	const asked =
		environment === undefined ? 'Coachview' : `Coachview (<strong>${escaped(environmentWords(environment))}</strong>)`;
	return `Before the workflow runs, ${asked} is asked whether the person exists there, with this External ID and External Source.`;
}

function page(title: string, content: string[]): string {
	return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title} – Coachview Trigger</title><style>${STYLE}</style></head><body><main><h1>${title}</h1>${content.join('')}</main></body></html>`;
}

function paragraph(html: string): string {
	return `<p>${html}</p>`;
}

const ENTITIES: { [char: string]: string } = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function escaped(text: string): string {
	return text.replace(/[&<>"']/g, (char) => ENTITIES[char] ?? '');
}
