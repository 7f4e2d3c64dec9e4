import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { connect, type Host } from '../host.mts';
import { settings } from './adapters.mts';
import { install, installCaller, type Caller } from './calling.mts';
import { cases, check, type Case } from './cases.mts';

jest.setTimeout(120_000);

const file = 'hr-adapter-data-table';

let host: Host;
let call: Caller;
/** n8n 2 reads files from one folder only; the driver puts it beside n8n's data. */
let csv: string;
/** A table and a file know no permissions, no limits and no time-outs, and hold texts only. */
const possible = cases.filter(
	({ flags, cut, employees }) =>
		!flags && !cut && employees.every(({ placeOfBirth }) => typeof (placeOfBirth ?? '') === 'string'),
);

beforeAll(async () => {
	host = connect();
	mkdirSync(join(host.dataDir, 'files'), { recursive: true });
	csv = join(host.dataDir, 'files', 'hr.csv');
	call = await installCaller(host);
});

/** One of the two slots is filled in, and the other one switched off, as the note says. */
const fromTable = {
	parameters: {
		...settings(file, { readFrom: 'table' }),
		'Look in the table': { dataTableId: { __rl: true, mode: 'name', value: 'hr_birth_data' } },
	},
	disabled: ['Read file'],
};
const fromFile = (values: Record<string, string> = {}) => ({
	parameters: { ...settings(file, { readFrom: 'file', ...values }), 'Read file': { fileSelector: csv } },
	disabled: ['Look in the table'],
});

const ask = async (workflowId: string, { employees, ask: asked }: Case) =>
	await call(workflowId, { externSource: 'HR', externId: asked ?? employees[0]!.number });
const rowsOf = ({ employees }: Case) =>
	employees.map(({ number, dateOfBirth, placeOfBirth }) => ({
		number,
		dateOfBirth: dateOfBirth ?? null,
		placeOfBirth: placeOfBirth ?? null,
	}));

describe('a data table', () => {
	let workflowId: string;

	beforeAll(async () => {
		const { id: project } = await host.rest.call<{ id: string }>('GET', '/rest/projects/personal');
		workflowId = await install(host, file, fromTable);
		check(await ask(workflowId, possible[0]!), { outcome: 'noPermission' });
		const table = await host.rest.createDataTable('hr_birth_data', {
			number: 'string',
			dateOfBirth: 'string',
			placeOfBirth: 'string',
		});
		await host.rest.call('POST', `/rest/projects/${project}/data-tables/${table}/insert`, {
			data: possible.flatMap(rowsOf),
		});
	});

	test.each(possible)('$name', async (one) => check(await ask(workflowId, one), one.expect));
});

describe('a file', () => {
	let workflowId: string;

	beforeAll(async () => {
		workflowId = await install(host, file, fromFile());
	});

	test('that is not there needs a person', async () =>
		check(await ask(workflowId, possible[0]!), { outcome: 'noPermission' }));

	// In a file U+FFFD tells that the encoding is another one, which holds for everybody in it.
	test.each(
		possible.map((one) =>
			one.name.includes('U+FFFD') ? { ...one, expect: { outcome: 'noPermission' } as const } : one,
		),
	)('$name', async (one) => {
		const lines = [...rowsOf(one), { number: '90001', dateOfBirth: '1990-01-01', placeOfBirth: 'Assen' }].map((row) =>
			[row.number, row.dateOfBirth, `"${row.placeOfBirth ?? ''}"`].join(','),
		);
		writeFileSync(csv, `number,dateOfBirth,placeOfBirth\n${lines.join('\n')}\n`);
		check(await ask(workflowId, one), one.expect);
	});

	describe('K15.2 a file that is not as the settings say', () => {
		const people = [
			{ number: '70001', place: 'Zürich' },
			{ number: '70002', place: 'Assen' },
		];
		const lines = (delimiter: string) =>
			['number,dateOfBirth,placeOfBirth', ...people.map(({ number, place }) => `${number},1990-06-15,"${place}"`)]
				.join('\n')
				.replaceAll(',', delimiter);
		const both = async (id: string) =>
			await call(
				id,
				people.map(({ number }) => ({ externSource: 'HR', externId: number })),
			);
		const found = people.map(({ number, place }) => ({
			outcome: 'found',
			dateOfBirth: '1990-06-15',
			placeOfBirth: place,
			matchKey: number,
		}));
		const nobody = people.map(() => ({ outcome: 'noPermission' }));
		const installed = async (values: Record<string, string>) => await install(host, file, fromFile(values));

		test('K15.2 a mark at its beginning (BOM), Windows line ends and empty lines do not matter', async () => {
			writeFileSync(csv, `\uFEFF${lines(',').replaceAll('\n', '\r\n')}\r\n\r\n`);
			expect(await both(workflowId)).toEqual(found);
		});

		test('K15.2 semicolons: somebody has to look, until the settings name them', async () => {
			writeFileSync(csv, lines(';'));
			expect(await both(workflowId)).toEqual(nobody);
			expect(await both(await installed({ delimiter: ';' }))).toEqual(found);
		});

		test('K15.2 Windows-1252: somebody has to look, until the settings name it', async () => {
			writeFileSync(csv, Buffer.from(lines(','), 'latin1'));
			expect(await both(workflowId)).toEqual(nobody);
			expect(await both(await installed({ encoding: 'windows-1252' }))).toEqual(found);
		});

		test.each([
			['another name', 'nummer,dateOfBirth,placeOfBirth'],
			['another case', 'Number,dateOfBirth,placeOfBirth'],
			['no place', 'number,dateOfBirth'],
			['nothing', ''],
		])('K15.2 a header with %s: somebody has to look', async (_, header) => {
			writeFileSync(csv, `${header}\n70001,1990-06-15,Assen\n`);
			expect(await both(workflowId)).toEqual(nobody);
		});

		test('K15.2 quotes, a delimiter and a line break inside them, and two of one number', async () => {
			writeFileSync(
				csv,
				'number,dateOfBirth,placeOfBirth\n70001,1990-06-15,"Zürich, ""Altstadt"""\n70002,1990-06-15,"As\nsen"\n70002,1990-06-15,Assen\n',
			);
			expect(await both(workflowId)).toEqual([
				{ ...found[0], placeOfBirth: 'Zürich, "Altstadt"' },
				{ outcome: 'ambiguous', count: 2 },
			]);
		});
	});
});
