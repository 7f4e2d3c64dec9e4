import { person } from '../../../nodes/Coachview/entities/person';
import { collectChanges } from '../../../nodes/Coachview/domain/fields/changes';

const rules = { today: '2026-11-24' };

describe('what the user entered', () => {
	it.each([[''], [null], [undefined], ['   ']])('makes no change of %p', (empty) => {
		expect(
			collectChanges(
				person,
				{ fields: { geboortedatum: empty, geboorteplaats: empty, inactief: empty, adres: { plaats: empty } } },
				rules,
			),
		).toEqual([]);
	});

	it('makes one change per field, per key of an address', () => {
		expect(
			collectChanges(
				person,
				{
					fields: {
						geboortedatum: '1987-04-12T00:00:00Z',
						geboorteplaats: " 's-Gravenhage ",
						inactief: false,
						adres: { plaats: 'Gouda', postcode: '' },
					},
				},
				rules,
			),
		).toEqual([
			{ path: ['adres', 'plaats'], json: '"Gouda"' },
			{ path: ['geboortedatum'], json: '"1987-04-12"' },
			{ path: ['inactief'], json: 'false' },
			{ path: ['geboorteplaats'], json: '"\'s-Gravenhage"' },
		]);
	});

	it('clears only what is listed', () => {
		expect(collectChanges(person, { fields: {}, clear: ['opmerking'] }, rules)).toEqual([
			{ path: ['opmerking'], json: 'null' },
		]);
	});

	it('keeps the digits of other fields given as JSON', () => {
		expect(
			collectChanges(
				person,
				{
					fields: {},
					otherFields: [
						{ name: 'kaart', value: '1234567890123456789', type: 'json' },
						{ name: 'adres.huisnr', value: '7', type: 'string' },
					],
				},
				rules,
			),
		).toEqual([
			{ path: ['kaart'], json: '1234567890123456789' },
			{ path: ['adres', 'huisnr'], json: '"7"' },
		]);
	});

	it.each([
		[{ fields: { geboortedatum: '03/04/1990' } }, "'Date of Birth' is ambiguous"],
		[{ fields: { email1: 'nobody' } }, "'Email' is not an email address"],
		[{ fields: { voornaam: ['x'] } }, "'First Name' must be text"],
		[{ fields: { inactief: 'on' } }, "'Inactive' must be true or false"],
		[{ fields: { tel1: Number('12345678901234567890') } }, 'cannot be kept exactly'],
		[{ fields: { voornaam: 'Pieter' }, clear: ['voornaam'] }, 'listed under Clear Fields'],
		[{ fields: {}, clear: ['id'] }, 'cannot be cleared'],
		[
			{ fields: {}, otherFields: [{ name: 'auditTrail.etag', value: '1', type: 'json' as const }] },
			'kept by Coachview itself',
		],
		[{ fields: {}, otherFields: [{ name: 'x', value: '{', type: 'json' as const }] }, "'x' is not valid JSON"],
		[{ fields: {}, otherFields: [{ name: ' ', value: 'y', type: 'string' as const }] }, 'needs a name'],
		[
			{ fields: {}, otherFields: [{ name: 'geboortedatum', value: '1900-01-01', type: 'string' as const }] },
			'placeholder',
		],
	])('refuses %j', (input, message) => expect(() => collectChanges(person, input, rules)).toThrow(message));
});
