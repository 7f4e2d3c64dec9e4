import type { IExecuteFunctions } from 'n8n-workflow';
import { optionsOf, parameter } from '../../nodes/Coachview/actions/parameters/parameter';

/** n8n's part of a run, in which each evaluation gives another value; `asked` holds what it was asked for. */
function contextOf(stored: { [name: string]: unknown }) {
	const asked: string[] = [];
	const context = {
		getNode: () => ({ parameters: stored }),
		getNodeParameter: (name: string, item: number) => {
			asked.push(`${name} ${item}`);
			return name === 'options' ? { expectedExternId: `${item} at ${asked.length}` } : `${name} of ${item}`;
		},
	} as unknown as IExecuteFunctions;
	return { context, asked };
}

const options = { expectedExternId: '={{ $json.externId }}' };

it('evaluates an expression once for each item, so that all that is done with the item uses one value', () => {
	const { context, asked } = contextOf({ options });
	const first = optionsOf(context, 0);
	expect([optionsOf(context, 1), optionsOf(context, 0), optionsOf(context, 1)]).toEqual([
		{ expectedExternId: '1 at 2' },
		first,
		{ expectedExternId: '1 at 2' },
	]);
	expect(first).toEqual({ expectedExternId: '0 at 1' });
	expect(asked).toEqual(['options 0', 'options 1']);
});

it('never gives the value of one item to another, however many there are', () => {
	const { context } = contextOf({ person: '={{ $json.id }}' });
	const items = Array.from({ length: 300 }, (_, item) => item);
	for (const round of [items, [...items].reverse(), items])
		for (const item of round) expect(parameter(context, 'person', item)).toBe(`person of ${item}`);
});

it('reads what holds no expression once for all items', () => {
	const { context, asked } = contextOf({ policy: 'onlyIfEmpty' });
	for (let item = 0; item < 3; item++) expect(parameter(context, 'policy', item)).toBe('policy of 0');
	expect(asked).toEqual(['policy 0']);
});

it('asks again after an expression that failed', () => {
	let times = 0;
	const { context } = contextOf({ person: '={{ $json.id }}' });
	const failing = {
		...context,
		getNodeParameter: () => {
			times += 1;
			if (times === 1) throw new Error('not this time');
			return 'now';
		},
	} as unknown as IExecuteFunctions;
	expect(() => parameter(failing, 'person', 0)).toThrow('not this time');
	expect(parameter(failing, 'person', 0)).toBe('now');
});
