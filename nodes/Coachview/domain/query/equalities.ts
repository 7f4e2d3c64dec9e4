import type { Entity, Field, FieldKind } from '../../entities/entity';
import { Fault } from '../fault';
import { rawAt, textAt, type RawRecord } from '../json/record';
import { foldName } from '../settings/names';
import { dutchDate, shifted, type Condition } from './where';

/** A filter of the node that asks about one field. */
export interface Equality {
	/** The field; its label is the name of the filter. */
	field: Pick<Field, 'name' | 'label' | 'kind' | 'parameter' | 'calculated'>;
	/** As `where` takes it; `true` or `false` for a yes/no field, `YYYY-MM-DD` for a day. */
	value: string;
	/** Left out: the value itself. */
	operator?: Condition['operator'];
	/** Several values, any of which will do. */
	anyOf?: readonly string[];
}

const DAYS: readonly FieldKind[] = ['date', 'dateTime', 'birthDate'];

/**
 * Moments are asked for with a day more on each side: in which zone a day begins is not known (assumption A09). The rows are
 * checked again, so that nobody too much is given.
 *
 * @returns the conditions for Coachview; none for one that only can be checked here
 */
export function conditionsOf(equalities: readonly Equality[]): Condition[] {
	return equalities.flatMap((equality) => {
		const { field, value, operator = '=', anyOf } = equality;
		const asked = { field: field.name, label: field.label };
		if (!DAYS.includes(field.kind)) return [{ ...asked, operator, value: anyOf ?? value }];
		if (field.kind !== 'dateTime') return [{ ...asked, operator, value: dutchDate(value) }];
		const day = (days: number) => dutchDate(shifted(value, days));
		if (operator === '=') return [{ ...asked, operator, value: [day(-1), day(2)] }];
		if (operator === '<>') return [];
		const isLower = operator === '>' || operator === '>=';
		return [{ ...asked, operator: isLower ? '>=' : '<', value: isLower ? day(-1) : day(2) }];
	});
}

/** Whether Coachview may rightly give rows that do not fit. */
function isLoose({ field: { kind } }: Equality): boolean {
	return kind === 'dateTime';
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
	private given = 0;

	constructor(entity: Entity, equalities: readonly Equality[]) {
		this.entity = entity;
		this.equalities = equalities;
	}

	/** @returns whether the row has all the values that were asked for */
	fits(row: RawRecord): boolean {
		if (this.equalities.length === 0) return true;
		this.checked++;
		const failed = this.equalities.filter((equality) => !this.holds(row, equality));
		// One that Coachview asks more loosely says nothing about whether it heeds filters.
		if (failed.every(isLoose)) this.fitting++;
		if (failed.length === 0) this.given++;
		return failed.length === 0;
	}

	/**
	 * Tells a filter that is ignored from one that finds nobody.
	 *
	 * @param enough rows that must have been checked for a verdict
	 * @throws Fault `unexpectedAnswer` when rows came and none of them fits
	 */
	judge(enough = 1): void {
		if (this.checked < enough || this.given > 0) return;
		this.judgeShown();
		if (this.fitting > 0) return;
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

	private holds(row: RawRecord, equality: Equality): boolean {
		const { field, operator = '=', anyOf } = equality;
		const path = field.name.split('.');
		if (rawAt(row, path) === undefined) return false;
		this.shown.add(field.name);
		const found = textAt(row, path);
		if (operator === '=') return (anyOf ?? [equality.value]).some((value) => equals(found, field, value));
		if (operator === '<>') return !equals(found, field, equality.value);
		return found !== '' && compares(operator, found, field, equality.value);
	}
}

function equals(found: string, { name, kind }: Equality['field'], value: string): boolean {
	if (DAYS.includes(kind)) return found.slice(0, 10) === value;
	if (kind === 'number') return found !== '' && Number(found) === Number(value);
	if (kind === 'boolean') return (found.toLowerCase() === 'true') === (value === 'true');
	const fold = kind === 'text' && !KEYS.includes(name) ? foldPersonName : foldKey;
	return fold(found) === fold(value);
}

/** Days compare as texts, numbers by their value. */
function compares(operator: string, found: string, { kind }: Equality['field'], value: string): boolean {
	const [one, other] = DAYS.includes(kind) ? [found.slice(0, 10), value] : [Number(found), Number(value)];
	if (operator === '>') return one > other;
	if (operator === '>=') return one >= other;
	return operator === '<' ? one < other : one <= other;
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
