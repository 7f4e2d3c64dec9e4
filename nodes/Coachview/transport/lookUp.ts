import { asFault } from '../domain/fault';
import { fieldLabel, fieldNamed } from '../domain/fields/label';
import { sameKey } from '../domain/identity';
import { textAt, type RawRecord } from '../domain/json/record';
import { buildWhere } from '../domain/query/where';
import type { Entity } from '../entities/entity';
import { brokenLookUps, filterIgnored, nobodyHasKeys, noIdShown, plainEmail, refusedLookUp } from './lookUpFaults';
import { keysIn, swapCase } from './lookUpRows';

/** Values by field, all of which must match, e.g. `{ externId, externSource }` or `{ email1 }`. */
export interface LookUpKey {
	[field: string]: string;
}

export type List = (query: { [name: string]: string }) => Promise<RawRecord[]>;

type Wanted = ReadonlyArray<readonly [name: string, value: string]>;

/** Rows of a page when a record with an external key is looked for. */
const PROOF_ROWS = 100;
/** Pages that are looked through before it is given up. */
const PROOF_PAGES = 20;

/** Whether look-ups by external key can be believed; shared by all items of a run. */
export class LookUpProof {
	state: 'none' | 'proven' | 'broken' = 'none';
	/** Whether a key in other capitals is found as well; undefined while that is not known. */
	ignoresCase: boolean | undefined;
	hasTriedCase = false;
}

/**
 * Finds records by a key. The rows are checked again here, because a server may ignore a filter that it does not know
 * (assumption A11), and "nobody" is only believed when look-ups by external key work at all (assumption A25).
 */
export class LookUps {
	private readonly entity: Entity;
	private readonly list: List;
	private readonly needs: (requests: number) => void;
	private readonly proof: LookUpProof;

	constructor(entity: Entity, list: List, needs: (requests: number) => void, proof: LookUpProof) {
		this.entity = entity;
		this.list = list;
		this.needs = needs;
		this.proof = proof;
	}

	/**
	 * @returns rows of a list that have the key, one for each record; two are enough to see that it is not unique
	 * @throws Fault `unexpectedAnswer` when the filter was ignored or finds nobody at all, `rejected` when it is not accepted
	 */
	async matches(key: LookUpKey): Promise<RawRecord[]> {
		const { externId, externSource } = key;
		if (externId === undefined || externSource === undefined)
			return (await this.checked(this.whereOf(key), Object.entries(key))).hits;
		const wanted = Object.entries({ externId, externSource });
		const { hits, isExact } = await this.checked(this.whereOf({ externId, externSource }), wanted);
		if (hits.length > 0) {
			// A row that an ignored filter let through proves nothing.
			if (isExact) this.proof.state = 'proven';
			return hits;
		}
		if (this.proof.state === 'broken') throw brokenLookUps(this.entity);
		if (this.proof.state === 'none' || !this.proof.hasTriedCase) await this.prove(1);
		return await this.inOtherForms(externId, wanted);
	}

	/**
	 * Makes sure, once a run at best, that records are found by external key: with the key of one that a list shows. Otherwise
	 * "nobody has this key" would lead to a second record of the same person. Where nobody has a key at all, every record has
	 * to be seen, and then anew for the next one who is looked for.
	 *
	 * @throws Fault `unexpectedAnswer` when that record is not found, or when there are too many to see them all
	 */
	async proveAbsence(): Promise<'proven' | 'scanned'> {
		if (this.proof.state === 'broken') throw brokenLookUps(this.entity);
		const shown = this.proof.state === 'none' ? await this.prove(PROOF_PAGES) : 'proven';
		if (shown === undefined) throw nobodyHasKeys(this.entity);
		return shown;
	}

	/** Notes whether a record that was just made is found by its key. */
	note(found: boolean): void {
		this.proof.state = found ? 'proven' : 'broken';
	}

	/** @param pages pages of the list to look through for a record with a key */
	private async prove(pages: number): Promise<'proven' | 'scanned' | undefined> {
		let received = 0;
		this.proof.hasTriedCase = true;
		for (let page = 0; page < pages; page++) {
			this.needs(2);
			const rows = await this.list({ orderby: 'id asc', skip: String(received), take: String(PROOF_ROWS) });
			const { best, isShown } = keysIn(rows);
			if (best) return await this.proveWith(best);
			if (rows.length === 0 && pages > 1) return 'scanned';
			// A list that does not show keys or ids cannot tell that there are none.
			if (!isShown) return undefined;
			received += rows.length;
		}
		return undefined;
	}

