import { asFault, Fault } from '../domain/fault';
import { nodeAt, textAt, type RawRecord } from '../domain/json/record';
import { sameKey } from '../domain/person/identity';
import { buildWhere, externalKeyWhere } from '../domain/query/where';

export type LookUpKey = { externId: string; externSource: string } | { email: string };

export type List = (query: { [name: string]: string }) => Promise<RawRecord[]>;

/** Rows of a page when somebody with an external key is looked for. */
const PROOF_ROWS = 100;
/** Pages that are looked through before it is given up. */
const PROOF_PAGES = 20;

/**
 * Finds people by a key. The rows are checked again here, because a server may ignore a filter that it does not know
 * (assumption A11), and "nobody" is only believed when look-ups by external key work at all (assumption A25).
 */
export class LookUps {
	private readonly list: List;
	private readonly needs: (requests: number) => void;
	private proof: 'none' | 'proven' | 'scanned' | 'broken' = 'none';
	/** Whether a key in other capitals is found as well; undefined while that is not known. */
	private ignoresCase: boolean | undefined;
	private hasTriedCase = false;

	constructor(list: List, needs: (requests: number) => void) {
		this.list = list;
		this.needs = needs;
	}

	/**
	 * @returns rows of a list that have the key, one for each person; two are enough to see that it is not unique
	 * @throws Fault `unexpectedAnswer` when the filter was ignored or finds nobody at all, `rejected` when it is not accepted
	 */
	async matches(key: LookUpKey): Promise<RawRecord[]> {
		if ('email' in key) return (await this.checked(`email1=${plainEmail(key.email)}`, [['email1', key.email]])).hits;
		const wanted: Wanted = [
			['externId', key.externId],
			['externSource', key.externSource],
		];
		const { hits, isExact } = await this.checked(externalKeyWhere(key.externId, key.externSource), wanted);
		if (hits.length > 0) {
			// A row that an ignored filter let through proves nothing.
			if (isExact) this.proof = 'proven';
			return hits;
		}
		if (this.proof === 'broken') throw brokenLookUps();
		if (this.proof === 'none' || !this.hasTriedCase) await this.prove(1);
		return await this.inOtherForms(key, wanted);
	}

	/**
	 * Makes sure, once a run at best, that people are found by external key: with the key of a person that a list shows. Otherwise
	 * "nobody has this key" would lead to a second record of the same person. Where nobody has a key at all, every person
	 * has to be seen.
	 *
	 * @throws Fault `unexpectedAnswer` when that person is not found, or when there are too many people to see them all
	 */
	async proveAbsence(): Promise<'proven' | 'scanned'> {
		if (this.proof === 'broken') throw brokenLookUps();
		if (this.proof === 'none') await this.prove(PROOF_PAGES);
		const proof = this.proof;
		// Nobody had a key at that moment; the next person who is looked for needs a look of its own.
		if (proof === 'scanned') this.proof = 'none';
		if (proof === 'proven' || proof === 'scanned') return proof;
		throw new Fault(
			'unexpectedAnswer',
			'It could not be made sure that Coachview finds people by Extern ID and Extern Source: none of the people in the list has both',
			'Nothing was written, because the person might exist already. Give one person in Coachview an ExternId and ExternSource, or make the first one with Create.',
		);
	}

	/** Notes whether a person who was just made is found by its key. */
	note(found: boolean): void {
		this.proof = found ? 'proven' : 'broken';
	}

	/** @param pages pages of the list to look through for somebody with a key */
	private async prove(pages: number): Promise<void> {
		let received = 0;
		this.hasTriedCase = true;
		for (let page = 0; page < pages; page++) {
			this.needs(2);
			const rows = await this.list({ orderby: 'id asc', skip: String(received), take: String(PROOF_ROWS) });
			const keyed = rows.filter((one) =>
				[textAt(one, ['id']), textAt(one, ['externId']), textAt(one, ['externSource'])].every((part) =>
					/^[^;,<>=]+$/.test(part),
				),
			);
			// Best one whose capitals can be changed.
			const row =
				keyed.find((one) =>
					['externId', 'externSource'].some((name) => swapCase(textAt(one, [name])) !== textAt(one, [name])),
				) ?? keyed[0];
			if (row) return await this.proveWith(row);
			if (rows.length === 0 && pages > 1) {
				this.proof = 'scanned';
				return;
			}
			// A list that does not show keys or ids cannot tell that there are none.
			if (rows.some((one) => nodeAt(one, ['externId']) === undefined || textAt(one, ['id']) === '')) return;
			received += rows.length;
		}
	}

