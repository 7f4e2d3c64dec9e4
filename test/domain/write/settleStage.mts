import { person as entity } from '../../../nodes/Coachview/entities/person.ts';
import { asFault, Fault } from '../../../nodes/Coachview/domain/fault.ts';
import type { Change } from '../../../nodes/Coachview/domain/json/edit.ts';
import { rawRecord, type RawRecord } from '../../../nodes/Coachview/domain/json/record.ts';
import type { RecordPort } from '../../../nodes/Coachview/domain/write/port.ts';
import type { Sent, Settling } from '../../../nodes/Coachview/domain/write/sent.ts';
import type { settleAccepted } from '../../../nodes/Coachview/domain/write/settle.ts';
import { Trust } from '../../../nodes/Coachview/domain/write/trust.ts';

/** A person with a version number; null: without an audit trail. */
export const at = (etag: number | null, members: object): RawRecord =>
	rawRecord(JSON.stringify({ id: 'p', ...members, ...(etag !== null && { auditTrail: { etag } }) }));

export const list = (wish: object): Change[] =>
	Object.entries(wish).map(([name, value]) => ({ path: name.split('.'), json: JSON.stringify(value) }));

/** A Coachview that shows the given records one after another, the last one for ever. */
export class Reads implements RecordPort {
	readonly log: string[] = [];
	readonly hides = new Set<string>();
	private readonly shown: RawRecord[];

	constructor(...shown: RawRecord[]) {
		this.shown = shown;
	}

	readonly read = async () => this.next('read');
	readonly readBack = async () => this.next('read');
	readonly write = async () => {
		throw new Error('Nothing is written while a write is judged');
	};
	readonly pause = async (attempt: number) => (this.log.push(`pause ${attempt}`), true);
	readonly mayHide = async (names: readonly string[]) => {
		this.log.push(`hides ${names.join()}`);
		return new Set(names.filter((name) => this.hides.has(name)));
	};

	private next(what: string): RawRecord {
		this.log.push(what);
		const record = this.shown.length > 1 ? this.shown.shift() : this.shown[0];
		if (!record) throw new Fault('unknownOutcome', 'nothing to read', '');
		return record;
	}
}

/** A write of `wish` from `base`. */
export function sentOf(base: RawRecord, wish: object, more: Partial<Sent> = {}): Sent {
	const text = JSON.stringify({ ...(JSON.parse(base.text) as object), ...wish });
	return { base, selection: { changes: list(wish), kept: [] }, text, ...more };
}

export function settling(more: Partial<Settling> = {}, known: Partial<Settling['known']> = {}): Settling {
	return {
		entity,
		changes: [],
		policy: 'overwrite',
		readOnly: ['auditTrail'],
		verify: true,
		known: { trust: new Trust(), nullsNeeded: new Set(), calculated: new Set(), ...known },
		...more,
	};
}

/** @returns what came, or the fault */
export async function ended<R>(work: Promise<R>): Promise<R | Fault> {
	return await work.catch((error: unknown) => asFault(error));
}

export const START = { tel1: '1', tel2: '5', kaart: 'a' };
export const BASE = at(1, START);
export const now = (members: object, etag: number | null = 2) => at(etag, { ...START, tel1: '2', ...members });

/** What judging a write may end with. */
type End = Awaited<ReturnType<typeof settleAccepted>> | Fault;

/** @returns what came of it, in short */
export function told(end: End): string {
	if (end instanceof Fault) return `${end.reason} ${end.fields.join()}`;
	if ('byOthers' in end) return `by others (${end.fault.reason}), beside ${end.unverified.join()}`;
	if (!('outcome' in end))
		return `undone ${end.restore.map(({ path, json, left }) => `${path.join('.')} ${json} ${left}`).join()}`;
	const { outcome, changedFields, verified, overlap, unverifiedFields, storedDifferentlyFields } = end;
	const tail = [
		overlap && 'overlap',
		...unverifiedFields.map((name) => `not ${name}`),
		...storedDifferentlyFields.map((name) => `form ${name}`),
	];
	return [outcome, ...changedFields, verified, ...tail].filter((word) => word !== false).join(' ');
}

/** This Coachview's answers have agreed with reads, and its version number moves by one. */
export const proven = ({ known: { trust } }: Settling) => {
	trust.learn(now({}), now({}), BASE);
	for (const etag of [50, 51, 52]) trust.overlaps(at(etag, {}), at(etag + 1, {}));
};
