import type { Locator, Page } from 'playwright-core';

/** A person's hand in the browser: does one thing at a time, and counts. A click, a text filled in, a choice: each is one. */
export class Hand {
	clicks = 0;
	/** Keys pressed by themselves, such as Esc, which closes a panel; no clicks, so they are counted apart. */
	keys = 0;
	/** The tab that the hand works in. */
	page: Page;

	constructor(page: Page) {
		this.page = page;
	}

	/** @throws Error of the browser when the thing does not become visible and ready in time */
	async click(target: Locator): Promise<void> {
		this.clicks++;
		await target.click();
	}

	/** A double-click, as on a node of the canvas. */
	async open(target: Locator): Promise<void> {
		this.clicks++;
		await target.dblclick();
	}

	/** Goes into a field and writes over what is there. */
	async fill(target: Locator, text: string): Promise<void> {
		this.clicks++;
		await target.fill(text);
	}

	/** Opens a list and chooses from it: two clicks. */
	async choose(list: Locator, entry: string): Promise<void> {
		await this.click(list);
		// An entry may have its description under it.
		const entries = this.page.getByRole('option').filter({ hasText: new RegExp(`^\\s*${entry}`) });
		await this.click(entries.filter({ visible: true }).first());
	}

	/** Clicks what asks for a file, and takes one: two clicks. */
	async giveFile(target: Locator, path: string): Promise<void> {
		const [chooser] = await Promise.all([this.page.waitForEvent('filechooser'), this.click(target)]);
		this.clicks++;
		await chooser.setFiles(path);
	}

	/** Clicks what opens a new tab, and goes on there. */
	async followTo(target: Locator): Promise<void> {
		const [tab] = await Promise.all([this.page.context().waitForEvent('page'), this.click(target)]);
		tab.setDefaultTimeout(60_000);
		await tab.waitForLoadState('networkidle');
		this.page = tab;
	}

	async press(key: string): Promise<void> {
		this.keys++;
		await this.page.keyboard.press(key);
	}
}
