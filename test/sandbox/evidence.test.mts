import type { FieldKind, Verb } from '../../nodes/Coachview/entities/entity.ts';
import { ENTITIES } from '../../nodes/Coachview/entities/index.ts';
import { addressLines, evidence, type Form } from '../../sandbox/evidence.mts';

/** What a value of a kind looks like in JSON. */
const forms: Record<FieldKind, Form> = {
	text: 'text',
	place: 'text',
	email: 'text',
	choice: 'text',
	id: 'id',
	number: 'number',
	boolean: 'boolean',
	date: 'date',
	birthDate: 'date',
	dateTime: 'dateTime',
	group: 'object',
};
const claims = ['seen', 'documented'];
const named = ENTITIES.map((entity) => [entity.path, entity] as const);

describe('the entity table claims no more than somebody has seen', () => {
	it.each(named)('%s: names and forms, in both directions', (path, { fields }) => {
		const { seen = {}, documented = {}, left = [] } = evidence[path] ?? {};
		const written: Record<string, Form> = { ...documented, ...seen };
		const claimed = fields.filter(({ grade }) => claims.includes(grade));
		expect(claimed.filter(({ name, kind }) => written[name] !== forms[kind]).map(({ name }) => name)).toEqual([]);
		for (const { name, grade } of claimed)
			expect({ [name]: name in (grade === 'seen' ? seen : documented) }).toEqual({ [name]: true });
		const names = claimed.map(({ name }) => name);
		expect(Object.keys(written).filter((name) => !names.includes(name) && !left.includes(name))).toEqual([]);
	});

	it.each(named)('%s: verbs, calculated members and relations', (path, { verbs, fields, relations }) => {
		const {
			seenVerbs = [],
			documentedVerbs = [],
			calculated = [],
			relations: related = [],
			ruled = [],
			parameters = [],
			left = [],
		} = evidence[path] ?? {};
		for (const [verb, grade] of Object.entries(verbs) as Array<[Verb, string]>) {
			if (grade === 'documented') expect(documentedVerbs).toContain(verb);
			if (grade === 'seen') expect(seenVerbs).toContain(verb);
		}
		const claimed = fields.filter(({ grade }) => claims.includes(grade));
		expect(
			claimed
				.filter((field) => field.calculated)
				.map(({ name }) => name)
				.sort(),
		).toEqual(calculated.filter((name) => !left.includes(name) || claimed.some((field) => field.name === name)).sort());
		expect(relations.map(({ name }) => name).sort()).toEqual([...related, ...ruled].sort());
		expect(fields.flatMap(({ parameter = [] }) => parameter)).toEqual(parameters);
	});

	it.each(named)('%s: the lines of addresses', (_path, { fields }) => {
		for (const { name, members } of fields)
			if (members && /adres$/i.test(name))
				expect(members.map((line) => line.name).sort()).toEqual([...addressLines].sort());
	});
});