	private async proveWith(row: RawRecord): Promise<void> {
		const key = { externId: textAt(row, ['externId']), externSource: textAt(row, ['externSource']) };
		const isFound = async (externId: string, externSource: string) =>
			(await this.lookUp(externalKeyWhere(externId, externSource))).some((one) =>
				sameKey(textAt(one, ['id']), textAt(row, ['id'])),
			);
		const swapped = { externId: swapCase(key.externId), externSource: swapCase(key.externSource) };
		const hasLetters = swapped.externId !== key.externId || swapped.externSource !== key.externSource;
		this.ignoresCase = hasLetters ? await isFound(swapped.externId, swapped.externSource) : undefined;
		if (this.ignoresCase !== true && !(await isFound(key.externId, key.externSource))) {
			this.proof = 'broken';
			throw brokenLookUps();
		}
		this.proof = 'proven';
	}

	/** A Coachview that heeds capitals does not find `hr/10023` under `HR/10023`; the vendor says that they do not count. */
	private async inOtherForms(
		{ externId }: { externId: string; externSource: string },
		wanted: Wanted,
	): Promise<RawRecord[]> {
		const letters = wanted.some(([, value]) => swapCase(value) !== value);
		const capitals =
			this.ignoresCase === true || !letters ? [externId] : [externId, externId.toLowerCase(), externId.toUpperCase()];
		// An ë may be stored as one character or as two.
		const accents = wanted.some(([, value]) => value.normalize('NFC') !== value.normalize('NFD'));
		const forms = accents ? capitals.flatMap((form) => [form.normalize('NFC'), form.normalize('NFD')]) : capitals;
		if (capitals.length === 1 && !accents) return [];
		const hits: RawRecord[] = [];
		for (const form of new Set(forms)) {
			const rows = await this.lookUp(buildWhere([{ field: 'externId', operator: '=', value: form }]), PROOF_ROWS);
			hits.push(...rows.filter((row) => fits(row, wanted)));
		}
		return distinct(hits);
	}

	/**
	 * When a filter gives more than it was asked for, or one person twice, further rows have to be seen.
	 *
	 * @returns people with the key; and whether the filter gave just them
	 */
	private async checked(where: string, wanted: Wanted): Promise<{ hits: RawRecord[]; isExact: boolean }> {
		let rows = await this.lookUp(where);
		let hits = distinct(rows.filter((row) => fits(row, wanted)));
		const isExact = hits.length === rows.length;
		if (!isExact) {
			rows = await this.lookUp(where, PROOF_ROWS);
			hits = distinct(rows.filter((row) => fits(row, wanted)));
			if (hits.length === 0 || rows.length >= PROOF_ROWS) {
				throw new Fault(
					'unexpectedAnswer',
					'Coachview returned people that do not have the key that was asked for',
					'Coachview seems to ignore this filter. Use the person ID. Nothing was written.',
				);
			}
		}
		return { hits, isExact };
	}

	private async lookUp(where: string, take = 2): Promise<RawRecord[]> {
		try {
			return await this.list({ where, skip: '0', take: String(take) });
		} catch (error) {
			throw lookUpFault(asFault(error));
		}
	}
}

type Wanted = Array<[name: string, value: string]>;

function fits(row: RawRecord, wanted: Wanted): boolean {
	return wanted.every(([name, value]) => sameKey(textAt(row, [name]), value));
}

/** @throws Fault `unexpectedAnswer` for a row without an id: nobody could tell whom to write */
function distinct(rows: readonly RawRecord[]): RawRecord[] {
	const ids = rows.map((row) => textAt(row, ['id']).trim().toLowerCase());
	if (ids.some((id) => /^[0-]*$/.test(id))) {
		throw new Fault(
			'unexpectedAnswer',
			'Coachview found a person but did not give its ID',
			'Use the person ID. Nothing was written.',
		);
	}
	return rows.filter((_, index) => ids.indexOf(ids[index] as string) === index);
}

function swapCase(text: string): string {
	const upper = text.toUpperCase();
	return upper === text ? text.toLowerCase() : upper;
}

function brokenLookUps(): Fault {
	return new Fault(
		'unexpectedAnswer',
		'Coachview does not find people by Extern ID and Extern Source: it did not find a person that has both',
		'Nothing was written. Use the person ID, for instance the one that the webhook gives.',
	);
}

function lookUpFault(fault: Fault): Fault {
	if (fault.reason !== 'rejected') return fault;
	return new Fault(
		'rejected',
		'Coachview does not look people up by this key',
		`Use the person ID. Nothing was written. ${fault.message}.`,
		{ details: fault.details },
	);
}

function plainEmail(email: string): string {
	if (email.length > 320 || !/^[^\s@;,<>=]+@[^\s@;,<>=]+$/.test(email.trim())) {
		throw new Fault(
			'invalidInput',
			"'Email' is not an address that Coachview's filter can express",
			'Correct it, or use the person ID. Nothing was sent to Coachview.',
			{ fields: ['Email'] },
		);
	}
	return email.trim();
}
