import type { INodeProperties } from 'n8n-workflow';
import type { Resource } from './operation';

/** For which resource and operation a parameter is shown. */
interface Place {
	resource: string;
	operation: string;
}

/** A parameter, and all places that declare it alike. */
interface United {
	text: string;
	property: INodeProperties;
	places: Place[];
}

/**
 * Parameters of all operations, equal ones declared once, in an order in which each operation has its own. They are
 * declared without display options for resource and operation: those come from here.
 */
export function uniteParameters(resources: readonly Resource[]): INodeProperties[] {
	const united: United[] = [];
	// The one with the most parameters first: those of the others fit in between.
	const count = ({ operations }: Resource) => operations.flatMap(({ properties }) => properties).length;
	for (const { value: resource, operations } of [...resources].sort((a, b) => count(b) - count(a))) {
		for (const { value: operation, properties } of operations) {
			let at = 0;
			for (const property of properties) {
				const text = JSON.stringify(property);
				const found = united.findIndex((one, index) => index >= at && one.text === text);
				// One that stands further ahead cannot be used: this operation has it behind what it has had.
				if (found < 0) united.splice(at, 0, { text, property, places: [] });
				else at = found;
				united[at++]?.places.push({ resource, operation });
			}
		}
	}
	return united.flatMap(({ property, places }) => rectangles(places).map((shown) => shownFor(property, shown)));
}

interface Rectangle {
	resource: string[];
	operation: string[];
}

/** n8n takes a list for each key, and all keys must fit; so that only whole rectangles of places can be told. */
function rectangles(places: readonly Place[]): Rectangle[] {
	const [down, across] = [strips(places, 'resource', 'operation'), strips(places, 'operation', 'resource')];
	return down.length <= across.length ? down : across;
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
