import type { INodeParameters } from 'n8n-workflow';
import { courseId } from '../../../sandbox/seed/courseRecords.mts';
import { useStage } from '../../harness/stage.mts';

// A process that knows nothing of this Coachview yet: whether references are found has to be proved first.

const stage = useStage({ assumptions: { A96: 'hidden' } });
const create = async (parameters: INodeParameters) =>
	await stage.person('create', {
		resource: 'webRequest',
		courses: { row: [{ courseId }] },
		contactLastName: 'Voorbeeld',
		...parameters,
	});
const posts = async () => await stage.sandbox.control.requests.list({ method: 'POST', path: 'Webaanvragen' });
const refused = {
	message: 'It cannot be seen whether Coachview has a web request with this reference already',
	description: expect.stringContaining('Duplicate Check'),
};

it('sends nothing where lists do not show references, unless the check is off', async () => {
	await expect(create({ reference: 'nieuw-1' })).rejects.toMatchObject(refused);
	await expect(create({ reference: 'web-0001' })).rejects.toMatchObject(refused);
	expect(await posts()).toEqual([]);
	expect(await create({ reference: 'nieuw-1', options: { duplicateCheck: 'off' } })).toMatchObject([
		{ outcome: 'created' },
	]);
});

it('sends nothing where the filter is not known', async () => {
	await stage.sandbox.control.faults.add({
		kind: 'status',
		status: 400,
		match: { method: 'GET', path: 'Webaanvragen', query: 'where=' },
		count: 5,
	});
	await expect(create({ reference: 'nieuw-2' })).rejects.toMatchObject(refused);
	expect(await posts()).toEqual([]);
});

it('finds one that somebody else has sent', async () => {
	await stage.sandbox.control.assumptions.set({ A96: 'shown' });
	expect(await create({ reference: 'WEB-0001' })).toMatchObject([{ outcome: 'exists', number: 'W-2031-0001' }]);
	expect(await posts()).toEqual([]);
});
