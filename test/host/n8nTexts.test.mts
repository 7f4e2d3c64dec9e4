import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hostFolder } from '../../hosts/cache.mjs';
import { N8N_LABELS } from '../../scripts/docs/n8nLabels.mts';
import { N8N_SENTENCES } from '../../scripts/docs/n8nSentences.mts';

// The pages for users quote n8n. Its editor has its English texts in one of its scripts, as `"name":`text``.
const assets = join(hostFolder('n8n'), 'node_modules', 'n8n-editor-ui', 'dist', 'assets');
const texts = new Map<string, string>();

beforeAll(() => {
	for (const file of readdirSync(assets).filter((name) => name.endsWith('.js'))) {
		const source = readFileSync(join(assets, file), 'utf8');
		if (!source.includes('"nodeWebhooks.testUrl":`')) continue;
		for (const [, name = '', text = ''] of source.matchAll(/"([\w.:-]+)":`([^`]*)`/g)) texts.set(name, text);
	}
});

/** With `…` for what n8n fills in; the singular, where it has both forms. */
const asShown = (text = '') => (text.split(' | ')[0] ?? '').replace(/\{\w+\}/g, '…');

test('the editor has its texts where this test reads them', () => expect(texts.size).toBeGreaterThan(5_000));

test('labels that the pages quote are those of the editor', () => {
	const there = Object.keys(N8N_LABELS).map((name) => [name, texts.get(name)]);
	expect(Object.fromEntries(there)).toEqual(N8N_LABELS);
});

test('sentences that come from the editor are quoted as it says them', () => {
	const quoted = N8N_SENTENCES.flatMap(({ key, says }) => (key === undefined ? [] : [[key, says]]));
	expect(quoted.length).toBeGreaterThan(8);
	expect(quoted).toEqual(quoted.map(([key = '']) => [key, asShown(texts.get(key))]));
});
