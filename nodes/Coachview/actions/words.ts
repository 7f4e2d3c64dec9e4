import type { Entity, Verb } from '../entities/entity';

/** @returns e.g. `a person` */
export function aRecord({ words: { one } }: Entity): string {
	return withArticle(one);
}

/** @returns e.g. `a person (Persoon)` */
export function aDutchRecord(entity: Entity): string {
	return withArticle(dutchRecord(entity));
}

/** @returns e.g. `person (Persoon)`, with the word that users see in Coachview where it is another one */
export function dutchRecord({ words: { one, dutch } }: Entity): string {
	return `${one}${inDutch(one, dutch.one)}`;
}

/** @returns e.g. `people (Personen)` */
export function dutchRecords({ words: { many, dutch } }: Entity): string {
	return `${many}${inDutch(many, dutch.many)}`;
}

/** @returns e.g. `Enrolment (Opleidingsvraag)`: the list of resources is searched in both languages; for the editor only */
export function resourceTitle({ words: { title, one, dutch } }: Entity): string {
	return `${title}${inDutch(one, dutch.one)}`;
}

/** @returns a further sentence for what nobody has seen Coachview do; '' for the rest, and where the path is typed anyway */
export function notConfirmed({ path, verbs }: Entity, verb: Verb): string {
	if (path === '' || verbs[verb] !== 'unconfirmed') return '';
	return verbs.getMany === 'unconfirmed'
		? `. The path ${path} is not confirmed: nobody has seen it in Coachview's API.`
		: ". Not confirmed: nobody has seen Coachview's API do this.";
}

/** @returns what the list of resources says below a name: what cannot be seen from it; undefined for the rest */
export function aboutResource({ path, verbs }: Entity): string | undefined {
	if (path === '') return "Records of any other kind, by their name in Coachview's API";
	return verbs.getMany === 'unconfirmed' ? `Not confirmed: nobody has seen ${path} in Coachview's API` : undefined;
}

/** @returns `a, b or c` */
export function oneOf(texts: readonly string[]): string {
	return texts.length < 2 ? texts.join('') : `${texts.slice(0, -1).join(', ')} or ${texts.at(-1)}`;
}

/** @returns e.g. `Person`; the title of a resource may be another one */
export function recordTitle({ words: { one } }: Entity): string {
	return `${one.charAt(0).toUpperCase()}${one.slice(1)}`;
}

/** @returns e.g. `Date of Birth (Geboortedatum)`, so that the editor's search finds both words; for the editor only */
export function fieldTitle({ label, dutch }: { label: string; dutch: string }): string {
	return `${label}${inDutch(label, dutch)}`;
}

function inDutch(word: string, dutch: string): string {
	return dutch.toLowerCase() === word.toLowerCase() ? '' : ` (${dutch})`;
}

function withArticle(noun: string): string {
	return `${/^[aeiou]/i.test(noun) ? 'an' : 'a'} ${noun}`;
}
