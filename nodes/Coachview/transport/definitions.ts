import { asFault, Fault } from '../domain/fault';
import type { FreeFieldDefinition } from '../domain/fields/sampleColumns';
import { rawRecords, textAt, type RawRecord } from '../domain/json/record';
import type { Entity } from '../entities/entity';
import type { CoachviewClient } from './client';
import type { ApiRequest } from './request';

/** Names of all free fields of an entity; none when Coachview does not tell them. */
export interface Defined {
	names?: readonly string[];
	/** Whether that is the last word for a while; false after a failure that may pass. */
	isSure: boolean;
}

/** A clear "there is no such thing here", or "not for you". */
const ABSENT = [400, 403, 404, 405, 410];

/**
 * Asks for the definitions of free fields, which have a path of their own (by analogy with three sister paths). Nothing
 * depends on an answer: where there is none, free fields are told by what a read shows.
 *
 * @throws Fault `quotaExhausted` and `cancelled` only
 */
export async function definedFields(client: CoachviewClient, of: Entity, id: string): Promise<Defined> {
	try {
		return await client.read(valuesOf(of, id, 0), ({ text }) => namesIn(text));
	} catch (error) {
		const fault = asFault(error);
		if (['quotaExhausted', 'cancelled'].includes(fault.reason)) throw fault;
		return { isSure: ABSENT.includes(Number(fault.details.httpStatus)) };
	}
}

/**
 * Values of a record's free fields with their definitions (seen in third-party code for three entities).
 *
 * @returns all rows of the list
 * @throws Fault as the client does; a path that Coachview does not know is `notFound`; `unexpectedAnswer` for rows of other
 *         records, which a server gives that does not know this filter
 */
export async function freeFieldRows(client: CoachviewClient, of: Entity, id: string): Promise<RawRecord[]> {
	const rows: RawRecord[] = [];
	for (let pages = 0; pages < MOST_PAGES; pages++) {
		const page = await client.read(valuesOf(of, id, rows.length), ({ text }) => rawRecords(text));
		// A server that does not heed skip gives the same rows again.
		if (page.length === 0 || page[0]?.text === rows[0]?.text) return rows;
		rows.push(...page);
		refuseOthers(rows, id);
	}
	throw new Fault(
		'unexpectedAnswer',
		"Coachview's list of the free fields of a record does not end",
		'It gives other rows on every page. Please report it; Get with Simplify off may show free fields, too.',
	);
}

/** Values of somebody else must not be taken for those of this record: a record has each free field once. */
function refuseOthers(rows: readonly RawRecord[], id: string): void {
	const isOther = (row: RawRecord) => !['', id].includes(textAt(row, ['recordId']).toLowerCase());
	const codes = rows
		.map((row) => textAt(row, ['vrijveldDefinitie', 'code']).toLowerCase())
		.filter((code) => code !== '');
	if (!rows.some(isOther) && new Set(codes).size === codes.length) return;
	throw new Fault(
		'unexpectedAnswer',
		'Coachview gave free fields of other records as well, so none of them can be taken for those of this one',
		'Coachview seems to ignore the filter by record. Please report it; Get with Simplify off may show free fields, too.',
	);
}

/** No record has nearly as many free fields. */
const PAGE = 100;
/** More come from a list that goes on for ever. */
const MOST_PAGES = 20;

function valuesOf(of: Entity, id: string, skip: number): ApiRequest {
	const query = { where: `recordId=${id}`, skip: String(skip), take: String(PAGE) };
	return { method: 'GET', entity: `${of.path}/Vrijevelden`, of, query };
}

/**
 * @param id of a record: the definitions come with its values, which are not looked at
 * @returns the definitions; none where Coachview does not tell them
 * @throws what the client throws for a failure that may pass
 */
export async function freeFieldDefinitions(
	client: CoachviewClient,
	of: Entity,
	id: string,
): Promise<FreeFieldDefinition[]> {
	try {
		return await client.read(valuesOf(of, id, 0), ({ text }) => rowsIn(text).map(definitionIn));
	} catch (error) {
		const fault = asFault(error);
		if (ABSENT.includes(Number(fault.details.httpStatus))) return [];
		throw fault;
	}
}

function rowsIn(text: string): RawRecord[] {
	try {
		return rawRecords(text);
	} catch {
		return [];
	}
}

function definitionIn(row: RawRecord): FreeFieldDefinition {
	const told = (name: string) => textAt(row, ['vrijveldDefinitie', name]);
	return {
		code: told('code'),
		label: told('label'),
		type: told('vrijveldTypeId'),
		expression: told('expressie'),
		isConfidential: told('vertrouwelijk') === 'true',
		isInactive: told('inactief') === 'true',
	};
}

/** An answer of another kind is not asked for again at once: many servers would take this address for the one of a record. */
function namesIn(text: string): Defined {
	let rows: RawRecord[];
	try {
		rows = rawRecords(text);
	} catch {
		return { isSure: false };
	}
	const codes = rows.map((row) => textAt(row, ['vrijveldDefinitie', 'code']));
	// An empty list may mean that only fields with a value are listed.
	if (codes.length === 0 || codes.includes('')) return { isSure: true };
	return { names: codes.map((code) => code.charAt(0).toLowerCase() + code.slice(1)), isSure: true };
}
