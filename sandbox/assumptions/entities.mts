import { open } from './types.mts';

// What nobody has seen of entities other than people.
export const entities = {
	otherRemoval: open('A85', 'U', 'There is no DELETE on any other record.', {
		notAllowed: '405, unless the entity table has evidence',
		allowed: 'DELETE removes',
	}),
	companies: open('A86', 'U', 'Companies are records of their own: GET, POST and PUT on Bedrijven.', {
		exists: 'they are',
		absent: 'every path below Bedrijven is 404',
	}),
	unseenWrites: open('A87', 'I', 'Only what documentation or code shows being written can be written.', {
		notAllowed: 'POST and PUT on other entities are 405',
		allowed: 'POST and PUT work on every entity',
	}),
};
