import { idKey, keyFor, type Change } from '../../../nodes/Coachview/domain/polling/change.ts';
import { decide, firstState } from '../../../nodes/Coachview/domain/polling/decide.ts';
import { latestPossible, momentOf } from '../../../nodes/Coachview/domain/polling/moment.ts';
import { readNewest, type ByChange } from '../../../nodes/Coachview/domain/polling/newest.ts';
import { downTo, type Look, type PollState } from '../../../nodes/Coachview/domain/polling/state.ts';
import { readInFixedOrder } from '../../../nodes/Coachview/domain/query/fixedOrder.ts';
import type { Death, Deed, Manner } from './worldTypes.mts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
export const STATUS = 'Definitief';
export const FIRST_ETAG = '1001';

/** A version of a record, with when it was really made and is in lists. */
interface Version extends Change {
	madeAt: number;
	shownAt: number;
	isRogue: boolean;
	/** When the record reached the status. */
	movedAt: number | undefined;
}

/** Coachview, n8n with its database, and a clock, in memory. */
export class PollWorld {
	now = Date.parse('2026-10-25T00:10:00Z');
	readonly records = new Map<string, Version>();
	/** What is kept of a record until lists show the new version. */
	private readonly before = new Map<string, Version | undefined>();
	readonly handedOver = new Map<string, number>();
	readonly done = new Set<string>();
	readonly emitted: Array<{ id: string; madeAt: number; movedAt: number | undefined }> = [];
	startedAt = 0;
	kills = 0;
	private zone = 2 * HOUR;
	private count = 0;
	private live: PollState | undefined;
	private saved: string | undefined;
	private process = 1;
	private isStart = false;
	private running: Array<{ ids: string[]; endsAt: number }> = [];
	private readonly manner: Manner;

	constructor(manner: Manner) {
		this.manner = manner;
		this.now -= (manner.size / 3) * 7 * MINUTE;
		for (let index = 0; index < manner.size; index++) {
			this.now += index % 3 === 0 ? 7 * MINUTE : 0;
			this.put(`r${this.count++}`, { status: index % 5 === 0 ? STATUS : 'TeStarten', created: '' });
		}
		this.now = Date.parse('2026-10-25T00:30:00Z');
	}

	/** The same for a repeat, as far as the reader of the workflow can tell. */
	keyOf(row: Change): string {
		return this.manner.event === 'status' ? idKey(row.id) : keyFor(row, this.manner.event);
	}

	act(deed: Deed): void {
		if (deed.do === 'clockBack') {
			this.zone = HOUR;
			return;
		}
		if (deed.do === 'create') this.put(`r${this.count++}`, { status: 'TeStarten', created: '' });
		const row = this.some(deed.at);
		if (!row) return;
		if (deed.do === 'edit') this.put(row.id, row);
		if (deed.do === 'move') this.put(row.id, { ...row, status: STATUS });
		if (deed.do === 'rogue') this.put(row.id, row, 0, true);
		if (deed.do === 'bulk') for (const one of [...this.records.values()].slice(0, 130)) this.put(one.id, one);
		if (deed.do === 'many') for (const one of [...this.records.values()].slice(0, 130)) this.put(one.id, one, 1_000);
		if (deed.do === 'remove') {
			this.records.delete(row.id);
			this.before.delete(row.id);
		}
	}

	wait(minutes: number): void {
		this.now += minutes * MINUTE;
		this.finish();
	}

	/** Kills n8n: what was under way is lost, and what is not in the database. It starts again at once. */
	kill(): void {
		this.kills++;
		this.finish();
		this.running = [];
		this.live = this.saved === undefined ? undefined : (JSON.parse(this.saved) as PollState);
		this.process++;
		this.isStart = true;
	}

