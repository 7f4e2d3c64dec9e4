import { createHash } from 'crypto';
import { CREATED } from '../../entities/shared';
import type { Entity } from '../../entities/entity';
import { sortKey } from '../query/sort';
import type { PlainItem } from '../json/record';
import { later, momentOf } from './moment';

/** What the trigger can react to. */
export const EVENTS = ['created', 'changed', 'createdOrChanged', 'status'] as const;
export type PollEvent = (typeof EVENTS)[number];

/** A row of a list, as far as it decides whether something happened. */
export interface Change {
	id: string;
	/** The version number; '' where it is not shown. */
	etag: string;
	/** Moment of the last change, the creation counted in; '' where neither is shown. */
	changed: string;
	/** Moment of the creation; '' where it is not shown. */
	created: string;
	/** Code of the status; '' where there is none. */
	status: string;
	/** Whether it passes the filters. */
	passes: boolean;
}

/**
 * @param item a row as a plain JSON value
 * @param passes what the filters say
 */
export function changeOf(item: PlainItem, { changed = '', status }: Entity, passes: boolean): Change {
	const at = (path: string) => sortKey(item, path);
	const created = momentOf(at(CREATED));
	return {
		id: String(at('id') ?? '').toLowerCase(),
		etag: String(at('auditTrail.etag') ?? ''),
		// A record that nobody has changed may have no moment of change (assumption A98).
		changed: later(momentOf(at(changed)), created),
		created,
		status: status === undefined ? '' : String(at(status) ?? ''),
		passes,
	};
}

/** @returns the moment that tells whether the event is new */
export function momentFor({ created, changed }: Change, event: PollEvent): string {
	return event === 'created' ? created : changed;
}

/** A creation happens once, whatever is changed afterwards; anything else once for each version. Short, and no ID of a person. */
export function keyFor({ id, etag, created, changed }: Change, event: PollEvent): string {
	return short(event === 'created' ? [id, created] : [id, etag, changed]);
}

/**
 * What a happening is found again by when it may have been lost. A record that has reached a status is in it whatever else is
 * changed, so that the version does not count there.
 */
export function doubtKeyFor(row: Change, event: PollEvent): string {
	return event === 'status' ? idKey(row.id) : keyFor(row, event);
}

/** @returns a record's ID in short */
export function idKey(id: string): string {
	return short([id]);
}

/** What happened: a record whose last change is its creation was created (inferred from a recorded answer; assumption A98). */
export function kindOf({ created, changed }: Change): 'created' | 'changed' {
	return created !== '' && created === changed ? 'created' : 'changed';
}

/** 72 bits: two of some thousand are not the same by chance. */
function short(parts: readonly string[]): string {
	return createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 12);
}
