import { until } from '../waiting.mts';
import { importJob, type Job } from './job.mts';
import { startPostgres, type Database } from '../../../hosts/postgres/start.mts';

/** 7: what was changed goes to a PostgreSQL, a share of the day at a time, and a count for each entity proves that all is there. */
export function exporting(job: Job): void {
	let database: Database | undefined;
	job.after(async () => await database?.stop());

	job.it('everything, then what was changed; goes on after a used-up share; counts as Coachview does', async () => {
		const { control, rest, coachviewUrl } = job.host;
		await control.reset({ keep: ['clients'], people: 12, records: 8 });
		database = await startPostgres();
		const { query } = database;
		const connection = await rest.createCredential('Database', 'postgres', {
			host: '127.0.0.1',
			port: database.port,
			database: 'postgres',
			user: 'coachview',
			password: 'x',
			ssl: 'disable',
		});
		const settings = (share: number) => ({
			jsonOutput: JSON.stringify({
				entities: ['Personen', 'Opleidingen', 'Opleidingsvragen', 'Bedrijven'],
				whole: ['Betaalwijzen', 'Opleidingssoortcategoriegroepen'],
				firstYear: 2024,
				leaveOut: ['geboortedatum', 'geboorteplaats'],
				share,
			}),
		});
		const install = async (share: number) =>
			await importJob(job.host, 'export-changes', {
				credentials: [connection],
				parameters: {
					Settings: settings(share),
					'Count in Coachview': { url: `=${coachviewUrl}/api/v1/{{ $json.entity }}` },
				},
			});
		const proofs = async () => {
			const told = await query(
				'SELECT entity, stored, counted, complete, at FROM coachview_export WHERE at IS NOT NULL',
			);
			return Object.fromEntries(told.map(([entity = '', ...rest]) => [entity, rest]));
		};
		let last = '';
		const night = async (workflowId: string) => {
			await rest.run(workflowId, 'Every night');
			await until('the proof is there', async () => {
				try {
					const moments = Object.values(await proofs()).map(([, , , at = '']) => at);
					return moments.length === 6 && moments.every((at) => at > last);
				} catch {
					return false;
				}
			});
			last = Object.values(await proofs())
				.map(([, , , at = '']) => at)
				.sort()
				.at(-1)!;
		};
		const complete = async () =>
			Object.entries(await proofs())
				.filter(([, [, , isComplete]]) => isComplete === 't')
				.map(([entity]) => entity)
				.sort();

		// A share of a few requests: some of it is done, the rest is not, and says so.
		await control.requests.clear();
		await night(await install(10));
		const first = await complete();
		// The share, one for the quota, six counts, and at most one request of each portion beyond.
		expect((await control.requests.list({ path: '^/api/' })).length).toBeLessThanOrEqual(10 + 1 + 6 + 2);
		expect(first.length).toBeGreaterThan(0);
		expect(first.length).toBeLessThan(6);

		// Bedrijven cannot be read for once; nothing is skipped for that.
		const id = await install(500);
		await control.faults.add({ kind: 'status', status: 403, count: 0, match: { path: 'Bedrijven' } });
		await night(id);
		expect(await complete()).toEqual([
			'Betaalwijzen',
			'Opleidingen',
			'Opleidingssoortcategoriegroepen',
			'Opleidingsvragen',
			'Personen',
		]);
		const late = "SELECT coalesce(upto::text, '') FROM coachview_export WHERE entity = 'Bedrijven'";
		expect((await query(late))[0]?.[0] ?? '').not.toMatch(/^202[56]/);
		await control.faults.clear();

		// The next night reads what was changed, and only that.
		const [someone] = await control.people.list();
		await control.people.patch(someone!.id, { opmerking: 'Net gewijzigd', geboortedatum: '1990-06-15' });
		const before = await query("SELECT count(*) FROM coachview_record WHERE entity = 'Personen' AND exported < now()");
		const mark = (await query('SELECT clock_timestamp()'))[0]![0]!;
		await night(id);
		expect(await complete()).toEqual([
			'Bedrijven',
			'Betaalwijzen',
			'Opleidingen',
			'Opleidingssoortcategoriegroepen',
			'Opleidingsvragen',
			'Personen',
		]);
		expect(
			await query(
				`SELECT id, record->>'opmerking' FROM coachview_record WHERE entity = 'Personen' AND exported > '${mark}'`,
			),
		).toEqual([[someone!.id, 'Net gewijzigd']]);
		expect(before).toEqual([[String((await control.people.list()).length)]]);
		expect(
			await query("SELECT 1 FROM coachview_record WHERE record::text ~ 'geboorte(datum|plaats)|1990-06-15'"),
		).toEqual([]);
	});
}
