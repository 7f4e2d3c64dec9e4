import type {
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
	INodeProperties,
	INodePropertyMode,
} from 'n8n-workflow';
import { asFault, Fault } from '../../domain/fault';
import { fieldNamed } from '../../domain/fields/label';
import { textAt, type RawRecord } from '../../domain/json/record';
import { recordLabel, searchSources, type SearchSource } from '../../domain/query/recordSearch';
import { readText } from '../../domain/settings/readers';
import type { Entity, LookUp } from '../../entities/entity';
import { createClient, type CoachviewClient } from '../../transport/client';
import { Records } from '../../transport/records';
import type { EntitySource } from '../entitySource';
import { toNodeError } from '../nodeError';
import type { Task } from '../operation';
import { aRecord, dutchRecord, oneOf, recordTitle } from '../words';
import { parameter } from './parameter';

export const GUID = '[0-9a-fA-F]{8}-([0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}';
const EXAMPLE_ID = '3f2504e0-4f89-41d3-9a0c-0305e82c3301';
const ID_FORM = `A Coachview ID looks like ${EXAMPLE_ID}`;

/** The record picker: from a list, by ID, and by each look-up of the entity. Its parameter has the name of the entity. */
export function picker(entity: Entity): INodeProperties {
	return {
		displayName: recordTitle(entity),
		name: entity.name,
		type: 'resourceLocator',
		required: true,
		default: { mode: 'list', value: '' },
		description: `The ${dutchRecord(entity)} to work with`,
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: `Select ${aRecord(entity)}…`,
				typeOptions: { searchListMethod: searchMethod(entity), searchable: true, searchFilterRequired: false },
			},
			{
				displayName: 'By ID',
				name: 'id',
				type: 'string',
				placeholder: `e.g. ${EXAMPLE_ID}`,
				validation: [regex(`^\\s*${GUID}\\s*$`, ID_FORM)],
			},
			...entity.lookUps.map((lookUp) => lookUpMode(entity, lookUp)),
		],
	};
}

function lookUpMode(entity: Entity, lookUp: LookUp): INodePropertyMode {
	const { mode: name, label: displayName, hint, placeholder, separator, fields } = lookUp;
	const isEmail = fields.some((field) => fieldNamed(entity, field)?.kind === 'email');
	const validation =
		separator !== undefined
			? [regex(`^[^${separator}]+${separator}.+$`, `Write ${formOf(entity, lookUp)}`)]
			: isEmail
				? [regex('^\\s*[^\\s@]+@[^\\s@]+\\s*$', 'Not a valid email address')]
				: [];
	const shown = { displayName, name };
	return { ...shown, type: 'string', ...(hint !== undefined && { hint }), placeholder, validation };
}

function regex(pattern: string, errorMessage: string): NonNullable<INodePropertyMode['validation']>[number] {
	return { type: 'regex', properties: { regex: pattern, errorMessage } };
}

/** @returns e.g. `ExternSource/ExternId, such as HR/10023` */
function formOf(entity: Entity, { fields, separator, placeholder }: LookUp): string {
	const names = fields.map((field) => fieldNamed(entity, field)?.dutch ?? field);
	return `${names.join(separator)}, such as ${placeholder.replace(/^e\.g\. /, '')}`;
}

/** What the picker says, checked: an ID, or the values of a look-up's fields. */
export type Reference = { by: 'id'; id: string } | { by: LookUp; values: readonly string[] };

/** @throws Fault `invalidInput` when the value does not fit its mode (expressions are not checked by the editor) */
export function readReference({ context, item }: Task, entity: Entity): Reference {
	const { lookUps, name } = entity;
	const { mode, value } = (parameter(context, name, item) ?? {}) as { mode?: unknown; value?: unknown };
	const lookUp = lookUps.find((one) => one.mode === mode);
	if (mode !== undefined && mode !== 'list' && mode !== 'id' && !lookUp)
		throw unnamed(entity, `Choose one of ${oneOf(['From List', 'By ID', ...lookUps.map(({ label }) => label)])}.`);
	const text = readText(value, recordTitle(entity), { fallback: '', empty: '' });
	const others = lookUps.map(({ label }) => label.replace(/^By /, '').toLowerCase());
	if (text === '') throw unnamed(entity, `Choose ${aRecord(entity)}, or give an ${oneOf(['ID', ...others])}.`);
	if (lookUp) return { by: lookUp, values: partsOf(entity, lookUp, text) };
	if (!new RegExp(`^${GUID}$`).test(text)) throw unnamed(entity, `${ID_FORM}.`);
	return { by: 'id', id: text.toLowerCase() };
}

/** The first parts end at the first separators; the last one may have a separator itself. */
function partsOf(entity: Entity, lookUp: LookUp, text: string): string[] {
	const { fields, separator = '' } = lookUp;
	const pieces = fields.length === 1 ? [text] : text.split(separator);
	const last = fields.length - 1;
	const parts = fields.map((_, index) =>
		pieces
			.slice(index, index < last ? index + 1 : undefined)
			.join(separator)
			.trim(),
	);
	if (parts.includes(''))
		throw unnamed(entity, `Write the ${lookUp.label.replace(/^By /, '').toLowerCase()} as ${formOf(entity, lookUp)}.`);
	return parts;
}

function unnamed(entity: Entity, advice: string): Fault {
	const label = recordTitle(entity);
	return new Fault(
		'invalidInput',
		`'${label}' does not name ${aRecord(entity)}`,
		`${advice} Nothing was sent to Coachview.`,
		{
			fields: [label],
		},
	);
}

/** @returns the name of the list search behind the picker, e.g. `searchPeople` */
export function searchMethod({ words: { many } }: Entity): string {
	return `search${many.charAt(0).toUpperCase()}${many.slice(1)}`;
}

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
	private readonly records: Records;
	private readonly sources: readonly SearchSource[];
	private readonly found = new Map<string, INodeListSearchItems>();
	private asked = 0;

	constructor(client: CoachviewClient, entity: Entity, filter: string) {
		this.client = client;
		this.entity = entity;
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
