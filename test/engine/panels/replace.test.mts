import type { INodeParameters } from 'n8n-workflow';
import { Coachview } from '../../../nodes/Coachview/Coachview.node.ts';
import { byId, pieterId, useStage } from '../../harness/stage.mts';

const stage = useStage();
const replace = async (more: INodeParameters) =>
	await stage.person('replace', { person: byId(pieterId), recordJson: '{"achternaam":"Pietersen"}', ...more });

describe('Allow Clearing', () => {
	it('stands in Options and nowhere else in the panel', () => {
		const ofReplace = new Coachview().description.properties.filter(({ displayOptions: { show = {} } = {} }) =>
			show.operation?.includes('replace'),
		);
		expect(ofReplace.filter(({ name }) => name === 'allowClearing').map(({ type }) => type)).toEqual(['hidden']);
		const options = ofReplace.filter(({ name }) => name === 'options').flatMap((one) => one.options ?? []);
		expect(options.map(({ name }) => name)).toContain('allowClearing');
	});
	it.each<INodeParameters>([{ allowClearing: true }, { options: { allowClearing: true } }])(
		'is read: %j',
		async (more) => {
			expect(await replace(more)).toMatchObject([{ outcome: 'updated' }]);
		},
	);
	it('in Options counts more than where it stood first', async () => {
		await expect(replace({ allowClearing: true, options: { allowClearing: false } })).rejects.toThrow('would clear');
	});
	it('is not what the refusal leads to', async () => {
		await expect(replace({})).rejects.toMatchObject({
			description: 'Nothing was written. Use Update instead: it keeps them. Or add these fields to the record.',
		});
	});
});
