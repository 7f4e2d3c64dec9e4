import { Fault } from '../fault';
import { rawAt, textAt, type RawRecord } from '../json/record';
import { foldName } from '../settings/names';
import type { Condition } from './where';

/** A filter of the node that asks for one value. */
export interface Equality {
	/** Member of a person. */
	field: 'externId' | 'externSource' | 'email1' | 'achternaam' | 'inactief';
	/** The name of the filter. */
	label: string;
	value: string;
}

/** @returns the conditions for Coachview */
export function conditionsOf(equalities: readonly Equality[]): Condition[] {
	return equalities.map(({ field, label, value }) => ({ field, label, operator: '=', value }));
}

/**
 * Rows of a filtered list are checked again here, because a server may ignore a filter that it does not know (assumption
 * A11). A row that does not show the member cannot be checked and is not given.
 */
export class EqualityCheck {
	private readonly equalities: readonly Equality[];
	private readonly shown = new Set<string>();
	private checked = 0;
	private fitting = 0;

	constructor(equalities: readonly Equality[]) {
		this.equalities = equalities;
	}

	/** @returns whether the row has all the values that were asked for */
	fits(row: RawRecord): boolean {
		if (this.equalities.length === 0) return true;
		this.checked++;
		const all = this.equalities.filter((equality) => this.hasValue(row, equality)).length === this.equalities.length;
		if (all) this.fitting++;
		return all;
	}

	/**
	 * Tells a filter that is ignored from one that finds nobody.
	 *
	 * @param enough rows that must have been checked for a verdict
	 * @throws Fault `unexpectedAnswer` when rows came and none of them fits
	 */
	judge(enough = 1): void {
		if (this.checked < enough || this.fitting > 0) return;
		const hidden = this.equalities.filter(({ field }) => !this.shown.has(field)).map(({ label }) => label);
		if (hidden.length > 0) {
			throw new Fault(
				'unexpectedAnswer',
				`Coachview's list does not show ${hidden.join(' and ')}, so it cannot be checked whether the filter was applied`,
				'Put the condition into Where to take the list as Coachview gives it, or look the person up with Get.',
				{ fields: hidden },
			);
		}
		const labels = this.equalities.map(({ label }) => label);
		throw new Fault(
			'unexpectedAnswer',
			`Coachview returned people, but nobody who fits the filter (${labels.join(', ')})`,
			'Coachview seems to ignore this filter. Look the person up by ID, or list everybody and filter in n8n.',
			{ fields: labels },
		);
	}

	private hasValue(row: RawRecord, { field, value }: Equality): boolean {
		if (rawAt(row, [field]) === undefined) return false;
		this.shown.add(field);
		const found = textAt(row, [field]);
		if (field === 'inactief') return (found.toLowerCase() === 'true') === (value === 'true');
		return field === 'achternaam' ? foldPersonName(found) === foldPersonName(value) : foldKey(found) === foldKey(value);
	}
}

/** @returns the text for comparing keys and addresses: composed, blanks as one, case set aside */
export function foldKey(text: string): string {
	return foldName(text).toLowerCase();
}

/** @returns the text for comparing names, as most databases do: accents set aside as well, `ß` as `ss` */
export function foldPersonName(text: string): string {
	return foldKey(
		text
			.normalize('NFD')
			.replace(/\p{M}/gu, '')
			.replace(/[‘’ʼ`´]/g, "'")
			.toUpperCase(),
	);
}
