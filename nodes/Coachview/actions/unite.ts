import type { INodeProperties } from 'n8n-workflow';
import type { Resource } from './operation';

/** For which resource and operation a parameter is shown. */
interface Place {
	resource: string;
	operation: string;
}

/** The parameters of one operation that are still to be declared, in its order. */
interface Queue {
	place: Place;
	properties: INodeProperties[];
	/** The same as numbers; equal parameters have the same one. */
	ids: number[];
}

/**
 * Parameters of all operations, equal ones declared once, in an order in which each operation has its own. They are
 * declared without display options for resource and operation: those come from here.
 */
export function uniteParameters(resources: readonly Resource[]): INodeProperties[] {
	const queues = queuesOf(resources);
	const there = new Set(queues.map(({ place }) => keyOf(place)));
	const exists = (place: Place) => there.has(keyOf(place));
	const united: INodeProperties[] = [];
	for (;;) {
		const waiting = queues.filter(({ ids }) => ids.length > 0);
		// One that no other operation has further back; where two contradict each other, one parameter is declared twice.
		const next = waiting.find(({ ids: [first = -1] }) => !waiting.some(({ ids }) => ids.indexOf(first) > 0));
		const { ids: [id] = [], properties: [property] = [] } = next ?? waiting[0] ?? {};
		if (!property) return united;
		const takers = waiting.filter(({ ids: [first] }) => first === id);
		for (const { ids, properties } of takers) {
			ids.shift();
			properties.shift();
		}
		const places = takers.map(({ place }) => place);
		united.push(...rectangles(places, exists).map((shown) => shownFor(property, shown)));
	}
}

function queuesOf(resources: readonly Resource[]): Queue[] {
	const known = new Map<string, number>();
	const idOf = (property: INodeProperties) => {
		const text = JSON.stringify(property);
		known.set(text, known.get(text) ?? known.size);
		return known.get(text) as number;
	};
	return resources.flatMap(({ value: resource, operations }) =>
		operations.map(({ value: operation, properties }) => ({
			place: { resource, operation },
			properties: [...properties],
			ids: properties.map(idOf),
		})),
	);
}

interface Rectangle {
	resource: string[];
	operation: string[];
}

/**
 * n8n takes a list for each key, and all keys must fit; so that only whole rectangles of places can be told. A rectangle may
 * hold pairs that do not exist: nobody can choose an operation that a resource does not have.
 */
function rectangles(places: readonly Place[], exists: (place: Place) => boolean): Rectangle[] {
	const wanted = new Set(places.map(keyOf));
	const isFree = (place: Place) => wanted.has(keyOf(place)) || !exists(place);
	const [down, across] = [strips(places, 'resource', 'operation'), strips(places, 'operation', 'resource')].map(
		(found) => merged(found, isFree),
	) as [Rectangle[], Rectangle[]];
	return down.length <= across.length ? down : across;
}

/** Rectangles of which two became one wherever that shows the parameter nowhere else. */
function merged(found: readonly Rectangle[], isFree: (place: Place) => boolean): Rectangle[] {
	const kept: Rectangle[] = [];
	for (const next of found) {
		const at = kept.findIndex((one) => placesIn(joined(one, next)).every(isFree));
		if (at < 0) kept.push(next);
		else kept[at] = joined(kept[at] as Rectangle, next);
	}
	return kept;
}

function joined(one: Rectangle, other: Rectangle): Rectangle {
	const both = (key: keyof Rectangle) => [...new Set([...one[key], ...other[key]])];
	return { resource: both('resource'), operation: both('operation') };
}

function placesIn({ resource: resources, operation: operations }: Rectangle): Place[] {
	return resources.flatMap((resource) => operations.map((operation) => ({ resource, operation })));
}

function keyOf({ resource, operation }: Place): string {
	return `${resource}/${operation}`;
}

/** Rectangles of all values of `along` that have the same values of `other`. */
function strips(places: readonly Place[], along: keyof Place, other: keyof Place): Rectangle[] {
	const found = new Map<string, Rectangle>();
	for (const value of new Set(places.map((place) => place[along]))) {
		const others = places.filter((place) => place[along] === value).map((place) => place[other]);
		const key = JSON.stringify([...others].sort());
		const strip = found.get(key) ?? ({ [along]: [], [other]: others } as unknown as Rectangle);
		strip[along].push(value);
		found.set(key, strip);
	}
	return [...found.values()];
}

function shownFor(property: INodeProperties, { resource, operation }: Rectangle): INodeProperties {
	return {
		...property,
		displayOptions: {
			...property.displayOptions,
			show: { ...property.displayOptions?.show, resource, operation },
		},
	};
}
