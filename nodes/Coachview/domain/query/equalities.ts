import type { Entity, Field } from '../../entities/entity';
import { Fault } from '../fault';
import { rawAt, textAt, type RawRecord } from '../json/record';
import { foldName } from '../settings/names';
import type { Condition } from './where';

/** A filter of the node that asks for one value. */
export interface Equality {
	/** The field; its label is the name of the filter. */
	field: Pick<Field, 'name' | 'label' | 'kind' | 'parameter'>;
	/** As `where` takes it; `true` or `false` for a yes/no field. */
	value: string;
}

/** @returns the conditions for Coachview */
export function conditionsOf(equalities: readonly Equality[]): Condition[] {
	return equalities.map(({ field: { name, label }, value }) => ({ field: name, label, operator: '=', value }));
}

/**
 * Rows of a filtered list are checked again here, because a server may ignore a filter that it does not know (assumption
 * A11). A row that does not show the member cannot be checked and is not given.
 */
export class EqualityCheck {
	private readonly entity: Entity;
	private readonly equalities: readonly Equality[];
	private readonly shown = new Set<string>();
	private checked = 0;
	private fitting = 0;

	constructor(entity: Entity, equalities: readonly Equality[]) {
		this.entity = entity;
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
		this.judgeShown();
		const labels = this.equalities.map(({ field }) => field.label);
		throw new Fault(
			'unexpectedAnswer',
			`Coachview returned ${this.entity.words.many}, but ${this.entity.personName ? 'nobody who' : 'none that'} fits the filter (${labels.join(', ')})`,
			`Coachview seems to ignore this filter. Look the ${this.entity.words.one} up by ID, or list all and filter in n8n.`,
			{ fields: labels },
		);
	}

	/** @throws Fault `unexpectedAnswer` when rows came and none of them shows what is to be checked */
	judgeShown(): void {
		if (this.checked === 0) return;
		const hidden = this.equalities.filter(({ field }) => !this.shown.has(field.name)).map(({ field }) => field.label);
		if (hidden.length > 0) {
			throw new Fault(
				'unexpectedAnswer',
				`Coachview's list does not show ${hidden.join(' and ')}, so it cannot be checked whether the filter was applied`,
				`Put the condition into Where to take the list as Coachview gives it, or look the ${this.entity.words.one} up with Get.`,
				{ fields: hidden },
			);
		}
	}

	private hasValue(row: RawRecord, { field: { name, kind }, value }: Equality): boolean {
		if (rawAt(row, [name]) === undefined) return false;
		this.shown.add(name);
		const found = textAt(row, [name]);
		if (kind === 'boolean') return (found.toLowerCase() === 'true') === (value === 'true');
		const fold = kind === 'text' && !KEYS.includes(name) ? foldPersonName : foldKey;
		return fold(found) === fold(value);
	}
}

/** In names and titles a database sets accents aside as well; in keys it does not. */
const KEYS: readonly string[] = ['externId', 'externSource'];

/** @returns the text for comparing keys and addresses: composed, blanks as one, case set aside */
function foldKey(text: string): string {
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
