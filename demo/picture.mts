import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../hosts/cache.mjs';
import { launchBrowser } from '../hosts/browser.mts';
import { setStage } from './stage.mts';
import { playStory } from './story.mts';

// `npm run demo:picture`: the sandbox page after the main job, as docs/pictures/sandbox-page.png.
const folder = join(projectRoot, 'docs', 'pictures');
mkdirSync(folder, { recursive: true });
const stage = await setStage(console.log);
const browser = await launchBrowser();
try {
	await playStory(stage);
	const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, colorScheme: 'light' });
	await page.goto(stage.sandbox.pageUrl ?? '');
	await page.waitForSelector('mark');
	await page.screenshot({ path: join(folder, 'sandbox-page.png'), animations: 'disabled' });
	console.log(`docs/pictures/sandbox-page.png`);
} finally {
	await browser.close();
	await stage.stop();
}
