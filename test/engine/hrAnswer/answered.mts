import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { runNode } from '../../harness/engine.mts';

export const person = { personId: 'p-1', externId: '10023', externSource: 'HR' };
export const row = { Medewerker: '10023', Geboortedatum: '1987-04-12T00:00:00Z', Geboorteplaats: 'Zwolle' };
export const found = { outcome: 'found', dateOfBirth: '1987-04-12', placeOfBirth: 'Zwolle', matchKey: '10023' };
/** What the HTTP Request node gives with the whole response, as text. */
export const whole = (body: unknown, more: object = {}) => ({
	data: typeof body === 'string' ? body : JSON.stringify(body),
	headers: {},
	statusCode: 200,
	statusMessage: 'OK',
	...more,
});
export const answered = (...rows: unknown[]) => whole({ skip: 0, take: 2, rows });

export const COLUMNS = { numberColumn: 'Medewerker', dateColumn: 'Geboortedatum', placeColumn: 'Geboorteplaats' };

/** The item carries its person along, where a workflow looks back at an earlier node. */
export async function read(items: object[], parameters: IDataObject = {}, settings: object = {}) {
	const all = items.map(
		(item, nr) => ({ json: { asked: person, ...item }, pairedItem: { item: nr } }) as INodeExecutionData,
	);
	return await runNode({
		type: 'coachview',
		parameters: { resource: 'hrAnswer', operation: 'read', askedFor: '={{ $json.asked }}', ...COLUMNS, ...parameters },
		settings,
		credential: null,
		items: all,
	} as unknown as Parameters<typeof runNode>[0]);
}
