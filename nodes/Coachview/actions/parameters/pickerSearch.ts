import type { ILoadOptionsFunctions, INodeListSearchItems, INodeListSearchResult } from 'n8n-workflow';
import { asFault } from '../../domain/fault';
import { textAt, type RawRecord } from '../../domain/json/record';
import { nothingFound, recordLabel, searchSources, type SearchSource } from '../../domain/query/recordSearch';
import type { Entity } from '../../entities/entity';
import { createClient, type CoachviewClient } from '../../transport/client';
import { Records } from '../../transport/records';
import type { EntitySource } from '../entitySource';
import { toNodeError } from '../nodeError';

const PAGE = 50;
/** Most requests for one page of the list: the editor asks at every pause in typing. */
const REQUESTS = 4;
/** Rows with which the list can be scrolled. */
const FEW = 20;
/** Below this many left of the day, a search makes do with one request. */
const SCARCE = 200;

/**
 * Makes the list behind the record picker, sorted as the entity is, and the search in it (see `searchSources`).
 *
 * @returns a search whose `paginationToken` tells where the last page ended: the question's number and the rows it gave
 */
export function listSearch(source: EntitySource) {
	return async function (
		this: ILoadOptionsFunctions,
		filter?: string,
		paginationToken?: string,
	): Promise<INodeListSearchResult> {
		try {
			const entity = source.inEditor(this);
			const client = await createClient(this, { maxWait: 5 });
			return await new Search(client, entity, filter ?? '').page(paginationToken ?? '');
		} catch (error) {
			throw toNodeError(this.getNode(), error, 0);
		}
	};
}

/** Clients and entities whose Coachview does not take `>=` for texts; asked once while n8n runs. */
const plainOnly = new Set<string>();

class Search {
	private readonly client: CoachviewClient;
	private readonly entity: Entity;
	private readonly filter: string;
	private readonly records: Records;
	private readonly sources: readonly SearchSource[];
	private readonly found = new Map<string, INodeListSearchItems>();
	private asked = 0;

	constructor(client: CoachviewClient, entity: Entity, filter: string) {
		this.client = client;
		this.entity = entity;
		this.filter = filter.trim();
		this.records = new Records(client, entity);
		this.sources = searchSources(entity, filter);
	}

	async page(token: string): Promise<INodeListSearchResult> {
		const [, first = '0', shown = '0'] = /^(\d{1,2}):(\d{1,7})$/.exec(token) ?? [];
		for (let index = Number(first); index < this.sources.length; index++) {
			const source = this.sources[index] as SearchSource;
			// Nobody on a later page means that there are no more, not that nothing was found.
			if (source.last && (this.found.size > 0 || token !== '')) break;
			const isShown = (row: RawRecord) =>
				token !== '' && !this.isPlain() && this.sources.slice(0, index).some((earlier) => earlier.fits(row));
			const next = await this.take(source, index === Number(first) ? Number(shown) : 0, isShown);
			// With hardly a row to show, the editor asks on by itself, again and again.
			if (next !== undefined && this.found.size >= FEW)
				return { results: [...this.found.values()], paginationToken: `${index}:${next}` };
		}
		if (this.found.size === 0 && token === '' && this.filter !== '')
			return { results: [{ name: nothingFound(this.entity), value: '' }] };
		return { results: [...this.found.values()] };
	}

	/** @returns the rows that this question has given when there may be more of them, undefined when it is done */
	private async take(
		source: SearchSource,
		skip: number,
		isShown: (row: RawRecord) => boolean,
	): Promise<number | undefined> {
		while (this.mayAsk()) {
			const rows = await this.rows(source, skip);
			skip += rows.length;
			for (const row of rows.filter((one) => source.fits(one) && !isShown(one))) {
				const value = textAt(row, ['id']);
				this.found.set(value, { name: recordLabel(this.entity, row), value });
			}
			const last = rows.at(-1);
			if (!last || source.id !== undefined || !source.goesOn(last)) return undefined;
			if (this.found.size >= PAGE) break;
		}
		return source.last ? undefined : skip;
	}

	private get plainKey(): string {
		return `${this.client.account}|${this.entity.path}`;
	}

	private isPlain(): boolean {
		return plainOnly.has(this.plainKey);
	}

	private mayAsk(): boolean {
		if (this.asked === 0) return true;
		const { remaining = Infinity } = this.client.rate;
		return this.asked < REQUESTS && remaining > SCARCE;
	}

	private async rows(source: SearchSource, skip: number): Promise<RawRecord[]> {
		const { id, where, plain, orderby } = source;
		const known = plain !== undefined && this.isPlain() ? plain : where;
		this.asked++;
		try {
			if (id !== undefined) return [await this.records.read(id)];
			return await this.records.list({
				...(known === undefined ? {} : { where: known }),
				...(orderby === undefined ? {} : { orderby }),
				skip: String(skip),
				take: String(source.last ? 2 * PAGE : PAGE),
			});
		} catch (error) {
			const fault = asFault(error);
			const isRefused = fault.reason === 'rejected' && where !== undefined;
			if (fault.reason !== 'notFound' && !isRefused) throw asFault(fault);
			// A question that Coachview does not take finds nobody; a text that somebody types must never be an error.
			if (!isRefused || known === plain || plain === undefined || !this.mayAsk()) return [];
			plainOnly.add(this.plainKey);
			return await this.rows(source, skip);
		}
	}
}
