// F83 and F84: other programs that write the same person.
import { byId, pieterId } from '../../harness/stage.mts';
import type { Row } from './row.mts';

const person = byId(pieterId);
const onPut = { server: 'coachview', method: 'PUT', path: 'Personen' } as const;

export const together: Row[] = [
	{
		id: 'F83',
		title: 'An edit in the milliseconds between our read and our PUT',
		atCoachview: 'Another user saves the person after our read; our PUT writes the old value of that field',
		node: '**Cannot prevent it** without help of the server. Where `auditTrail.etag` goes up by one step each time, a larger step in the answer shows that somebody was in between',
		user: '`overlap: true` in the receipt and a hint beside the output: look at this person in Coachview, or set *Look Again After Writing* in all workflows',
		async run({ asNewcomer, control, run, update }) {
			await asNewcomer({ A68: 'ten' });
			for (const titel of ['a', 'b', 'c'])
				expect(await update({ person, fields: { titel } })).toMatchObject({ overlap: false });
			await control.colleague.script({
				kind: 'edit',
				personId: pieterId,
				members: { tel2: '06-11111111' },
				side: 'before',
				match: onPut,
			});
			const { outputs, hints } = await run({ person, fields: { titel: 'd' } });
			expect(outputs[0]?.[0]?.json).toMatchObject({ outcome: 'updated', overlap: true });
			expect(hints.map(({ message }) => message).join()).toContain('Look Again After Writing');
			expect(await update({ person, fields: { titel: 'e' } })).toMatchObject({ overlap: false });
		},
	},
	{
		id: 'F84',
		title: 'Two n8n processes write one person',
		atCoachview:
			'Two processes, or two workers in queue mode, read one person at the same moment and write different fields: the second PUT undoes the first',
		node: '*Look Again After Writing* waits (2 seconds unless set otherwise, once for a whole batch), reads once more, and starts again when its own change is gone',
		user: 'Both changes are there. Without the option one of them is lost, and at best `overlap` tells of it (`twoProcesses` in reports/figures.json); a program that does not look again can still undo a change later than that',
		async run({ control, update, stored, puts }) {
			// The other process writes the whole person from what it had read before our write.
			await control.colleague.script({
				kind: 'edit',
				personId: pieterId,
				members: { titel: null, tel2: '06-11111111' },
				side: 'after',
				match: onPut,
			});
			const receipt = await update({
				person,
				fields: { titel: 'ing.' },
				options: { concurrency: 'lookAgain', lookAgainAfter: 0.1 },
			});
			expect(receipt).toMatchObject({
				outcome: 'updated',
				changedFields: ['titel'],
				verified: true,
				verifiedBy: 'read',
				overlap: true,
			});
			expect([(await stored()).get('titel'), (await stored()).get('tel2'), (await puts()).length]).toEqual([
				'"ing."',
				'"06-11111111"',
				2,
			]);
		},
	},
];
