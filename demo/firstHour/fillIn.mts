import { AFAS_CONNECTOR } from '../../hosts/n8n/samples.mts';
import { marks } from '../../hosts/n8n/editor.mts';
import { client } from './begin.mts';
import type { Step } from './hour.mts';
import { closeNode, connect, field, openNode, save } from './panel.mts';

/** Steps 5 to 7: what the red triangles ask for, and one person to try with. */
export const fillIn: Step[] = [
	{
		title: 'Connect Coachview',
		async take({ hand, sandbox, show }) {
			const panel = await openNode(hand, 'Find person');
			const dialog = await connect(hand, panel);
			await hand.fill(field(dialog, 'clientId'), client.clientId);
			await hand.fill(field(dialog, 'clientSecret'), client.clientSecret);
			await hand.choose(dialog.locator('[data-test-id="parameter-input-environment"]'), 'Custom URL');
			await hand.fill(field(dialog, 'customUrl'), sandbox.coachviewUrl);
			await show(hand.page);
			await save(hand, dialog, panel);
			await closeNode(hand);
			await untilMarked(hand.page, ['Look up in AFAS']);
		},
	},
	{
		title: 'Connect AFAS',
		async take({ hand, sandbox: { control }, show }) {
			const afas = (await control.hr.systems()).find(({ name }) => name === 'afas');
			const [[header, value] = ['', '']] = Object.entries(afas?.headers ?? {});
			const token = Buffer.from(value.replace('AfasToken ', ''), 'base64').toString('utf8');
			const panel = await openNode(hand, 'Look up in AFAS');
			await hand.fill(field(panel, 'url'), `${afas?.url}/connectors/${AFAS_CONNECTOR}`);
			const dialog = await connect(hand, panel);
			await hand.fill(field(dialog, 'name'), header);
			// What the AFAS administrator hands over is the token itself: as an expression, which = begins, n8n makes the base64.
			await hand.fill(field(dialog, 'value'), `=AfasToken {{ '${token}'.base64Encode() }}`);
			await dialog.locator('[data-test-id="parameter-input-value"] [contenteditable]').first().waitFor();
			await save(hand, dialog, panel);
			await show(hand.page);
			await closeNode(hand);
			await untilMarked(hand.page, []);
		},
	},
	{
		title: 'Name one person to try with',
		async take({ hand, show }) {
			const panel = await openNode(hand, 'Example person');
			await hand.fill(panel.locator('[data-test-id="assignment-value"] input').first(), '10023');
			await show(hand.page);
			await closeNode(hand);
		},
	},
];

/** The triangles go a moment after the panel is closed. */
async function untilMarked(page: Parameters<typeof marks>[0], expected: string[]): Promise<void> {
	for (const end = Date.now() + 30_000; Date.now() < end; ) if ((await marks(page)).join() === expected.join()) return;
	throw new Error(`Red triangles at ${(await marks(page)).join(', ')}.`);
}
