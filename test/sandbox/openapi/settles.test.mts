import { settledBy } from '../../../contract/openapi/settles.mts';
import { ENTITIES } from '../../../nodes/Coachview/entities/index.ts';
import { register } from '../../../sandbox/assumptions/register.mts';
import type { DescriptionOptions } from '../../../sandbox/coachview/description/write.mts';
import type { Changes } from '../../../sandbox/control/types.mts';
import { describer, told } from './stage.mts';

const settled = async (assumptions: Changes, options: DescriptionOptions = {}, servedAt?: string) =>
	settledBy(await told(describer(assumptions), options), ENTITIES, servedAt);
const refuted = async (...given: Parameters<typeof settled>) =>
	(await settled(...given))
		.filter(({ verdict }) => verdict === 'refuted')
		.map(({ id, alternative }) => `${id}=${alternative}`);

describe('assumptions that a description settles', () => {
	it('are all as assumed in a Coachview that is as assumed', async () => {
		const findings = await settled({});
		expect(findings.filter(({ verdict }) => verdict !== 'confirmed')).toEqual([]);
		expect(findings.map(({ id }) => id)).toEqual([
			...['A02', 'A03', 'A12', 'A13', 'A19', 'A21', 'A22', 'A23', 'A26', 'A28', 'A29', 'A32', 'A33', 'A36'],
			...['A37', 'A38', 'A63', 'A85', 'A86', 'A87', 'A88', 'A89', 'A90', 'A91', 'A93'],
		]);
	});

	it.each([
		['A03', 'underPath'],
		['A13', 'ignored'],
		['A19', 'idInBody'],
		['A21', 'noContent'],
		['A22', 'ok'],
		['A22', 'idOnly'],
		['A22', 'location'],
		['A23', 'achternaamEmail1'],
		['A26', 'allowed'],
		['A28', 'closed'],
		['A29', 'closed'],
		['A32', 'controlOnly'],
		['A33', 'nameOnly'],
		['A63', 'midnight'],
		['A85', 'allowed'],
		['A87', 'allowed'],
		['A88', 'absent'],
		['A89', 'absent'],
		['A90', 'absent'],
		['A91', 'absent'],
		['A92', 'codes'],
		['A93', 'notAllowed'],
	])('shows %s = %s, and nothing else', async (id, value) => {
		const entry = register.find((one) => one.id === id)!;
		expect(entry.alternatives.map((one) => one.value)).toContain(value);
		for (const form of ['openapi30', 'swagger2'] as const)
			expect(await refuted({ [id]: value }, { form })).toEqual([`${id}=${value}`]);
	});

	it('tells companies that are not there from those that cannot be written', async () => {
		expect(await refuted({ A86: 'absent' })).toEqual(['A86=absent']);
		const plants = [{ plant: 'removeCall', path: 'Bedrijven', name: 'PUT' }] as const;
		expect(await refuted({}, { plants })).toEqual(['A86=undefined']);
	});

	it('does not take a header that is not described for one that is not sent', async () => {
		const findings = await settled({ A12: 'noHeader' });
		expect(findings.find(({ id }) => id === 'A12')).toBeUndefined();
	});

	it('says where a description is served, and that there is more than is known', async () => {
		const plants = [{ plant: 'addEntity', path: 'Documenten' }] as const;
		expect(await refuted({}, { plants }, '/swagger/v1/swagger.json')).toEqual([
			'A01=own',
			'A02=more',
			'A38=present',
			'A87=allowed',
		]);
	});

	it.each(['Personen', 'Opleidingsvragen'])('says nothing of what is not described: %s', async (path) => {
		const plants = [{ plant: 'removeEntity', path }] as const;
		const ids = (await settled({}, { plants })).map(({ id }) => id);
		const gone = path === 'Personen' ? ['A12', 'A13', 'A19', 'A21', 'A22', 'A23', 'A26', 'A28', 'A29', 'A63'] : ['A37'];
		expect(ids.filter((id) => gone.includes(id))).toEqual([]);
	});
});
