import type { Basket, PagedList } from '../../../nodes/Coachview/domain/query/list';

export interface Person {
	id: string;
	name: string;
}

/** Pseudo-random numbers from a seed (mulberry32), so that a failing schedule can be played again. */
function random(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
	};
}

/** A Coachview in memory that gives people in pages, while somebody else works in it between any two requests. */
export class Model implements PagedList<Person> {
	people: Person[] = [];
	requests = 0;
	/** Most rows that a page has, whatever is asked for. */
	cap = 100;
	/** How the list is sorted; what it leaves equal comes in another order at each request. */
	by: 'id' | 'name' = 'id';
	/** The list stands as `people` does, whatever is asked for. */
	ignoresOrder = false;
	meanwhile: (model: Model) => void = () => {};
	readonly dice: () => number;
	private count = 0;
	private readonly gone = new Set<string>();
	private readonly later = new Set<string>();

	constructor(seed: number, size: number, names = 1000) {
		this.dice = random(seed);
		for (let index = 0; index < size; index++) this.create(names);
		this.later.clear();
	}

	idOf({ id }: Person): string {
		return id;
	}

	async fromTheEnd(take: number): Promise<Person[]> {
		const rows = await this.sorted();
		return (this.ignoresOrder ? rows : rows.reverse()).slice(0, Math.min(take, this.cap));
	}

	async page(skip: number, take: number): Promise<Person[]> {
		return (await this.sorted()).slice(skip, skip + Math.min(take, this.cap));
	}

	private async sorted(): Promise<Person[]> {
		if (this.requests++ > 0) this.meanwhile(this);
		if (this.ignoresOrder) return this.people.map((person) => ({ ...person }));
		const shuffled = this.people.map((person) => ({ ...person, tie: this.dice() }));
		const sorted = shuffled.sort((a, b) => compare(a[this.by], b[this.by]) || a.tie - b.tie);
		return sorted.map(({ id, name }) => ({ id, name }));
	}

	create(names = 1000): void {
		const id = `${String(Math.floor(this.dice() * 1e9)).padStart(9, '0')}-${this.count++}`;
		this.people.push({ id, name: `n${Math.floor(this.dice() * names)}` });
		this.later.add(id);
	}

	createInFront(): void {
		this.people.push({ id: `!${String(1e6 - this.count++)}`, name: '!' });
		this.later.add(this.people.at(-1)!.id);
	}

	remove(index = Math.floor(this.dice() * this.people.length)): void {
		const [person] = this.people.splice(index, 1);
		if (person) this.gone.add(person.id);
	}

	rename(): void {
		const person = this.people[Math.floor(this.dice() * this.people.length)];
		if (person) person.name = `n${Math.floor(this.dice() * 1000)}`;
	}

	/** Those who were there from the first request to the last. */
	throughout(): string[] {
		return this.people.map(({ id }) => id).filter((id) => !this.later.has(id));
	}
}

const compare = (a: string, b: string) => (a < b ? -1 : Number(a > b));

/** A basket that keeps IDs. */
export class Ids implements Basket<Person> {
	readonly ids: string[] = [];
	readonly sifts = false;
	private readonly limit: number;

	constructor(limit = Infinity) {
		this.limit = limit;
	}

	missing(): number {
		return this.limit - this.ids.length;
	}

	add({ id }: Person): void {
		this.ids.push(id);
	}
}
