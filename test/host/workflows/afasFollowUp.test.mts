import { flatten } from '../../../sandbox/control/compare.mts';
import { connect, installSample, type Host, type InstalledSample } from '../host.mts';
import { quiet, until } from '../waiting.mts';

jest.setTimeout(180_000);

let host: Host;

beforeAll(() => {
	host = connect();
});

/** Who needs a look, by what HR and Coachview have, and what must be on the list. */
const cases: Array<{
	name: string;
	hr?: { dateOfBirth: string | null; placeOfBirth: unknown };
	stored?: object;
	twice?: true;
	outcome: string;
	reason: RegExp;
	written?: [string, string];
}> = [
	{
		name: 'HR knows nothing',
		hr: { dateOfBirth: null, placeOfBirth: null },
		outcome: 'nothingKnown',
		reason: /no date of birth.*no place of birth/,
	},
	{
		name: 'HR knows the date only',
		hr: { dateOfBirth: '1990-06-15', placeOfBirth: null },
		outcome: 'incomplete',
		reason: /no place of birth/,
		written: ['1990-06-15', 'null'],
	},
	{
		name: 'HR gives the place as a number',
		hr: { dateOfBirth: '1990-06-15', placeOfBirth: 518 },
		outcome: 'incomplete',
		reason: /no place of birth/,
		written: ['1990-06-15', 'null'],
	},
	{
		name: 'HR gives the place as an object',
		hr: { dateOfBirth: '1990-06-15', placeOfBirth: { naam: 'Weert' } },
		outcome: 'incomplete',
		reason: /place of birth that cannot be used/,
		written: ['1990-06-15', 'null'],
	},
	{
		name: 'HR gives a day that does not exist',
		hr: { dateOfBirth: '1990-02-30', placeOfBirth: 'Weert' },
		outcome: 'incomplete',
		reason: /date of birth that cannot be used/,
		written: ['null', '"Weert"'],
	},
	{
		name: 'HR says "onbekend"',
		hr: { dateOfBirth: '1900-01-01', placeOfBirth: 'onbekend' },
		outcome: 'nothingKnown',
		reason: /no date of birth/,
	},
	{
		name: 'Coachview has another date',
		hr: { dateOfBirth: '1990-06-15', placeOfBirth: 'Weert' },
		stored: { geboortedatum: '1991-01-01', geboorteplaats: null },
		outcome: 'conflict',
		reason: /geboortedatum/,
	},
	{ name: 'nobody has the number', outcome: 'notFound', reason: /^HR has nobody with this number$/ },
	{
		name: 'two have the number',
		hr: { dateOfBirth: '1990-06-15', placeOfBirth: 'Weert' },
		twice: true,
		outcome: 'ambiguous',
		reason: /2 employees/,
	},
];

describe.each([
	'complete-person-from-hr-afas',
	'complete-person-from-hr-afas-compact',
	'complete-person-from-hr-afas-chain',
])('%s', (name) => {
	let sample: InstalledSample;

	beforeAll(async () => {
		await host.control.reset({ keep: ['clients'], people: 1 });
		await host.rest.emptyDataTable(host.followUpTable);
		sample = await installSample(host, name);
		await host.control.webhooks.clear();
	});

	afterAll(async () => {
		await host.rest.unpublish(sample.id);
		await host.rest.emptyDataTable(host.followUpTable);
		await host.control.reset({ keep: ['clients'] });
	});

	const row = async (personId: string) =>
		(await host.rest.dataTableRows(host.followUpTable)).find((one) => one.personId === personId);
	const happens = async (personId: string, externId: string) => {
		const body = JSON.stringify({
			PersoonId: personId,
			ExternId: externId,
			ExternSource: 'HR',
			Categorie: 'Extragegevens',
		});
		await fetch(sample.webhookUrl!, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
	};

	test.each(cases.map((one, index) => ({ ...one, number: String(65_000 + index) })))(
		'K15.6 $name: somebody is told',
		async ({ number, hr, twice, stored, outcome, reason, written }) => {
			const { control } = host;
			await control.hr.setFlags('afas', { dateForm: 'raw' });
			for (const key of hr ? ['one', ...(twice ? ['two'] : [])] : [])
				await control.hr.put({
					...hr,
					key: `${number}-${key}`,
					number,
					firstName: 'Stil',
					lastName: 'Verloren',
				} as never);
			const id = await control.people.put({
				achternaam: 'Verloren',
				externId: number,
				externSource: 'HR',
				geboortedatum: null,
				geboorteplaats: null,
				...stored,
			});
			await happens(id, number);
			await until('the person is on the list', async () => (await row(id)) !== undefined);
			expect(await row(id)).toMatchObject({
				externId: number,
				externSource: 'HR',
				outcome,
				reason: expect.stringMatching(reason) as string,
			});
			if (written) {
				const person = flatten(await control.people.text(id));
				expect([person.get('geboortedatum')?.replace(/^"(.{10}).*$/, '$1'), person.get('geboorteplaats')]).toEqual(
					written,
				);
			}
			expect(JSON.stringify(await row(id))).not.toMatch(/1990|1991|Weert|Verloren/);
		},
	);

	test('who is complete is not on the list, and leaves it', async () => {
		const { control } = host;
		await control.hr.setFlags('afas', {});
		const id = await control.people.put({
			achternaam: 'Later',
			externId: '65100',
			externSource: 'HR',
			geboortedatum: null,
			geboorteplaats: null,
		});
		await happens(id, '65100');
		await until('the person is on the list', async () => (await row(id)) !== undefined);
		await control.hr.put({ number: '65100', dateOfBirth: '1990-06-15', placeOfBirth: 'Weert' });
		await happens(id, '65100');
		await until(
			'the person is completed',
			async () => flatten(await control.people.text(id)).get('geboorteplaats') === '"Weert"',
		);
		await quiet(control);
		expect(await row(id)).toBeUndefined();
	});
});
