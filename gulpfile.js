// tsc leaves icons and codex files behind; this copies them beside the compiled code, and does nothing else.
const { src, dest } = require('gulp');

exports['build:assets'] = () =>
	src(['icons/*.svg', 'nodes/**/*.node.json', 'nodes/**/*.svg', 'nodes/**/__schema__/**/*.json'], {
		base: '.',
		encoding: false,
	}).pipe(dest('dist'));
