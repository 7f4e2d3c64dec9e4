import type { INodeProperties } from 'n8n-workflow';
import { CLIENT_OPTIONS } from '../clientOptions';

export type OptionName =
	| 'concurrency'
	| 'currentRecord'
	| 'dryRun'
	| 'expectedExternId'
	| 'expectedExternSource'
	| 'freeFields'
	| 'lookAgainAfter'
	| 'maximumAge'
	| 'minimumAge'
	| 'placeholderDates'
	| 'placeholderPlaces'
	| 'readOnlyFields'
	| 'return'
	| 'verify';

/** The options of writes, as the editor shows them. They are read in options.ts. */
export const WRITE_OPTIONS: { [name in OptionName]: INodeProperties } = {
	concurrency: {
		displayName: 'Concurrency Check',
		name: 'concurrency',
		type: 'options',
		default: 'none',
		description: 'How to notice that somebody else changes the person at the same moment',
		options: [
			{
				name: 'Look Again After Writing',
				value: 'lookAgain',
				description: 'Waits some seconds, reads once more, and starts again when the change is gone',
			},
			{
				name: 'Read Again Before Writing',
				value: 'reread',
				description: 'One more request; starts again when the person has changed',
			},
			{
				name: 'Send the Version Number',
				value: 'ifMatch',
				description: 'As If-Match. Not confirmed that Coachview honours it.',
			},
			{ name: 'Short Window Only', value: 'none', description: 'Read, write and verify directly after each other' },
		],
	},
	currentRecord: {
		displayName: 'Current Record',
		name: 'currentRecord',
		type: 'options',
		default: 'read',
		description: 'Where the person as it is now comes from',
		options: [
			{
				name: 'From the Input Item',
				value: 'item',
				description: 'Saves one request. Needs the output of Coachview Get with Simplify off.',
			},
			{ name: 'Read It Now', value: 'read' },
		],
	},
	dryRun: {
		displayName: 'Dry Run',
		name: 'dryRun',
		type: 'boolean',
		default: false,
		description: 'Whether to only tell which fields would change, without writing',
	},
	expectedExternId: {
		displayName: 'Expected Extern ID',
		name: 'expectedExternId',
		type: 'string',
		default: '',
		description: 'Stop when the person in Coachview has another Extern ID, for instance after a merge',
	},
	expectedExternSource: {
		displayName: 'Expected Extern Source',
		name: 'expectedExternSource',
		type: 'string',
		default: '',
		description: 'Stop when the person in Coachview has another Extern Source',
	},
	freeFields: {
		displayName: 'Free Fields',
		name: 'freeFields',
		type: 'options',
		default: 'sendBack',
		description:
			'What to do with free fields (vrije velden) that you do not change. Whether Coachview keeps those that are left out is not documented.',
		options: [
			{
				name: 'Leave Out',
				value: 'leaveOut',
				description: 'Only when you know that Coachview keeps them, or that it refuses them',
			},
			{
				name: 'Send Back',
				value: 'sendBack',
				description: 'Read them with the person and send them back as they are. One more request in an hour.',
			},
		],
	},
	lookAgainAfter: {
		displayName: 'Look Again After (Seconds)',
		name: 'lookAgainAfter',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 60 },
		default: 2,
		description: 'How long Look Again After Writing waits before it reads the person once more',
	},
	maximumAge: {
		displayName: 'Maximum Age',
		name: 'maximumAge',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 100,
		description: 'A date of birth that means a greater age in years is refused',
	},
	minimumAge: {
		displayName: 'Minimum Age',
		name: 'minimumAge',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 12,
		description: 'A date of birth that means a smaller age in years is refused',
	},
	placeholderDates: {
		displayName: 'Placeholder Dates',
		name: 'placeholderDates',
		type: 'string',
		default: '',
		placeholder: 'e.g. 1970-01-01, *-01-01',
		description:
			'Further dates that mean "unknown" in your HR system, as YYYY-MM-DD with commas; *-01-01 is 1 January of any year. The usual ones (0001-01-01, 1900-01-01, 9999-12-31 …) are always refused.',
	},
	placeholderPlaces: {
		displayName: 'Placeholder Places',
		name: 'placeholderPlaces',
		type: 'string',
		default: '',
		placeholder: 'e.g. nb, Elders',
		description:
			'Further texts that mean "unknown" as a place of birth in your HR system, with commas. The usual ones (onbekend, unknown, n.v.t., - …) are always refused.',
	},
	readOnlyFields: {
		displayName: 'Read-Only Fields',
		name: 'readOnlyFields',
		type: 'string',
		default: '',
		placeholder: 'e.g. volledigeNaam',
		description:
			'Further fields to leave out when writing, as JSON names with commas, in case Coachview refuses them. The audit trail is always left out. A field that is not read-only would be cleared.',
	},
	return: {
		displayName: 'Return',
		name: 'return',
		type: 'options',
		default: 'receipt',
		options: [
			{ name: 'Receipt', value: 'receipt', description: 'IDs, outcome and names of fields; no personal data' },
			{ name: 'Whole Record', value: 'record', description: 'The person as stored' },
		],
	},
	verify: {
		displayName: 'Verify',
		name: 'verify',
		type: 'boolean',
		default: true,
		description: 'Whether to compare the stored person, all fields of it, with what was sent',
	},
};

/** @returns the Options collection of an operation that writes */
export function writeOptions(...names: OptionName[]): INodeProperties {
	const wanted = names.includes('concurrency') ? [...names, 'lookAgainAfter' as const] : names;
	const options = [...wanted.map((name) => WRITE_OPTIONS[name]), ...CLIENT_OPTIONS];
	return {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: options.sort((a, b) => a.displayName.localeCompare(b.displayName)),
	};
}
