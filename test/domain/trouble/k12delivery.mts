import { parseDelivery, type Expectation } from '../../../nodes/Coachview/domain/webhook/delivery';

export const personId = '33333333-3333-4333-8333-333333333333';
export const dutch = {
	PersoonId: personId,
	PersooncategorieId: 'x-1',
	ExternId: '10023',
	ExternSource: 'AFAS',
	Categorie: 'Extragegevens',
};
export const added = 'persoon.categorie.toegevoegd';
export const byUrl: Expectation = { event: added, needsPerson: true };
export const any: Expectation = { event: '', needsPerson: false };

const read = (body: unknown, expected = byUrl, more: object = {}) => {
	const bytes = new TextEncoder().encode(typeof body === 'string' ? body : JSON.stringify(body));
	return parseDelivery({ bytes, contentType: 'application/json', ...more }, expected);
};
export const eventOf = (...args: Parameters<typeof read>) => {
	const result = read(...args);
	return 'events' in result ? result.events.map(({ event }) => event).join() : `${result.status} ${result.reason}`;
};
