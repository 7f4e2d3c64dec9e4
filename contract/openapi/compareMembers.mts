import type { Entity, Field } from '../../nodes/Coachview/entities/entity.ts';
import type { DescribedEntity, DescribedMember } from './described.mts';
import { finding, type Aspect, type Finding, type Verdict } from './finding.mts';
import type { SchemaMember } from './schema.mts';
import { callsOf, createsByItself, forms, words } from './table.mts';

/** Names, types, codes, what is required and what can be written, of the members that both sides have or one lacks. */
export function comparedMembers(entity: Entity, whole: DescribedEntity): Finding[] {
	const described = createsByItself(entity) ? { ...whole, members: whole.shown } : whole;
	// A description without any member says nothing about them.
	if (described.members.size === 0) return [];
	const { path } = entity;
	const sides = paired(entity.fields, described.members);
	const own = new Set(['id', ...entity.readOnly]);
	const relations = new Set(entity.relations.map(({ name }) => name));
	const isRelation = (name: string, { form }: DescribedMember) =>
		relations.has(name) || (form === 'object' && described.members.has(`${name}Id`));
	const unmatched = [...described.members].filter(([name]) => !sides.taken.has(name) && !own.has(name));
	return [
		...sides.pairs.flatMap(([field, name, member]) => comparedField(entity, field, name, member)),
		...sides.alone.map(({ name, grade }) =>
			finding('wrong', 'member', path, name, `is not described (the table says ${grade})`),
		),
		...unmatched
			.filter(([name, member]) => !isRelation(name, member))
			.map(([name, member]) => added(path, name, member)),
		...unmatched
			.filter(([name, member]) => isRelation(name, member))
			.map(([name]) =>
				finding(relations.has(name) ? 'right' : 'lacks', 'relation', path, name, 'is shown as a related record'),
			),
		...[...relations]
			.filter((name) => !described.members.has(name))
			.map((name) => finding('wrong', 'relation', path, name, 'is not described')),
		...changed(entity, described),
	];
}

type Pair<Left, Right> = [left: Left, name: string, right: Right];

/** Members that both sides have: of the same name, or one that differs in capitals only. */
function paired<Left extends { name: string }, Right>(left: readonly Left[], right: ReadonlyMap<string, Right>) {
	const taken = new Set<string>();
	const pairs: Array<Pair<Left, Right>> = [];
	const alone: Left[] = [];
	const names = [...right.keys()];
	for (const one of left) {
		const inOtherCase = (name: string) =>
			name.toLowerCase() === one.name.toLowerCase() && !left.some((other) => other.name === name);
		const name = right.has(one.name) ? one.name : names.find(inOtherCase);
		if (name === undefined) alone.push(one);
		else {
			taken.add(name);
			pairs.push([one, name, right.get(name)!]);
		}
	}
	return { pairs, alone, taken };
}

const codes = ({ values }: SchemaMember) => (values ? `, one of ${values.join(', ')}` : '');

function added(path: string, name: string, member: DescribedMember): Finding {
	const extra = `${codes(member)}${member.required ? ', required' : ''}${member.written === false ? ', not written' : ''}`;
	return finding('lacks', 'member', path, name, `is described: ${words[member.form]}${extra}`);
}

function comparedField(entity: Entity, field: Field, name: string, member: DescribedMember): Finding[] {
	const about = (verdict: Verdict, aspect: Aspect, says: string, at = field.name) =>
		finding(verdict, aspect, entity.path, at, says);
	const form = forms[field.kind];
	return [
		name === field.name ? about('right', 'member', 'is described') : about('wrong', 'spelling', `is written ${name}`),
		...(member.form === 'any'
			? []
			: [
					member.form === form
						? about('right', 'type', `is ${words[form]}`)
						: about('wrong', 'type', `is ${words[member.form]}, not ${words[form]}`),
				]),
		...comparedValues(field, member, about),
		...comparedLines(field, member, about),
		...comparedRequired(field, member, about),
		...comparedState(field, member, about),
		...comparedWriting(entity, field, member, about),
	];
}

type About = (verdict: Verdict, aspect: Aspect, says: string, at?: string) => Finding;

/** Codes, where the description has an enumeration. */
function comparedValues({ name, values = [] }: Field, member: SchemaMember, about: About): Finding[] {
	const described = member.values;
	if (described === undefined) return [];
	return [...new Set([...values, ...described])].map((value) => {
		const verdict = !values.includes(value) ? 'lacks' : described.includes(value) ? 'right' : 'wrong';
		return about(verdict, 'value', verdict === 'wrong' ? 'is not among the codes' : 'is a code', `${name}: ${value}`);
	});
}

/** Members of a group. Related records, such as the country beside its code, are no values of their own. */
function comparedLines({ name, members }: Field, { lines }: SchemaMember, about: About): Finding[] {
	if (!members || !lines) return [];
	const { pairs, alone, taken } = paired(members, lines);
	const isRelated = (line: string, { form, readOnly }: SchemaMember) =>
		form === 'object' && (readOnly || ['Id', 'Code'].some((ending) => lines.has(line + ending)));
	return [
		...pairs.flatMap(([line, written, { form }]) => [
			written === line.name
				? about('right', 'member', 'is described', `${name}.${line.name}`)
				: about('wrong', 'spelling', `is written ${written}`, `${name}.${line.name}`),
			...(form === 'text' || form === 'any'
				? []
				: [about('wrong', 'type', `is ${words[form]}, not ${words.text}`, `${name}.${line.name}`)]),
		]),
		...alone.map((line) => about('wrong', 'member', 'is not described', `${name}.${line.name}`)),
		...[...lines]
			.filter(([line, member]) => !taken.has(line) && !isRelated(line, member))
			.map(([line, { form }]) => about('lacks', 'member', `is described: ${words[form]}`, `${name}.${line}`)),
	];
}

/** Where the description shows something that is sent. */
function comparedRequired({ required }: Field, member: DescribedMember, about: About): Finding[] {
	if (member.written === undefined || (!required && !member.required)) return [];
	if (!member.required) return [about('wrong', 'required', 'is not required')];
	return [about(required ? 'right' : 'lacks', 'required', 'is required')];
}

/** Yes, no and not yet marked: only of what is yes or no on both sides. */
function comparedState({ kind, threeState }: Field, { form, nullable }: DescribedMember, about: About): Finding[] {
	if (kind !== 'boolean' || form !== 'boolean') return [];
	if (nullable) return [about(threeState ? 'right' : 'lacks', 'state', 'may be neither yes nor no')];
	return threeState ? [about('wrong', 'state', 'is always yes or no')] : [];
}

/** Where both sides write the entity at all. */
function comparedWriting(entity: Entity, field: Field, { written }: DescribedMember, about: About): Finding[] {
	const calls = callsOf(entity);
	if (written === undefined || !(calls.has('POST') || calls.has('PUT'))) return [];
	const isOffered = !field.calculated && !field.shownOnly;
	if (written === isOffered) return [];
	return [about('wrong', 'writing', written ? 'can be written' : 'cannot be written')];
}

/** The moment of the last change, which stands inside another member. */
function changed({ path, changed: moment }: Entity, { members }: DescribedEntity): Finding[] {
	const [outer, inner] = moment?.split('.') ?? [];
	if (outer === undefined || inner === undefined) return [];
	const lines = members.get(outer)?.lines;
	if (members.has(outer) && lines === undefined) return [];
	return [
		lines?.has(inner)
			? finding('right', 'member', path, moment!, 'is described')
			: finding('wrong', 'member', path, moment!, 'is not described'),
	];
}
