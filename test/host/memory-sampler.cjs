// Loaded into n8n's process: twice a second it clears the garbage and notes what is really in use, one line each.
const { appendFileSync } = require('node:fs');
const { setFlagsFromString } = require('node:v8');
const { runInNewContext } = require('node:vm');

const file = process.env.COACHVIEW_MEMORY_FILE;
if (file && process.argv.includes('start')) {
	setFlagsFromString('--expose-gc');
	const gc = runInNewContext('gc');
	setInterval(() => {
		gc();
		const { heapUsed, external } = process.memoryUsage();
		appendFileSync(file, `${JSON.stringify({ at: Date.now(), used: heapUsed + external })}\n`);
	}, 500).unref();
}
