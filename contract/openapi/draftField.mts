import type { Line } from '../../nodes/Coachview/entities/entity.ts';
import type { DescribedMember } from './described.mts';
import type { Short } from './draftShort.mts';
import { kinds } from './table.mts';

type ShortField = Short['fields'][number];

/** The words of a name in camel case or with underscores. */
export const wordsOf = (name: string): string[] =>
	name
		.replace(/([a-z0-9])([A-Z])/g, '$1 $2')
		.split(/[\s_.-]+/)
		.filter((word) => word !== '');

/** Title Case, as n8n's labels are, of a Dutch name. */
function labelOf(name: string): Line {
	const words = wordsOf(name);
	const isId = words.length > 1 && words.at(-1) === 'Id';
	const own = isId ? words.slice(0, -1) : words;
	const title = own.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(' ');
	const dutch = own.join(' ').toLowerCase();
	return { name, label: isId ? `${title} ID` : title, dutch: dutch.charAt(0).toUpperCase() + dutch.slice(1) };
}

/** @returns undefined for what the table cannot offer: lists, and objects of which no member is described */
export function draftField(name: string, member: DescribedMember): ShortField | undefined {
	const { form, lines, values, required, written, nullable } = member;
	if (form === 'list' || (form === 'object' && !lines)) return undefined;
	const isEmail = form === 'text' && /^e-?mail/i.test(name);
	const kind = values && form === 'text' ? 'choice' : isEmail ? 'email' : kinds[form];
	const base = labelOf(name);
	return {
		...base,
		...(kind !== 'text' && { kind }),
		...(kind === 'choice' && { values }),
		...(kind === 'boolean' && { whether: `Whether it is marked as ${base.dutch.toLowerCase()}` }),
		...(kind === 'boolean' && nullable && { threeState: true as const }),
		...(kind === 'group' && {
			members: [...lines!].filter(([, line]) => line.form === 'text').map(([line]) => labelOf(line)),
		}),
		...(required && { required: true }),
		...(written === false && { shownOnly: true }),
	};
}
