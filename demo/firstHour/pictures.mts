import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { projectRoot } from '../../hosts/cache.mjs';
import { openHour, walk } from './hour.mts';
import { showReceipt } from './receipt.mts';
import { steps } from './steps.mts';

// `npm run docs:pictures`: the twelve steps of docs/quick-start.md and a receipt, from the real editor, into docs/pictures.
const pictures = join(projectRoot, 'docs', 'pictures');
const folder = join(pictures, 'quick-start');
const LARGEST = 150_000;

/** The dots of the canvas are most of a file, and messages that come and go lie over what is to be seen. */
const plain = '.vue-flow__background, .el-notification { visibility: hidden !important; }';

async function take(what: Page | Locator, path: string): Promise<void> {
	const page = 'goto' in what ? what : what.page();
	await page.bringToFront();
	// The sandbox's page allows no style but its own, and needs none.
	await page.addStyleTag({ content: plain }).catch(() => undefined);
	await what.screenshot({ path, animations: 'disabled', caret: 'hide' });
	const { size } = statSync(path);
	console.log(`${path.slice(projectRoot.length + 1)}  ${Math.ceil(size / 1000)} kB`);
	if (size <= LARGEST) return;
	console.error(`A picture should have at most ${LARGEST / 1000} kB.`);
	process.exitCode = 1;
}

mkdirSync(folder, { recursive: true });
const hour = await openHour();
try {
	let number = 0;
	hour.show = async (what) => await take(what, join(folder, `${String(++number).padStart(2, '0')}.png`));
	await walk(hour, steps);
	if (number !== steps.length) throw new Error(`${steps.length} steps gave ${number} pictures.`);
	await take(await showReceipt(hour), join(pictures, 'receipt.png'));
} finally {
	await hour.stop();
}
