import type { Entity, Field } from '../../entities/entity';
import { Fault } from '../fault';
import { isEmptyJson } from '../json/compare';
import { rawAt, textAt, type RawRecord } from '../json/record';
import { isPlaceholder } from '../write/decide';

/** A condition that Coachview is not asked for: nothing is known of a filter for it, so that each row is looked at here. */
export interface Sift {
	fits(row: RawRecord): boolean;
	/** @throws Fault `unexpectedAnswer` when the rows that came do not show what is looked at */
	judge(): void;
}

/** @returns the fields that make up birth data; none for an entity that has none */
export function birthFields({ fields }: Entity): Field[] {
	return fields.filter(({ kind }) => kind === 'birthDate' || kind === 'place');
}

/** Those of whom a part of the birth data is missing, or those of whom none is; stored placeholders count as missing. */
export class BirthGaps implements Sift {
	private readonly entity: Entity;
	private readonly isMissing: boolean;
	private readonly shown = new Set<string>();
	private rows = 0;

	constructor(entity: Entity, isMissing: boolean) {
		this.entity = entity;
		this.isMissing = isMissing;
	}

	fits(row: RawRecord): boolean {
		this.rows++;
		const gaps = birthFields(this.entity).filter(({ name }) => {
			const raw = rawAt(row, [name]);
			if (raw !== undefined) this.shown.add(name);
			return isEmptyJson(raw) || isPlaceholder(this.entity, raw, [name]);
		});
		return gaps.length > 0 === this.isMissing;
	}

	judge(): void {
		const hidden = birthFields(this.entity).filter(({ name }) => !this.shown.has(name));
		if (this.rows === 0 || hidden.length === 0) return;
		const labels = hidden.map(({ label }) => label);
		throw new Fault(
			'unexpectedAnswer',
			`Coachview's list does not show ${labels.join(' and ')}, so it cannot be seen where it is missing`,
			`Take out this filter and read each ${this.entity.words.one} with Get. The client may not be allowed to see these fields.`,
			{ fields: labels },
		);
	}
}

/** Records whose ids were found elsewhere. */
export class AmongIds implements Sift {
	private readonly ids: ReadonlySet<string>;

	/** @param ids in any case */
	constructor(ids: readonly string[]) {
		this.ids = new Set(ids.map((id) => id.toLowerCase()));
	}

	fits(row: RawRecord): boolean {
		return this.ids.has(textAt(row, ['id']).toLowerCase());
	}

	judge(): void {
		// Every row has an ID; a list without is refused where it is read.
	}
}
