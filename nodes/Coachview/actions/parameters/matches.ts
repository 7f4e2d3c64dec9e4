import type { INodeProperties } from 'n8n-workflow';
import { readYesNo } from '../../domain/settings/readers';
import type { GivenOptions } from './parameter';

export const FAIL_UNLESS_ONE: INodeProperties = {
	displayName: 'Fail Unless Exactly One Matches',
	name: 'failUnlessOne',
	type: 'boolean',
	default: true,
	description:
		'Whether to fail when no record or more than one matches. Otherwise every match is returned, or nothing.',
};

/** @throws Fault `invalidInput` for what is neither yes nor no */
export function readFailUnlessOne({ failUnlessOne }: GivenOptions): boolean {
	return readYesNo(failUnlessOne, FAIL_UNLESS_ONE.displayName, { fallback: true });
}
