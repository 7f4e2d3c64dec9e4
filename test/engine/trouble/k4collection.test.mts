import { byId, pieterId, useStage } from '../../harness/stage.mts';

const stage = useStage();

it.each([
	['an object', '={{ { geboorteplaats: "Ede" } }}'],
	['JSON text', '{"geboorteplaats":"Ede"}'],
	['no field', {}],
])(
	'K4.5 Fields to Update as %s, which n8n drops: nothing was given, and nobody is told "unchanged, verified"',
	async (_, fields) => {
		const { outputs, hints } = await stage.run('update', { person: byId(pieterId), fields });
		expect(outputs[0]?.[0]?.json).toMatchObject({ outcome: 'nothingGiven', changedFields: [], verified: false });
		expect(hints.map(({ message }) => message).join()).toContain('each field needs an expression of its own');
	},
);
