import type { INodeProperties } from 'n8n-workflow';
import { Registry } from '../../nodes/Coachview/actions/registry.ts';
import type { Entity } from '../../nodes/Coachview/entities/entity.ts';
import { ENTITIES } from '../../nodes/Coachview/entities/index.ts';
import { reportFigures } from '../harness/report.mts';

const propertiesOf = (entities: readonly Entity[]) => new Registry(entities).properties();
const sizeOf = (entities: readonly Entity[]) => JSON.stringify(propertiesOf(entities)).length;
const writes = ({ verbs }: Entity) => Object.keys(verbs).some((verb) => verb !== 'get' && verb !== 'getMany');

/**
 * The editor loads the whole description: bytes, about 15 % above what was measured (21.1, 3.6 and 38.5 kB). What
 * all share grew by 1.2 kB with the list of fields and IDs, declared once; the whole stayed where it was. Reading was 4.2 kB
 * when there were few entities; an enrolment is looked up by each of the four records that it hangs on, and each filter is text.
 * Webhook Event has the trigger's own parameters, word for word: 3.3 kB in what all share, for what takes the place of a node.
 * HR Answer adds 3.6 kB there, for what takes the place of a Code node of 24 kB: the person, four columns, further ones, and birth rules.
 */
const MOST = { fixed: 32_800, reading: 4_600, writing: 44_300, whole: 206_600 };
/** What operations add that are no verbs; a web request has people, company and debtor, each with fields of their own. */
const SPECIAL: Readonly<Record<string, number>> = { getProgress: 1_200, getValues: 4_500, create: 14_500 };
const specialsOf = ({ specials }: Entity) => specials.reduce((sum, { value }) => sum + (SPECIAL[value] ?? 0), 0);

test('Account, Any Entity and what all resources share', () => expect(sizeOf([])).toBeLessThanOrEqual(MOST.fixed));

test.each(ENTITIES.map((entity) => [entity.name, entity] as const))('what %s adds', (_name, entity) => {
	const others = ENTITIES.filter((one) => one !== entity);
	expect(sizeOf(ENTITIES) - sizeOf(others)).toBeLessThanOrEqual(
		(writes(entity) ? MOST.writing : MOST.reading) + specialsOf(entity),
	);
});

test('all of it together', () => {
	reportFigures('descriptionBytes', sizeOf(ENTITIES));
	expect(sizeOf(ENTITIES)).toBeLessThanOrEqual(MOST.whole);
});

test('equal parameters are declared once', () => {
	const texts = propertiesOf(ENTITIES).map(withoutPlaces);
	expect(texts.filter((text, index) => texts.indexOf(text) < index)).toEqual([]);
});

test('each operation has its parameters in its own order', () => {
	const { resources } = new Registry(ENTITIES);
	const properties = propertiesOf(ENTITIES).filter(({ name }) => name !== 'resource' && name !== 'operation');
	for (const { value: resource, operations } of resources) {
		for (const { value: operation, properties: own } of operations) {
			const shown = properties.filter(({ displayOptions }) => {
				const { show = {} } = displayOptions ?? {};
				return show.resource?.includes(resource) && show.operation?.includes(operation);
			});
			expect(shown.map(withoutPlaces)).toEqual(own.map(withoutPlaces));
		}
	}
});

/** The parameter as text, without the resources and operations that it is shown for. */
function withoutPlaces({ displayOptions, ...property }: INodeProperties): string {
	const others = Object.entries(displayOptions?.show ?? {}).filter(
		([key]) => key !== 'resource' && key !== 'operation',
	);
	return JSON.stringify({ ...property, others });
}
