import { PLAIN, type Edit, type Json, type Manners, type Person, type State } from './memoryTypes.mts';

const clone = <T,>(value: T): T => structuredClone(value);

/** Every state that each person has ever had, on a clock, and what is still to come. */
export class MemoryStates {
	now = 0;
	readonly people = new Map<string, State[]>();
	readonly manners: Manners;
	protected edits: Edit[] = [];
	protected pending: Array<{ at: number; land: () => void }> = [];
	private random = 7;

	constructor(manners: Partial<Manners> = {}) {
		this.manners = { ...PLAIN, ...manners };
	}

	add(id: string, person: Person): void {
		this.people.set(id, [{ at: this.now, by: 'start', person: { id, ...clone(person) }, etag: '100' }]);
	}

	states(id: string): State[] {
		return this.people.get(id) ?? [];
	}

	current(id: string): Person {
		return this.states(id).at(-1)?.person ?? {};
	}

	/** Time passes: what is due happens, in its order. */
	pass(moments: number): void {
		for (let moment = 0; moment < moments; moment++) {
			this.now++;
			const due = <T extends { at: number }>(list: T[]) => list.filter(({ at }) => at <= this.now);
			for (const { land } of due(this.pending)) land();
			this.pending = this.pending.filter(({ at }) => at > this.now);
			for (const edit of due(this.edits)) this.edit(edit);
			this.edits = this.edits.filter(({ at }) => at > this.now);
		}
	}

	/** All that is still under way arrives. */
	finish(): void {
		this.edits = [];
		this.pass(1000);
	}

	edit({ id, path, value }: Pick<Edit, 'id' | 'path' | 'value'>): void {
		const person = clone(this.current(id));
		let place: Person = person;
		for (const key of path.slice(0, -1)) place = (place[key] ??= {}) as Person;
		place[path.at(-1) as string] = this.formOf(path[0] as string, value);
		this.keep(id, { at: this.now, by: 'colleague', person, etag: this.nextEtag(id) });
	}

	keep(id: string, state: State): number {
		const states = this.people.get(id) ?? [];
		this.people.set(id, states);
		return states.push(state) - 1;
	}

	nextEtag(id: string): string {
		this.random = (this.random * 48271) % 2147483647;
		const last = Number(this.states(id).at(-1)?.etag ?? 99);
		return String(this.manners.etag === 'random' ? 100 + (this.random % 1_000_000) : last + 1);
	}

	/** What a PUT with this body makes of the person. */
	stored(now: Person, body: Person): Person {
		const person: Person = {};
		for (const key of new Set([...Object.keys(now), ...Object.keys(body)])) {
			if (key === 'auditTrail') continue;
			if (key === 'id') person.id = now.id ?? null;
			else if (key in body) person[key] = this.formOf(key, body[key] as Json);
			// A hidden value survives where it is not mentioned; null would take it away.
			else
				person[key] = this.manners.missing === 'keeps' || this.manners.hides.includes(key) ? (now[key] as Json) : null;
		}
		return person;
	}

	formOf(key: string, value: Json): Json {
		if (typeof value !== 'string' || this.manners.forms === 'asSent') return clone(value);
		if (this.manners.forms === 'cut') return key === 'opmerking' ? value.slice(0, 20) : value;
		return /^email/.test(key)
			? value.trim().toLowerCase()
			: key === 'geboortedatum'
				? `${value.slice(0, 10)}T00:00:00`
				: value.trim().normalize('NFC');
	}

	textOf({ person, etag, at }: State): string {
		const seen = Object.fromEntries(
			Object.entries(person).map(([key, value]) => [key, this.manners.hides.includes(key) ? null : value]),
		);
		const audit = this.manners.etag === 'none' ? {} : { auditTrail: { etag, gewijzigdOp: at } };
		return JSON.stringify({ ...seen, ...audit });
	}
}
