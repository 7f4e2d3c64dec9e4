import type { INodeProperties } from 'n8n-workflow';
import { RUN_OPTIONS } from './runOptions';

/** @returns the Options collection of an operation: the given ones, and those that every run has */
export function optionsCollection(options: readonly INodeProperties[], ofTheRun = RUN_OPTIONS): INodeProperties {
	return {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [...options, ...ofTheRun].sort((a, b) => a.displayName.localeCompare(b.displayName)),
	};
}
