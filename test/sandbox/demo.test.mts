import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openFolder } from '../../demo/folder.mts';
import { readOptions } from '../../demo/options.mts';
import { choosePorts, usualPorts } from '../../demo/ports.mts';
import { freePorts } from '../../hosts/ports.mts';

const kept = { n8nVersion: '2.41.1', ports: usualPorts, workflowId: 'w1' };
const before = process.env.XDG_DATA_HOME;
let home: string;

beforeEach(() => {
	home = mkdtempSync(join(tmpdir(), 'coachview-demo-test-'));
	process.env.XDG_DATA_HOME = home;
});
afterEach(() => {
	rmSync(home, { recursive: true, force: true });
	if (before === undefined) delete process.env.XDG_DATA_HOME;
	else process.env.XDG_DATA_HOME = before;
});

describe('the folder of the demo', () => {
	it('is empty at first, and tells the next start what there is', () => {
		const first = openFolder(false);
		expect([first.kept, first.path]).toEqual([undefined, join(home, 'n8n-nodes-coachview', 'demo')]);
		first.save(kept);
		first.release();
		const second = openFolder(false);
		expect([second.kept, second.setAside]).toEqual([kept, undefined]);
	});

	it('is never deleted: a fresh start renames it', () => {
		const first = openFolder(false);
		first.save(kept);
		mkdirSync(join(first.path, '.n8n'));
		writeFileSync(join(first.path, '.n8n', 'database.sqlite'), 'work');
		first.release();
		const fresh = openFolder(true);
		expect([fresh.kept, readdirSync(fresh.path)]).toEqual([undefined, ['lock']]);
		expect(readFileSync(join(fresh.setAside!, '.n8n', 'database.sqlite'), 'utf8')).toBe('work');
		fresh.release();
		expect(openFolder(true).setAside).toBeUndefined();
	});

	it('is for one start at a time, and what a crash has left does not count', () => {
		const { path } = openFolder(false);
		expect(() => openFolder(false)).toThrow(`process ${process.pid}) uses ${path}`);
		expect(() => openFolder(true)).toThrow('stop it first');
		writeFileSync(join(path, 'lock'), '999999999');
		openFolder(false).release();
		expect(existsSync(join(path, 'lock'))).toBe(false);
	});

	it('of a newer n8n is refused, with the way out, and can be opened by others after that', () => {
		const folder = openFolder(false);
		folder.save({ ...kept, n8nVersion: '2.100.0' });
		folder.release();
		for (let twice = 0; twice < 2; twice += 1)
			expect(() => openFolder(false)).toThrow(/made by n8n 2\.100\.0, newer than .*--fresh/);
		expect(openFolder(true).kept).toBeUndefined();
	});
});

test('ports stay as they are while they are free', async () => {
	const [n8n, coachview, hr, control, page] = await freePorts(5);
	const wanted = { n8n: n8n!, coachview: coachview!, hr: hr!, control: control!, page: page! };
	expect(await choosePorts(wanted)).toEqual(wanted);
	const server = createServer();
	await new Promise<void>((resolve) => server.listen(wanted.hr, '127.0.0.1', resolve));
	const chosen = await choosePorts(wanted);
	expect((server.address() as AddressInfo).port).toBe(wanted.hr);
	expect(chosen).toEqual({ ...wanted, hr: expect.any(Number) });
	expect(chosen.hr).not.toBe(wanted.hr);
	server.close();
});

test('an option that does not exist is told in a sentence', () => {
	expect(readOptions(['--once', '--json'])).toEqual({ once: true, json: true, fresh: false });
	for (const word of ['--frsh', 'fresh']) expect(() => readOptions([word])).toThrow(/"npm start -- .*" is not known/);
});
