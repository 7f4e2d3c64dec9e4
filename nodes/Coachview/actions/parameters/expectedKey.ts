import type { INodeProperties } from 'n8n-workflow';
import { readText } from '../../domain/settings/readers';
import type { Entity } from '../../entities/entity';
import type { GivenOptions } from './parameter';

const EXTERN_ID: INodeProperties = {
	displayName: 'Expected External ID',
	name: 'expectedExternId',
	type: 'string',
	default: '',
	description: 'Stop when the record in Coachview has another External ID (ExternId), for instance after a merge',
};

const EXTERN_SOURCE: INodeProperties = {
	displayName: 'Expected External Source',
	name: 'expectedExternSource',
	type: 'string',
	default: '',
	description: 'Stop when the record in Coachview has another External Source (ExternSource)',
};

/** @returns the options; none for an entity whose records carry no external key */
export function expectedKeyOptions({ externalKey }: Entity): readonly INodeProperties[] {
	return externalKey ? [EXTERN_ID, EXTERN_SOURCE] : [];
}

/** @returns '' for what is not in the node; an option that is there and empty is refused */
export function readExpectedKey(options: GivenOptions): { externId: string; externSource: string } {
	const read = ({ name, displayName }: INodeProperties) => readText(options[name], displayName, { fallback: '' });
	return { externId: read(EXTERN_ID), externSource: read(EXTERN_SOURCE) };
}
