import { Fault } from '../../../nodes/Coachview/domain/fault.ts';
import { rawRecord } from '../../../nodes/Coachview/domain/json/record.ts';
import type { ManyPort } from '../../../nodes/Coachview/domain/write/batch.ts';

/** A Coachview that only reads many at once, with a clock that stands still unless it is moved. */
export class Lists implements ManyPort {
	isCold = false;
	rows = 3;
	left = Infinity;
	clock = 0;
	/** Milliseconds that a read takes. */
	takes = 0;
	changes = 0;
	readonly missing = new Set<string>();
	readonly asked: string[] = [];
	readonly changed = () => void this.changes++;

	now = () => this.clock;
	breath = async () => undefined;
	distrust = () => undefined;

	needs(requests: number): void {
		this.asked.push(`needs ${requests}`);
		if (this.left < requests) throw new Fault('quotaExhausted', 'used up', '');
	}

	async readMany(ids: readonly string[], payer: number, purpose: string) {
		this.asked.push(`${purpose} ${ids.join()} for ${payer}`);
		const askedAt = this.clock;
		this.clock += this.takes;
		const seen = ids.filter((id) => !this.missing.has(id)).map((id) => id.toLowerCase());
		return { askedAt, records: new Map(seen.map((id) => [id, rawRecord(JSON.stringify({ id }))])) };
	}
}
