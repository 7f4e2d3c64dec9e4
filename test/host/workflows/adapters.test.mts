import { connect, type Host } from '../host.mts';
import { adapters } from './adapters.mts';
import { installCaller, type Caller } from './calling.mts';
import { cases, check } from './cases.mts';
import { installAdapter } from './library.mts';

jest.setTimeout(120_000);

let host: Host;
let call: Caller;

beforeAll(async () => {
	host = connect();
	call = await installCaller(host);
});

describe.each(
	adapters.map((adapter) => ({ ...adapter, title: [adapter.file, adapter.as].filter(Boolean).join(', ') })),
)('$title', (adapter) => {
	const { system, counts, other = {}, without = {} } = adapter;
	let workflowId: string;

	beforeAll(async () => {
		workflowId = await installAdapter(host, adapter);
	});

	afterEach(async () => {
		await host.control.faults.clear();
		await host.control.hr.setFlags(system, {});
		if (counts) await host.control.clock.advance(3700);
	});

	afterAll(async () => {
		if (counts) await host.control.clock.set(new Date().toISOString());
	});

	test('names only cases that exist', () => {
		const names = cases.map(({ name }) => name);
		expect([...Object.keys(other), ...Object.keys(without)].filter((name) => !names.includes(name))).toEqual([]);
	});

	test.each(cases.filter(({ name }) => !without[name]))(
		'$name',
		async ({ name, employees, ask, flags, cut, expect: usual }) => {
			const { hr, faults } = host.control;
			for (const { number } of employees) await hr.remove(number);
			for (const employee of employees) await hr.put(employee);
			await hr.setFlags(system, flags ?? {});
			if (cut) await faults.add({ kind: 'drop', handle: false, match: { server: 'hr' }, count: 0 });
			const answer = await call(workflowId, { externSource: 'HR', externId: ask ?? employees[0]!.number });
			for (const { number } of employees) await hr.remove(number);
			check(answer, other[name]?.expect ?? usual);
		},
	);
});
