import type { IDataObject } from 'n8n-workflow';
import { changeOf, type Change } from '../domain/polling/change';
import { dayOf } from '../domain/polling/moment';
import { readNewest, type Newest, type NotRead } from '../domain/polling/newest';
import { asFault, Fault } from '../domain/fault';
import type { RawRecord } from '../domain/json/record';
import { EqualityCheck } from '../domain/query/equalities';
import { rowItem } from '../domain/query/rowItem';
import { sortKey } from '../domain/query/sort';
import { changedBetween } from '../domain/query/where';
import { simplify } from '../domain/simplify';
import type { CoachviewClient } from '../transport/client';
import { listRecords } from '../transport/paging';
import { Records } from '../transport/records';
import type { PollSettings } from './settings';

/** A row, what tells whether something happened to it, and what is handed on of it. */
export type PollRow = Change & { json: IDataObject };

/** A day that no change will reach; the period of a filter has an end (vendor documentation). */
const FAR = '2199-12-29';

/** Rows that tell the newest moment beyond doubt; they are one page. */
const SOME = 20;

/** Most records of which it is noted at the first look that they have the status. */
const MOST_IN_STATUS = 5_000;

/** Reads the changes of one entity. */
export class ChangeSource {
	private readonly client: CoachviewClient;
	private readonly settings: PollSettings;
	private readonly records: Records;

	constructor(client: CoachviewClient, settings: PollSettings) {
		this.client = client;
		this.settings = settings;
		this.records = new FlaggedRecords(client, settings);
	}

	/** Milliseconds since 1970, from Coachview's Date header; this machine's own time where there is none. */
	get now(): number {
		return this.client.session.serverTime ?? Date.now();
	}

	/** Whether Coachview told its time. */
	get isTimeKnown(): boolean {
		return this.client.session.serverTime !== undefined;
	}

	/** @returns the records that were changed last, at least some; all of the last days where Coachview does not sort */
	async newest(): Promise<Newest<PollRow>> {
		const { where } = this.settings;
		const found = await this.sorted(where, '', { atMost: SOME });
		if (typeof found === 'object') return found;
		// The first answer, even a refusal, has told the time by now.
		const rows = await this.all(new Date(this.now - 86_400_000).toISOString());
		return { rows, isWhole: true, sorts: found === 'unsorted' ? false : undefined };
	}

	/**
	 * @param sorts whether Coachview sorts by the last change, as far as is known
	 * @returns everything that was changed at this moment or later, and perhaps more; throws as the client and the readings
	 */
	async since(moment: string, sorts: boolean | undefined): Promise<Omit<Newest<PollRow>, 'isWhole'>> {
		const found = sorts === false ? 'unsorted' : await this.sorted(this.within(moment), moment, { sorts });
		if (typeof found === 'object') return found;
		return { rows: await this.all(moment), sorts: found === 'unsorted' ? false : sorts };
	}

	/** @returns IDs of records that have the status now, the last changed ones at the end */
	async withStatus(): Promise<string[]> {
		const { entity, event, status } = this.settings;
		const field = entity.fields.find(({ name }) => name === entity.status);
		if (event !== 'status' || !field) return [];
		const equality = { field: { ...field, kind: 'choice' as const }, value: status };
		const wish = {
			where: `${field.name}=${status}`,
			equalities: [],
			sifts: [],
			from: '',
			to: '',
			limit: MOST_IN_STATUS,
		};
		const check = new EqualityCheck(entity, [equality]);
		const sift = { fits: (row: RawRecord) => check.fits(row), judge: () => check.judgeShown() };
		return await listRecords(this.records, this.client, { ...wish, sifts: [sift] }, (row) =>
			String(rowItem(row).id ?? '').toLowerCase(),
		);
	}

	private async sorted(
		where: string,
		moment: string,
		how: { sorts?: boolean | undefined; atMost?: number },
	): Promise<Newest<PollRow> | NotRead> {
		const { entity } = this.settings;
		const reader = this.reader();
		const page = async (skip: number, take: number, direction: string) => {
			this.client.needs(1);
			const rows = await this.records.list({
				...(where === '' ? {} : { where }),
				orderby: `${entity.changed ?? ''} ${direction}`,
				skip: String(skip),
				take: String(take),
			});
			return rows.map((row) => reader.row(row));
		};
		try {
			const found = await readNewest(page, moment, how);
			reader.judge();
			return found;
		} catch (error) {
			// That this order is taken was seen in code only; the reading by ID asks without it, and fails when it was not that.
			if (asFault(error).reason === 'rejected') return 'unsorted';
			throw asFault(error);
		}
	}

	private async all(moment: string): Promise<PollRow[]> {
		const reader = this.reader();
		const wish = { where: this.within(moment), equalities: [], from: dayOf(moment), to: '', limit: Infinity };
		const rows = await listRecords(this.records, this.client, wish, (row) => reader.row(row));
		reader.judge();
		return rows;
	}

	private within(moment: string): string {
		const period = changedBetween(dayOf(moment), FAR);
		return this.settings.where === '' ? period : `${period};${this.settings.where}`;
	}

	private reader(): RowReader {
		return new RowReader(this.settings);
	}
}

/** Makes rows, and notices what the list does not show of them. */
class RowReader {
	private readonly settings: PollSettings;
	private readonly check: EqualityCheck;
	private readonly shows = { changed: false, created: false, status: false };
	private rows = 0;

	constructor(settings: PollSettings) {
		this.settings = settings;
		this.check = new EqualityCheck(settings.entity, settings.equalities);
	}

	row(record: RawRecord): PollRow {
		const { entity, isSimple } = this.settings;
		const item = rowItem(record);
		const change = changeOf(item, entity, this.check.fits(record));
		this.rows++;
		this.shows.changed ||= change.changed !== '';
		this.shows.created ||= change.created !== '';
		this.shows.status ||= entity.status !== undefined && sortKey(item, entity.status) !== undefined;
		return { ...change, json: (isSimple ? simplify(entity, record) : { ...item }) as IDataObject };
	}

	/** @throws Fault `unexpectedAnswer` when no row shows what it takes to tell whether something happened */
	judge(): void {
		if (this.rows === 0) return;
		this.check.judgeShown();
		const { entity, event } = this.settings;
		const needed = event === 'created' ? 'created' : event === 'status' ? 'status' : 'changed';
		const words = {
			changed: `when ${entity.words.many} were changed`,
			created: `when ${entity.words.many} were created`,
			status: `the status of ${entity.words.many}`,
		};
		const missing = (['changed', needed] as const).find((one) => !this.shows[one]);
		if (missing === undefined) return;
		throw new Fault(
			'unexpectedAnswer',
			`Coachview's list does not show ${words[missing]}, so it cannot be told what happened`,
			'The client may not be allowed to see it. Ask Coachview support, or use Coachview Trigger with a webhook.',
		);
	}
}

/** Lists with further members on request. */
class FlaggedRecords extends Records {
	private readonly flags: { [flag: string]: string };

	constructor(client: CoachviewClient, { entity, flags }: PollSettings) {
		super(client, entity);
		this.flags = flags;
	}

	override async list(query: { [name: string]: string }): Promise<RawRecord[]> {
		return await super.list({ ...query, ...this.flags });
	}
}
