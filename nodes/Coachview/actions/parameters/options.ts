import type { INodeProperties } from 'n8n-workflow';
import { RUN_OPTIONS } from './runOptions';

/** Options with a default that is right for nearly everybody, and that need knowledge of Coachview's API to change. */
const EXPERT: readonly string[] = [
	'allowClearing',
	'concurrency',
	'currentRecord',
	'freeFields',
	'includeRecord',
	'lookAgainAfter',
	'maximumReadAge',
	'parallelRequests',
	'readOnlyFields',
];

/**
 * @returns the Options collection of an operation: the given ones and those that every run has, by name; then those for
 *          experts, which say so
 */
export function optionsCollection(options: readonly INodeProperties[], ofTheRun = RUN_OPTIONS): INodeProperties {
	return {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [...options, ...ofTheRun].map(asExpert).sort(byRank),
	};
}

const isExpert = ({ name }: INodeProperties) => EXPERT.includes(name);

function asExpert(option: INodeProperties): INodeProperties {
	if (!isExpert(option)) return option;
	return { ...option, description: `${option.description?.replace(/\.$/, '')}. For experts.` };
}

function byRank(one: INodeProperties, other: INodeProperties): number {
	return Number(isExpert(one)) - Number(isExpert(other)) || one.displayName.localeCompare(other.displayName);
}
