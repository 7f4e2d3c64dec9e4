import type { ILoadOptionsFunctions, INodeListSearchItems, INodeListSearchResult } from 'n8n-workflow';
import { asFault } from '../domain/fault';
import { textAt, type RawRecord } from '../domain/json/record';
import { personLabel, searchSources, type SearchSource } from '../domain/query/personSearch';
import { createClient, type CoachviewClient } from '../transport/client';
import { toNodeError } from '../transport/errors';
import { People } from '../transport/people';

const PAGE = 50;
/** Most requests for one page of the list: the editor asks at every pause in typing. */
const REQUESTS = 4;
/** Rows with which the list can be scrolled. */
const FEW = 20;
/** Below this many left of the day, a search makes do with one request. */
const SCARCE = 200;

/**
 * The list behind the record picker, sorted by last name, and the search in it (see `searchSources`).
 *
 * @param paginationToken where the last page ended: the question's number and the rows it has given
 */
export async function searchPeople(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	try {
		const client = await createClient(this, { maxWait: 5 });
		const search = new Search(client, searchSources(filter ?? ''));
		return await search.page(paginationToken ?? '');
	} catch (error) {
		throw toNodeError(this.getNode(), error, 0);
	}
}

/** Environments and clients whose Coachview does not take `>=` for texts; asked once while n8n runs. */
const plainOnly = new Set<string>();

class Search {
	private readonly client: CoachviewClient;
	private readonly people: People;
	private readonly sources: readonly SearchSource[];
	private readonly found = new Map<string, INodeListSearchItems>();
	private asked = 0;

	constructor(client: CoachviewClient, sources: readonly SearchSource[]) {
		this.client = client;
		this.people = new People(client);
		this.sources = sources;
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
				this.found.set(textAt(row, ['id']), { name: personLabel(row), value: textAt(row, ['id']) });
			}
			const last = rows.at(-1);
			if (!last || source.personId !== undefined || !source.goesOn(last)) return undefined;
			if (this.found.size >= PAGE) break;
		}
		return source.last ? undefined : skip;
	}

	private isPlain(): boolean {
		return plainOnly.has(this.client.account);
	}

	private mayAsk(): boolean {
		if (this.asked === 0) return true;
		const { remaining = Infinity } = this.client.rate;
		return this.asked < REQUESTS && remaining > SCARCE;
	}

	private async rows(source: SearchSource, skip: number): Promise<RawRecord[]> {
		const { personId, where, plain, orderby } = source;
		const known = plain !== undefined && this.isPlain() ? plain : where;
		this.asked++;
		try {
			if (personId !== undefined) return [await this.people.read(personId)];
			return await this.people.list({
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
			plainOnly.add(this.client.account);
			return await this.rows(source, skip);
		}
	}
}
