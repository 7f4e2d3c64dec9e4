import type { Fault } from '../../../nodes/Coachview/domain/fault.ts';
import { rawRecord } from '../../../nodes/Coachview/domain/json/record.ts';
import { AmongIds, birthFields, BirthGaps } from '../../../nodes/Coachview/domain/query/sift.ts';
import { company } from '../../../nodes/Coachview/entities/company.ts';
import { person } from '../../../nodes/Coachview/entities/person.ts';

const row = (members: object) => rawRecord(JSON.stringify(members));
const whole = { geboortedatum: '1987-04-12', geboorteplaats: 'Utrecht' };
const faultOf = (run: () => void): Fault | undefined => {
	try {
		run();
		return undefined;
	} catch (fault) {
		return fault as Fault;
	}
};

describe('gaps in birth data', () => {
	it('are looked for in the fields that make up birth data', () => {
		expect(birthFields(person).map(({ name }) => name)).toEqual(['geboortedatum', 'geboorteplaats']);
		expect(birthFields(company)).toEqual([]);
	});

	it.each<[object, boolean]>([
		[whole, false],
		[{ ...whole, geboorteplaats: null }, true],
		[{ ...whole, geboortedatum: '' }, true],
		[{ geboortedatum: '1987-04-12' }, true],
		[{ ...whole, geboortedatum: '1900-01-01T00:00:00' }, true],
		[{ ...whole, geboorteplaats: 'Onbekend' }, true],
		[{}, true],
	])('%j: %j', (members, isMissing) => {
		expect(new BirthGaps(person, true).fits(row(members))).toBe(isMissing);
		expect(new BirthGaps(person, false).fits(row(members))).toBe(!isMissing);
	});

	it('cannot be seen where a list does not show the fields; that no row came says nothing', () => {
		const judged = (...rows: object[]) => {
			const gaps = new BirthGaps(person, true);
			for (const one of rows) gaps.fits(row(one));
			return faultOf(() => gaps.judge());
		};
		expect(judged()).toBeUndefined();
		expect(judged({ geboortedatum: null }, { geboorteplaats: null })).toBeUndefined();
		expect(judged({ geboortedatum: null })).toMatchObject({
			reason: 'unexpectedAnswer',
			message: "Coachview's list does not show Place of Birth, so it cannot be seen where it is missing",
			fields: ['Place of Birth'],
		});
		expect(judged({})?.message).toContain('Date of Birth and Place of Birth');
	});
});

describe('records whose ids were found elsewhere', () => {
	it('are known by their ids in any case', () => {
		const among = new AmongIds(['AB-1', 'cd-2']);
		expect(['ab-1', 'CD-2', 'ef-3', ''].map((id) => among.fits(row({ id })))).toEqual([true, true, false, false]);
		expect(among.fits(row({}))).toBe(false);
		expect(() => among.judge()).not.toThrow();
	});
});
