import { rawRecord } from '../../../nodes/Coachview/domain/json/record.ts';
import { RowEvidence } from '../../../nodes/Coachview/domain/write/rowEvidence.ts';

const row = (members: object) => rawRecord(JSON.stringify({ id: Math.random(), auditTrail: { etag: 1 }, ...members }));
const rows = (...all: object[]) => {
	const evidence = new RowEvidence();
	evidence.note(all.map(row));
	return evidence;
};

it.each<[string, object[], object, boolean]>([
	['a member that no row has', [{ a: 1 }], { a: 1, b: 2 }, true],
	['an empty member that no row has', [{ a: 1 }], { a: 1, b: null }, false],
	['a value where rows always show null', [{ a: null }, { a: null }], { a: 'x' }, true],
	['a value where rows always show another', [{ a: false }, { a: false }], { a: true }, true],
	['the value that rows always show', [{ a: false }], { a: false }, false],
	['another value of what differs between rows', [{ a: 1 }, { a: 2 }], { a: 3 }, false],
	['no value of what differs between rows', [{ a: 1 }, { a: 2 }], {}, false],
	['no value where rows always show one', [{ a: 1 }, { a: 1 }], {}, true],
	['no value where rows always show an empty one', [{ a: '' }, { a: '' }], {}, false],
	['null where rows always show an empty text', [{ a: '' }], { a: null }, false],
	['another value of what some rows leave out', [{ a: 1 }, {}], { a: 2 }, false],
	['a value of what some rows leave out and others show as null', [{ a: null }, {}], { a: 2 }, true],
	['a line of an address that no row has', [{ adres: { adres1: 'x' } }], { adres: { adres1: 'x', plaats: 'y' } }, true],
	['another id and audit trail', [{ a: 1 }], { a: 1, auditTrail: { etag: 7, by: 'z' } }, false],
])('a read by ID shows %s', (_, listed, single, misses) => {
	expect(rows(...listed).misses(row(single))).toBe(misses);
});

it('goes on from what it has seen', () => {
	const evidence = rows({ a: 1 });
	expect(evidence.misses(row({ a: 2 }))).toBe(true);
	evidence.note([row({ a: 1 }), row({ a: 3 }), row({ a: 1 })]);
	expect(evidence.misses(row({ a: 2 }))).toBe(false);
});

it('says whether a row has shown a member', () => {
	const evidence = rows({ a: 1, adres: { plaats: 'x' } });
	expect(evidence.shows(new Set(['a']))).toBe(true);
	expect(evidence.shows(new Set(['adres', 'z']))).toBe(true);
	expect(evidence.shows(new Set(['b', 'plaats', 'auditTrail']))).toBe(false);
	expect(new RowEvidence().shows(new Set(['a']))).toBe(false);
});
