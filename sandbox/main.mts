import { parseArgs } from 'node:util';
import { demoClient, startSandbox } from './start.mts';

const { values } = parseArgs({
	options: {
		'coachview-port': { type: 'string', default: '0' },
		'hr-port': { type: 'string', default: '0' },
		'control-port': { type: 'string', default: '0' },
		'page-port': { type: 'string', default: '0' },
		people: { type: 'string', default: '60' },
		seed: { type: 'string', default: '20260' },
		assume: { type: 'string', multiple: true, default: [] },
	},
});

const sandbox = await startSandbox({
	ports: {
		coachview: Number(values['coachview-port']),
		hr: Number(values['hr-port']),
		control: Number(values['control-port']),
	},
	page: Number(values['page-port']),
	people: Number(values.people),
	seed: Number(values.seed),
	// --assume putMissing=merge --assume A21=noContent
	assumptions: Object.fromEntries(values.assume.map((choice) => choice.split('=') as [string, string])),
});

console.log(
	`Coachview   ${sandbox.coachviewUrl}   client id ${demoClient.clientId}, secret ${demoClient.clientSecret}`,
);
for (const { name, url, hints } of await sandbox.control.hr.systems())
	console.log(`HR ${name.padEnd(8)} ${url}   ${JSON.stringify(hints)}`);
console.log(`Page        ${sandbox.pageUrl}   to look at and to press buttons`);
console.log(`Control     ${sandbox.controlUrl}`);

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
	process.once(signal, () => void sandbox.stop().then(() => process.exit(0)));
}
