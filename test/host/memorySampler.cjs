// Loaded into n8n's process: while the file `<samples>.on` is there, it clears the garbage again and again and notes
// what is really in use, one line each.
const { appendFileSync, existsSync } = require('node:fs');
const { setFlagsFromString } = require('node:v8');
const { runInNewContext } = require('node:vm');

const file = process.env.COACHVIEW_MEMORY_FILE;
if (file && process.argv.includes('start')) {
	setFlagsFromString('--expose-gc');
	const gc = runInNewContext('gc');
	const note = () => {
		const began = Date.now();
		gc();
		// What native objects hold (sockets, contexts of expressions) is given back after the first clearing.
		setImmediate(() => {
			gc();
			const { heapUsed, external } = process.memoryUsage();
			appendFileSync(file, `${JSON.stringify({ at: Date.now(), used: heapUsed + external })}\n`);
			// On a slow machine n8n must come to its own work as well.
			later(Math.max(300, Date.now() - began));
		});
	};
	const later = (ms) => setTimeout(() => (existsSync(`${file}.on`) ? note() : later(300)), ms).unref();
	later(300);
}
