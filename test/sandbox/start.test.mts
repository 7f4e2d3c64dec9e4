import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { projectRoot } from '../../hosts/cache.mjs';
import { startSandbox } from '../../sandbox/start.mts';

describe('starting the sandbox', () => {
	it('listens on the loopback address, two at a time, and stops', async () => {
		const [first, second] = await Promise.all([
			startSandbox({ people: 10 }),
			startSandbox({ people: 12, assumptions: { A20: 'merge' } }),
		]);
		for (const url of [first.coachviewUrl, first.hrUrl, first.controlUrl])
			expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
		expect([(await first.control.snapshot()).people.size, (await second.control.snapshot()).people.size]).toEqual([
			10, 12,
		]);
		expect([await first.control.assumptions.get('A20'), await second.control.assumptions.get('A20')]).toEqual([
			'replace',
			'merge',
		]);
		expect(await (await fetch(first.controlUrl)).text()).toContain('PUT    /people');
		const port = Number(new URL(second.controlUrl).port);
		await expect(startSandbox({ ports: { control: port } })).rejects.toThrow('EADDRINUSE');
		await Promise.all([first.stop(), second.stop()]);
		await expect(fetch(first.controlUrl)).rejects.toThrow('fetch failed');
	});

	it('for an n8n elsewhere Coachview and HR answer under the name of this machine, and the control port does not', async () => {
		const sandbox = await startSandbox({ people: 10, reachedAs: 'localhost' });
		expect([sandbox.coachviewUrl, sandbox.hrUrl].filter((url) => !/^http:\/\/localhost:\d+$/.test(url))).toEqual([]);
		expect(sandbox.controlUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
		expect((await fetch(`${sandbox.coachviewUrl}/api/v1/Personen`)).status).toBe(401);
		const [system] = await sandbox.control.hr.systems();
		expect(system?.url).toMatch(/^http:\/\/localhost:/);
		await sandbox.stop();
	});

	it('refuses unknown assumptions', async () => {
		await expect(startSandbox({ assumptions: { A20: 'x' } })).rejects.toThrow('A20');
	});

	it('runs as a program that prints its addresses and ends on a signal', async () => {
		const main = join(projectRoot, 'sandbox', 'main.mts');
		const program = spawn(process.execPath, [main, '--people', '12', '--assume', 'A21=noContent'], {
			stdio: ['ignore', 'pipe', 'inherit'],
		});
		let output = '';
		for await (const chunk of program.stdout) {
			output += String(chunk);
			if (/Control +http/.test(output)) break;
		}
		expect(output).toMatch(/Coachview +http:\/\/127\.0\.0\.1:\d+ +client id demo, secret demo-secret/);
		const control = /Control +(\S+)/.exec(output)![1]!;
		expect(await (await fetch(`${control}/assumptions`)).text()).toContain('"chosen":"noContent"');
		program.kill('SIGTERM');
		expect(await once(program, 'exit')).toEqual([0, null]);
	});
});
