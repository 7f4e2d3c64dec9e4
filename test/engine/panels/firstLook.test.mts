import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { Coachview } from '../../../nodes/Coachview/Coachview.node.ts';
import { CoachviewTrigger } from '../../../nodes/Coachview/CoachviewTrigger.node.ts';
import { byId, pieterId, useStage } from '../../harness/stage.mts';

const stage = useStage();

describe('what somebody sees who opens the nodes for the first time', () => {
	it('the trigger offers the event of the main job first, and is set to it', () => {
		const { properties } = new CoachviewTrigger().description;
		const { options = [], default: chosen } = properties.find(({ name }) => name === 'triggerOn')!;
		expect([(options[0] as INodePropertyOptions).value, chosen]).toEqual([
			'personCategoryAdded',
			'personCategoryAdded',
		]);
	});
	it('an empty address has a button with a name', () => {
		const fields = new Coachview().description.properties.filter(({ name }) => name === 'fields');
		const addresses = fields.flatMap(({ options = [] }) =>
			(options as INodeProperties[]).filter(({ name }) => name === 'adres'),
		);
		expect(addresses.length).toBeGreaterThan(0);
		expect(new Set(addresses.map(({ placeholder }) => placeholder))).toEqual(new Set(['Add Address']));
	});
	it('a receipt begins with the outcome and a sentence; the ids come after', async () => {
		const [receipt] = await stage.person('update', { person: byId(pieterId), fields: { geboorteplaats: 'Utrecht' } });
		expect(Object.keys(receipt!).slice(0, 3)).toEqual(['outcome', 'summary', 'personId']);
	});
});