	/**
	 * One look.
	 *
	 * @param meanwhile what others do between two requests of it
	 * @param death where n8n is killed in it
	 */
	async look(meanwhile: Deed[], death: Death): Promise<void> {
		this.finish();
		const asked = this.now;
		const look: Look = {
			scope: 'test',
			event: this.manner.event,
			status: this.manner.event === 'status' ? STATUS : '',
			latest: latestPossible(this.manner.tellsTime ? asked : asked + 24 * HOUR),
			now: asked,
			process: String(this.process),
			isStart: this.isStart,
			repeatMinutes: 10,
		};
		if (this.live === undefined) {
			if (this.startedAt === 0) this.startedAt = this.now;
			const has = [...this.records.values()].filter(({ status }) => status === STATUS).map(({ id }) => id);
			const found = await readNewest(this.byChange(meanwhile), '', { atMost: 20 });
			const {
				rows,
				isWhole,
				sorts = null,
			} = typeof found === 'object' ? found : { rows: await this.byId(meanwhile), isWhole: true };
			this.live = { ...firstState(rows, isWhole, look, has), sorts };
			// n8n saves what it has when a workflow was published or it has started.
			this.saved = JSON.stringify(this.live);
			return;
		}
		let rows: Version[];
		let sorts: boolean | null;
		try {
			const from = downTo(this.live, look);
			const found = await readNewest(this.byChange(meanwhile), from, { sorts: this.live.sorts ?? undefined });
			rows = typeof found === 'object' ? found.rows : await this.byId(meanwhile);
			sorts = typeof found === 'object' ? (found.sorts ?? null) : this.live.sorts;
		} catch {
			return;
		}
		const decision = decide(this.live, rows, look);
		const { happened } = decision;
		const state = { ...decision.state, sorts };
		if (death === 'beforeSave') return this.kill();
		this.live = state;
		const isFirst = this.isStart;
		if (happened.length > 0 || isFirst) {
			if (death !== 'startedOnly') this.saved = JSON.stringify(state);
			for (const { row } of happened) {
				const key = this.keyOf(row);
				this.handedOver.set(key, (this.handedOver.get(key) ?? 0) + 1);
				this.emitted.push({ id: row.id, madeAt: row.madeAt, movedAt: row.movedAt });
			}
			const keys = happened.map(({ row }) => this.keyOf(row));
			if (death !== 'savedOnly') this.running.push({ ids: keys, endsAt: this.now + 5 * MINUTE });
		}
		if (death === 'startedOnly') {
			// The workflow came to its end before the machine stopped; the database did not get the state.
			for (const { ids } of this.running.splice(-1)) ids.forEach((id) => this.done.add(id));
		}
		if (death !== 'none') this.kill();
	}

	/** Looks until nothing can be under way any more. */
	async rest(): Promise<void> {
		for (let round = 0; round < 3; round++) {
			this.wait(30);
			await this.look([], 'none');
		}
		this.wait(30);
	}

	private some(at: number): Version | undefined {
		const all = [...this.records.values()];
		return all[at % Math.max(1, all.length)];
	}

	private finish(): void {
		for (const { ids } of this.running.filter(({ endsAt }) => endsAt <= this.now))
			ids.forEach((id) => this.done.add(id));
		this.running = this.running.filter(({ endsAt }) => endsAt > this.now);
	}

	private put(id: string, { status, created }: { status: string; created: string }, takes = 0, isRogue = false): void {
		this.now += takes;
		const old = this.records.get(id);
		const clock = isRogue ? Date.parse('2099-01-01T00:00:00Z') + this.count++ : this.now + this.zone;
		const changed = momentOf(new Date(clock).toISOString());
		const isMove = status === STATUS && old?.status !== STATUS;
		const version: Version = {
			id,
			etag: old ? String(Number(old.etag) + 1) : FIRST_ETAG,
			changed,
			created: created || changed,
			status,
			passes: true,
			madeAt: this.now,
			shownAt: this.now + this.manner.lag * MINUTE,
			isRogue,
			movedAt: isMove ? this.now : old?.movedAt,
		};
		this.before.set(id, old && old.shownAt > this.now ? this.before.get(id) : old);
		this.records.set(id, version);
	}

	private shown(): Version[] {
		return [...this.records.values()]
			.map((row) => (row.shownAt <= this.now ? row : this.before.get(row.id)))
			.filter((row) => row !== undefined);
	}

	private byChange(meanwhile: Deed[]): ByChange<Version> {
		return async (skip, take, direction) => {
			const sign = direction === 'desc' ? -1 : 1;
			const place = (row: Version) => `${row.changed} ${row.id}`;
			return this.page(skip, take, meanwhile, (a, b) => (place(a) < place(b) ? -sign : sign));
		};
	}

	private page(skip: number, take: number, meanwhile: Deed[], order: (a: Version, b: Version) => number): Version[] {
		const rows = this.shown();
		// A Coachview that ignores the order may list the latest records first.
		if (this.manner.sorts) rows.sort(order);
		else rows.reverse();
		const got = rows.slice(skip, skip + Math.min(take, this.manner.cap));
		const deed = meanwhile.shift();
		if (deed) this.act(deed);
		return got;
	}

	private async byId(meanwhile: Deed[]): Promise<Version[]> {
		const rows: Version[] = [];
		const page = async (skip: number, take: number) =>
			this.page(skip, take, meanwhile, (a, b) => (a.id < b.id ? -1 : 1));
		await readInFixedOrder(
			{ page, idOf: ({ id }) => id, fromTheEnd: async () => [] },
			{ sifts: true, missing: () => Infinity, add: (row) => void rows.push(row) },
		);
		return rows;
	}
}
