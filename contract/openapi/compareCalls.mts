import type { Entity } from '../../nodes/Coachview/entities/entity.ts';
import type { Call, DescribedEntity } from './described.mts';
import { finding, type Finding } from './finding.mts';
import { callsOf, expectedParameters, words } from './table.mts';

/** Seen for three entities, and of every one that has free fields. */
const FREE_FIELDS = 'Vrijevelden';

/** Verbs: which calls there are, and addresses below the entity that the table does not know. */
export function comparedCalls(entity: Entity, described: DescribedEntity): Finding[] {
	const { path } = entity;
	const mine = callsOf(entity);
	const all = new Set<Call>([...mine.keys(), ...described.calls.keys()]);
	return [
		...[...all].map((call) => {
			const grade = mine.get(call);
			if (grade === undefined) return finding('lacks', 'call', path, call, 'is described');
			return described.calls.has(call)
				? finding('right', 'call', path, call, `is described (the table says ${grade})`)
				: finding('wrong', 'call', path, call, `is not described (the table says ${grade})`);
		}),
		...(described.wrapped === undefined
			? []
			: [finding('wrong', 'call', path, 'GET list', `wraps its rows in ${described.wrapped}`)]),
		...[...new Set(described.further)]
			.filter((rest) => entity.freeFields === 'none' || rest !== FREE_FIELDS)
			.map((rest) => finding('lacks', 'path', path, rest, 'is an address below it')),
	];
}

/** Query parameters of the list and of the read by id, whatever their capitals. */
export function comparedParameters(entity: Entity, described: DescribedEntity): Finding[] {
	return (['GET list', 'GET'] as const).flatMap((call) => {
		if (!described.calls.has(call)) return [];
		const found = call === 'GET' ? described.idParameters : described.listParameters;
		const byName = new Map([...found].map(([name, form]) => [name.toLowerCase(), form]));
		const expected = expectedParameters(entity, call);
		const known = new Set(expected.map(([name]) => name.toLowerCase()));
		return [
			...expected.map(([name, form]) => {
				const there = byName.get(name.toLowerCase());
				const about = (verdict: 'right' | 'wrong', says: string) =>
					finding(verdict, 'parameter', entity.path, `${call} ${name}`, says);
				if (there === undefined) return about('wrong', 'is not described');
				return there === form || there === 'any'
					? about('right', 'is described')
					: about('wrong', `is ${words[there]}, not ${words[form]}`);
			}),
			...[...found]
				.filter(([name]) => !known.has(name.toLowerCase()))
				.map(([name, form]) =>
					finding('lacks', 'parameter', entity.path, `${call} ${name}`, `is described: ${words[form]}`),
				),
		];
	});
}
