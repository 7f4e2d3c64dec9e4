import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../hosts/cache.mjs';
import { launchBrowser } from '../hosts/browser.mts';
import { gatherCast } from './cast.mts';
import { playStory } from './story.mts';

// `npm run demo:picture`: the sandbox page after the main job, as docs/pictures/sandbox-page.png.
const folder = join(projectRoot, 'docs', 'pictures');
mkdirSync(folder, { recursive: true });
const cast = await gatherCast(console.log);
const browser = await launchBrowser();
try {
	await playStory(cast);
	const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, colorScheme: 'light' });
	await page.goto(cast.sandbox.pageUrl ?? '');
	await page.waitForSelector('mark');
	await page.screenshot({ path: join(folder, 'sandbox-page.png'), animations: 'disabled' });
	console.log(`docs/pictures/sandbox-page.png`);
} finally {
	await browser.close();
	await cast.stop();
}
