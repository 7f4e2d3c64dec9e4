import { person as entity } from '../../../nodes/Coachview/entities/person.ts';
import { LOOKS, NewcomerLooks } from '../../../nodes/Coachview/domain/write/newcomerLooks.ts';
import { fault, KEY, OURS, script, words, type Script } from './creationScript.mts';
import { ended } from './settleStage.mts';

describe('how a newcomer is looked for', () => {
	const patiently = async (finds: Script['finds'], key: typeof KEY | undefined = KEY) => {
		const port = script({ finds });
		const found = words(await ended(new NewcomerLooks(port, entity, key).findPatiently()));
		return [found, port.log.join(' ')];
	};

	it.each<[string, Script['finds'], unknown, log: string]>([
		['it is there', [OURS], OURS, 'find'],
		['it comes a little later', [undefined, undefined, OURS], OURS, 'find pause 1 find pause 2 find'],
		['it does not come', [undefined], undefined, 'find pause 1 find pause 2 find'],
		['there are two', [fault('ambiguous')], 'ambiguous', 'find'],
		['the day is used up', [fault('quotaExhausted')], 'quotaExhausted', 'find'],
		['the look-up does not work', [fault('unavailable')], 'unknownOutcome', 'find'],
	])('%s', async (_, finds, found, log) => {
		expect(await patiently(finds)).toEqual([found, log]);
	});

	it('two with the key are told with both parts of it', async () => {
		const end = await ended(new NewcomerLooks(script({ finds: [fault('ambiguous')] }), entity, KEY).findPatiently());
		expect(end).toMatchObject({ fields: ['externId', 'externSource'], details: KEY });
	});

	it('without a key nobody is looked for', async () => {
		const port = script({ finds: [OURS] });
		const looks = new NewcomerLooks(port, entity, undefined);
		expect([await looks.findPatiently(), await looks.exists(), port.log]).toEqual([undefined, false, []]);
	});

	it.each<[Script['finds'], unknown]>([
		[[OURS], true],
		[[undefined], false],
		[[fault('rejected')], false],
		[[fault('ambiguous')], 'ambiguous'],
		[[fault('quotaExhausted')], 'quotaExhausted'],
	])('exists: case %#', async (finds, exists) => {
		expect(words(await ended(new NewcomerLooks(script({ finds }), entity, KEY).exists()))).toBe(exists);
	});

	it('by its ID it is read more than once, and only while it is not there', async () => {
		const late = script({ reads: [fault('notFound'), fault('notFound'), OURS] });
		expect(await new NewcomerLooks(late, entity, KEY).readNew('n')).toBe(OURS);
		expect(late.log).toEqual(['read n', 'pause 1', 'read n', 'pause 2', 'read n']);
		const never = script({ reads: [fault('notFound')] });
		expect(await ended(new NewcomerLooks(never, entity, KEY).readNew('n'))).toMatchObject({
			reason: 'unknownOutcome',
			details: { personId: 'n', ...KEY },
		});
		expect(never.log.filter((line) => line === 'read n')).toHaveLength(LOOKS);
		const broken = script({ reads: [fault('unavailable')] });
		expect(words(await ended(new NewcomerLooks(broken, entity, KEY).readNew('n')))).toBe('unknownOutcome');
		expect(broken.log).toEqual(['read n']);
		expect(await new NewcomerLooks(broken, entity, KEY).readTold('n')).toBeUndefined();
		expect(words(await ended(new NewcomerLooks(broken, entity, undefined).readTold('n')))).toBe('unknownOutcome');
	});
});
