import type { IDataObject, IExecuteFunctions, INodeExecutionData, IWebhookFunctions } from 'n8n-workflow';
import { ignoredHint } from './ignored';

/** Key of the item that carries sentences from the delivery to the run; events have fixed keys, none of them this one. */
const NOTES = 'coachviewTriggerNotes';

/** Most sentences of one delivery; a test has one event. */
const MAX_NOTES = 10;

/**
 * A webhook can give items to a run, but no hints; a run can show hints. So in a test the sentences travel as an item of
 * their own, which `handOn` takes out before anything behind the trigger sees it.
 *
 * @returns the item, or none: with Always Output Data n8n would run the nodes behind the trigger with an empty item
 */
export function noteItems(context: IWebhookFunctions, sentences: readonly string[]): INodeExecutionData[] {
	if (sentences.length === 0 || context.getNode().alwaysOutputData === true) return [];
	const notes = [...new Set(sentences)];
	const more = notes.length - MAX_NOTES;
	const told = more > 0 ? [...notes.slice(0, MAX_NOTES), `And ${more} more.`] : notes;
	return [{ json: { [NOTES]: told } as IDataObject }];
}

/**
 * Runs when a delivery has started the workflow: hands its events on and shows, beside the output, why others were left
 * out and how many have been since the workflow was published.
 */
export function handOn(context: IExecuteFunctions): INodeExecutionData[][] {
	const items = context.getInputData();
	const hint = (message: string, type: 'info' | 'warning') =>
		context.addExecutionHints?.({ message, type, location: 'outputPane' });
	for (const note of items.flatMap(notesIn)) hint(note, 'warning');
	const ignored = ignoredHint(context);
	if (ignored !== undefined) hint(ignored, 'info');
	return [items.filter((item) => !isNote(item))];
}

function isNote({ json }: INodeExecutionData): boolean {
	return Array.isArray(json[NOTES]);
}

function notesIn(item: INodeExecutionData): string[] {
	return isNote(item) ? (item.json[NOTES] as unknown[]).map(String) : [];
}