	private async proveWith(row: RawRecord): Promise<'proven'> {
		const key = { externId: textAt(row, ['externId']), externSource: textAt(row, ['externSource']) };
		const isFound = async (by: LookUpKey) =>
			(await this.lookUp(this.whereOf(by))).some((one) => sameKey(textAt(one, ['id']), textAt(row, ['id'])));
		const swapped = { externId: swapCase(key.externId), externSource: swapCase(key.externSource) };
		const hasLetters = swapped.externId !== key.externId || swapped.externSource !== key.externSource;
		const ignoresCase = hasLetters ? await isFound(swapped) : undefined;
		this.proof.ignoresCase = ignoresCase;
		if (ignoresCase !== true && !(await isFound(key))) {
			this.proof.state = 'broken';
			throw brokenLookUps(this.entity);
		}
		this.proof.state = 'proven';
		return 'proven';
	}

	/** A Coachview that heeds capitals does not find `hr/10023` under `HR/10023`; the vendor says that they do not count. */
	private async inOtherForms(externId: string, wanted: Wanted): Promise<RawRecord[]> {
		const letters = wanted.some(([, value]) => swapCase(value) !== value);
		const capitals =
			this.proof.ignoresCase === true || !letters
				? [externId]
				: [externId, externId.toLowerCase(), externId.toUpperCase()];
		// An ë may be stored as one character or as two.
		const accents = wanted.some(([, value]) => value.normalize('NFC') !== value.normalize('NFD'));
		const forms = accents ? capitals.flatMap((form) => [form.normalize('NFC'), form.normalize('NFD')]) : capitals;
		if (capitals.length === 1 && !accents) return [];
		const hits: RawRecord[] = [];
		for (const form of new Set(forms)) {
			const rows = await this.lookUp(buildWhere([{ field: 'externId', operator: '=', value: form }]), PROOF_ROWS);
			hits.push(...rows.filter((row) => fits(row, wanted)));
		}
		return this.distinct(hits);
	}

	/**
	 * When a filter gives more than it was asked for, or one record twice, further rows have to be seen.
	 *
	 * @returns records with the key; and whether the filter gave just them
	 */
	private async checked(where: string, wanted: Wanted): Promise<{ hits: RawRecord[]; isExact: boolean }> {
		let rows = await this.lookUp(where);
		let hits = this.distinct(rows.filter((row) => fits(row, wanted)));
		const isExact = hits.length === rows.length;
		if (!isExact) {
			rows = await this.lookUp(where, PROOF_ROWS);
			hits = this.distinct(rows.filter((row) => fits(row, wanted)));
			if (hits.length === 0 || rows.length >= PROOF_ROWS) throw filterIgnored(this.entity);
		}
		return { hits, isExact };
	}

	private async lookUp(where: string, take = 2): Promise<RawRecord[]> {
		try {
			return await this.list({ where, skip: '0', take: String(take) });
		} catch (error) {
			throw refusedLookUp(this.entity, asFault(error));
		}
	}

	/** @throws Fault `invalidInput` for a value that Coachview's filter cannot express */
	private whereOf(key: LookUpKey): string {
		const { entity } = this;
		return buildWhere(
			Object.entries(key).map(([field, value]) => {
				const label = fieldLabel(entity, field);
				const isEmail = fieldNamed(entity, field)?.kind === 'email';
				return { field, label, operator: '=', value: isEmail ? plainEmail(entity, label, value) : value };
			}),
		);
	}

	/** @throws Fault `unexpectedAnswer` for a row without an id: nobody could tell which record to write */
	private distinct(rows: readonly RawRecord[]): RawRecord[] {
		const ids = rows.map((row) => textAt(row, ['id']).trim().toLowerCase());
		if (ids.some((id) => /^[0-]*$/.test(id))) throw noIdShown(this.entity);
		return rows.filter((_, index) => ids.indexOf(ids[index] as string) === index);
	}
}

function fits(row: RawRecord, wanted: Wanted): boolean {
	return wanted.every(([name, value]) => sameKey(textAt(row, [name]), value));
}
