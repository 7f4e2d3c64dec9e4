import type { Locator, Page } from 'playwright-core';
import type { Hand } from './hand.mts';

const byTest = (name: string) => `[data-test-id="${name}"]`;

/** Something in n8n's editor, by the name that its makers test it with. */
export const part = (page: Page, name: string): Locator => page.locator(byTest(name)).first();

const panelOf = (page: Page) => part(page, 'ndv');

/** Opens the panel of a node. @returns the panel */
export async function openNode(hand: Hand, name: string): Promise<Locator> {
	await hand.open(hand.page.locator(`${byTest('canvas-node')}[data-node-name="${name}"]`).first());
	const panel = panelOf(hand.page);
	await panel.waitFor();
	return panel;
}

/** Closes the panel: with Esc, which n8n does not hear from within a field, so there by its cross. */
export async function closeNode(hand: Hand): Promise<void> {
	const { page } = hand;
	const typing = await page.locator('input:focus, textarea:focus, [contenteditable]:focus').count();
	if (typing > 0) await hand.click(part(page, 'ndv-close-button'));
	else await hand.press('Escape');
	await panelOf(page).waitFor({ state: 'hidden' });
}

/** The field of a parameter, in a panel or a dialog. */
export const field = (within: Locator, parameter: string): Locator =>
	within.locator(`${byTest(`parameter-input-${parameter}`)} input`).first();

const connectButton = (panel: Locator) => panel.getByRole('button', { name: /^Connect to / }).first();

/** Makes the credential that the panel asks for. @returns the dialog, to be filled in */
export async function connect(hand: Hand, panel: Locator): Promise<Locator> {
	await hand.click(connectButton(panel));
	const dialog = part(hand.page, 'editCredential-modal');
	await dialog.waitFor();
	return dialog;
}

/** Saves the credential; n8n tests it, closes the dialog when it is content, and a moment later gives it to the node. */
export async function save(hand: Hand, dialog: Locator, panel: Locator): Promise<void> {
	await hand.click(dialog.locator(`${byTest('credential-save-button')} button`));
	await dialog.waitFor({ state: 'hidden' });
	await connectButton(panel).waitFor({ state: 'hidden' });
}
