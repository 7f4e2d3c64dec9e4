import type { IPollFunctions } from 'n8n-workflow';
import { readEqualities, WHERE } from '../actions/parameters/filters';
import { readShownInLists, simpleFlags } from '../actions/parameters/shownMembers';
import { SIMPLIFY } from '../actions/parameters/simplify';
import { EVENTS, type PollEvent } from '../domain/polling/change';
import { conditionsOf, type Equality } from '../domain/query/equalities';
import { buildWhere } from '../domain/query/where';
import { invalidInput } from '../domain/settings/invalid';
import { readText, readWholeNumber, readYesNo } from '../domain/settings/readers';
import type { Entity } from '../entities/entity';

export interface PollSettings {
	entity: Entity;
	event: PollEvent;
	/** Code of the status; '' for other events. */
	status: string;
	/** Parts of the filter, asked of Coachview (but for a status) and checked here. */
	equalities: Equality[];
	/** The filter in Coachview's form, without the period; '' for none. */
	where: string;
	isSimple: boolean;
	/** Flags of the query, for further members. */
	flags: { [flag: string]: string };
	reserve: number;
	repeatMinutes: number;
}

const DAY_OF_MINUTES = 1440;

/**
 * @param entities those that can be looked at
 * @throws Fault `invalidInput` for a setting that cannot be read
 */
export function readPollSettings(context: IPollFunctions, entities: readonly Entity[]): PollSettings {
	// n8n gives the fallback for what is not stored only; nothing at all is what an expression gave, and no default.
	const parameter = (name: string, fallback: unknown) =>
		(context.getNodeParameter(name, fallback as never) as unknown) ?? null;
	const resource = parameter('resource', '');
	const entity = entities.find(({ name }) => name === resource);
	if (!entity) throw invalidInput('Resource', 'is none that can be looked at for changes');
	const event = EVENTS.find((one) => one === parameter('triggerOn', 'createdOrChanged'));
	if (event === undefined || (event === 'status' && entity.status === undefined))
		throw invalidInput('Trigger On', `is nothing that is known of ${entity.words.many}`);
	const filters = members(parameter('filters', {}), 'Filters');
	const options = members(parameter('options', {}), 'Options');
	const equalities = readEqualities(entity, filters);
	const isSimple = readYesNo(parameter('simplify', true), SIMPLIFY.displayName);
	return {
		entity,
		event,
		status: event === 'status' ? readText(parameter('status', ''), 'Status') : '',
		equalities,
		where: [
			// A record that leaves the status and the filter at once has to be seen, or its return would be no news.
			...(equalities.length > 0 && event !== 'status' ? [buildWhere(conditionsOf(equalities))] : []),
			...(WHERE.name in filters ? [readText(filters[WHERE.name], WHERE.displayName)] : []),
		].join(';'),
		isSimple,
		flags: isSimple ? simpleFlags(entity) : readShownInLists(options),
		reserve: readWholeNumber(options.reserve, 'Keep in Reserve', { fallback: 250, min: 0 }),
		repeatMinutes: readWholeNumber(options.repeatMinutes, 'Repeat After a Restart (Minutes)', {
			fallback: 10,
			min: 0,
			max: DAY_OF_MINUTES,
		}),
	};
}

function members(value: unknown, label: string): { [member: string]: unknown } {
	if (value === null || value === '') return {};
	if (typeof value !== 'object' || Array.isArray(value)) throw invalidInput(label, 'is not a collection of fields');
	return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, (entry as unknown) ?? null]));
}
