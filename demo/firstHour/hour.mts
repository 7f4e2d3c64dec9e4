import type { Locator, Page } from 'playwright-core';
import { launchBrowser } from '../../hosts/browser.mts';
import { openEditor } from '../../hosts/n8n/editor.mts';
import { startN8n, type RunningN8n } from '../../hosts/n8n/start.mts';
import { startSandbox, type Sandbox } from '../../sandbox/start.mts';
import { pack } from '../../scripts/pack.mts';
import { Hand } from './hand.mts';

/** Everything that the first hour happens in. */
export interface Hour {
	/** Plays Coachview and AFAS. */
	sandbox: Sandbox;
	/** Empty but for the package, installed from its tarball, and its owner. */
	n8n: RunningN8n;
	hand: Hand;
	/** The sandbox's page, beside the editor. */
	page: Page;
	/** Given once a step, when the step has most to show: whoever takes pictures does so there. */
	show(what: Page | Locator): Promise<void>;
	stop(): Promise<void>;
}

/** One of the twelve steps of docs/quick-start.md. */
export interface Step {
	title: string;
	/** @throws Error when something is not as the step promises */
	take(hour: Hour): Promise<void>;
}

/** How it went. */
export interface Walked {
	steps: Array<{ title: string; clicks: number; keys: number }>;
	clicks: number;
	keys: number;
}

const viewport = { width: 1280, height: 860 };

/** Starts an empty n8n with the packed package, the sandbox, and a browser with both. */
export async function openHour(): Promise<Hour> {
	const sandbox = await startSandbox({ page: 0 });
	const ends: Array<() => Promise<void>> = [async () => await sandbox.stop()];
	const stop = async () => {
		for (const end of ends.reverse()) await end();
	};
	try {
		const n8n = await startN8n({ tarball: (await pack()).tarball });
		ends.push(n8n.stop);
		const browser = await launchBrowser();
		ends.push(async () => await browser.close());
		const editor = await openEditor(browser, n8n.url, viewport);
		editor.setDefaultTimeout(60_000);
		const page = await browser.newPage({ viewport, colorScheme: 'light' });
		await page.goto(sandbox.pageUrl ?? '');
		return { sandbox, n8n, hand: new Hand(editor), page, show: async () => {}, stop };
	} catch (error) {
		await stop();
		throw error;
	}
}

/**
 * Takes the steps one after the other.
 * @throws Error that names the step that could not be taken
 */
export async function walk(hour: Hour, steps: readonly Step[]): Promise<Walked> {
	const { hand } = hour;
	const walked: Walked = { steps: [], clicks: 0, keys: 0 };
	for (const [index, { title, take }] of steps.entries()) {
		const { clicks, keys } = hand;
		try {
			await take(hour);
		} catch (error) {
			throw new Error(`Step ${index + 1}, ${title}: ${(error as Error).message}`, { cause: error });
		}
		walked.steps.push({ title, clicks: hand.clicks - clicks, keys: hand.keys - keys });
	}
	return { ...walked, clicks: hand.clicks, keys: hand.keys };
}
