import { createRequire, registerHooks } from 'node:module';
import { pathToFileURL } from 'node:url';
import { join } from 'node:path';
import { projectRoot } from '../../hosts/cache.mjs';

// Loaded before the engine's loop: the test harness names the nodes' sources, and what is measured is the packed package.
const SOURCES = /\/((?:nodes|credentials)\/.+)\.ts$/;
const workflow = pathToFileURL(createRequire(join(projectRoot, 'package.json')).resolve('n8n-workflow')).href;
const packed = process.env.COACHVIEW_PACKAGE ?? '';

registerHooks({
	resolve(specifier, context, next) {
		const [, source] = SOURCES.exec(specifier) ?? [];
		if (source !== undefined && context.parentURL?.includes('/test/harness/'))
			return next(pathToFileURL(join(packed, 'dist', `${source}.js`)).href, context);
		// The package lies outside the project, and takes n8n's modules from whoever loads it; all take the same, in the one
		// form of it that Node can load.
		if (specifier === 'n8n-workflow') return { url: workflow, format: 'commonjs', shortCircuit: true };
		return next(specifier, context);
	},
});
