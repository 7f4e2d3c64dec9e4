import { Fault } from '../domain/fault';
import { checkIdentity, sameKey } from '../domain/identity';
import { rawRecords, textAt, type RawRecord } from '../domain/json/record';
import type { WebhookEvent } from '../domain/webhook/event';
import { sameName } from '../domain/webhook/names';
import { person } from '../entities/person';
import type { CoachviewClient } from '../transport/client';
import { Records } from '../transport/records';
import type { Reason } from './log';

/** Sends one request, or does not because too few are left of the day. */
export type Spend = <T>(work: () => Promise<T>) => Promise<T>;

/** Not in Coachview at this moment; a read that lags behind may show it a little later. */
export const NOT_THERE: readonly Reason[] = ['notFound', 'identityMismatch', 'categoryGone'];

/** Coachview did not do what was asked because it could not at this moment. Nothing else means that an event may be true. */
const CANNOT_BE_ASKED: readonly Reason[] = ['unavailable'];
const TIMED_OUT = 408;

/** The person's categories do not have the one that the event tells of. */
class CategoryGone extends Error {}

/**
 * Looks once whether an event is true: the person exists, and has the ExternId and ExternSource that the event names
 * (compared without regard to case, as the vendor's import documentation does).
 *
 * @param requireCategory whether the category must be there as well, which takes one more request
 * @throws Fault, or an error that `reasonOf` understands
 */
export async function look(
	client: CoachviewClient,
	event: WebhookEvent,
	requireCategory: boolean,
	spend: Spend,
): Promise<void> {
	const { personId, externId, externSource } = event;
	const record = await spend(async () => await new Records(client, person).read(personId));
	checkIdentity(person, record, { id: personId, externId, externSource });
	if (!requireCategory) return;
	// `GET Persoonscategorieen?PersoonId=…` lists a person's categories by `naam` (seen in third-party code; rows: A33).
	const request = {
		method: 'GET' as const,
		entity: 'Persoonscategorieen',
		query: { PersoonId: personId, skip: '0', take: '100' },
	};
	if (!hasCategory(await spend(async () => await client.read(request, ({ text }) => rawRecords(text))), event))
		throw new CategoryGone();
}

/** @returns why a look did not agree; a word for the log */
export function reasonOf(error: unknown): Reason {
	if (error instanceof CategoryGone) return 'categoryGone';
	if (!(error instanceof Fault)) return 'unexpected';
	return error.details.httpStatus === TIMED_OUT ? 'unavailable' : error.reason;
}

/** @returns whether the reason is that Coachview cannot be asked at this moment */
export function cannotBeAsked(reason: Reason): boolean {
	return CANNOT_BE_ASKED.includes(reason);
}

/**
 * The link that the event names must have the category that the event names. Where no link has that id (rows of names
 * only, A33; or the category was taken away and given again), the name alone tells.
 */
function hasCategory(rows: RawRecord[], { personId, personCategoryId, category }: WebhookEvent): boolean {
	const has = (row: RawRecord, name: string, wanted: string) => wanted !== '' && sameKey(textAt(row, [name]), wanted);
	const owned = rows.filter((row) => firstOf(row, OWNERS) === '' || sameKey(firstOf(row, OWNERS), personId));
	const named = owned.filter((row) => has(row, 'id', personCategoryId) || has(row, 'categorieId', personCategoryId));
	const name = (row: RawRecord) => firstOf(row, NAMES);
	if (named.length > 0)
		return named.some((row) => category === '' || name(row) === '' || sameName(name(row), category));
	return owned.some((row) => sameName(name(row), category));
}

/** Where a link may show its person and the name of its category: rows of their own, or with what they link (assumption A33). */
const OWNERS = [['persoonId'], ['persoon', 'id']];
const NAMES = [['naam'], ['categorieNaam'], ['categorie', 'naam'], ['persoonscategorie', 'naam'], ['categorie']];

function firstOf(row: RawRecord, paths: readonly string[][]): string {
	return paths.map((path) => textAt(row, path)).find((text) => text !== '') ?? '';
}
