import { createHash } from 'node:crypto';
import type { FieldKind } from '../../nodes/Coachview/entities/entity.ts';
import type { Played } from '../coachview/entities.mts';

const two = (number: number) => String(number).padStart(2, '0');
const day = (index: number) => `${two(1 + (index % 12))}-${two(1 + (index % 28))}`;

/** An id that is the same at every start. */
function idFor(seed: number, path: string, index: number): string {
	const hex = createHash('sha256').update(`${seed}/${path}/${index}`).digest('hex');
	return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
		'-',
	);
}

/** JSON text of an invented value. Dates lie in the future, unless they are births. */
const values: Readonly<Record<FieldKind, (name: string, index: number, played: Played) => string>> = {
	text: (name, index) => JSON.stringify(`${name} ${index + 1}`),
	place: () => '"Breda"',
	email: (_name, index, { path }) => JSON.stringify(`${path.toLowerCase()}${index + 1}@example.org`),
	choice: (name, index, { values: codes }) => {
		const known = codes.get(name) ?? [];
		return JSON.stringify(known[index % known.length] ?? 'Onbekend');
	},
	id: (name, index) => JSON.stringify(idFor(0, name, index)),
	date: (_name, index) => `"2031-${day(index)}"`,
	dateTime: (_name, index) => `"2031-${day(index)}T09:${two(index % 60)}:00"`,
	birthDate: (_name, index) => `"${1960 + (index % 40)}-${day(index)}"`,
	boolean: (name, index, { threeState }) =>
		threeState.has(name) && index % 3 === 2 ? 'null' : String(index % 2 === 0),
	number: (_name, index) => `${index + 1}`,
	group: (name, index, { groups }) =>
		JSON.stringify(
			Object.fromEntries(
				(groups.get(name) ?? []).map((line) => [line, line === 'landCode' ? 'NL' : `${line} ${index + 1}`]),
			),
		),
};

/** Members that no table knows, with numbers and lists that are easily harmed: every record must keep them. */
const unknown = (index: number): string[] => [
	`"eigenKenmerk":"kenmerk ${index + 1}"`,
	`"eigenNummer":${1234567890123456789n + BigInt(index)}`,
	'"eigenBedrag":1.10',
	'"eigenLijst":[1,2.0,3e2]',
	'"eigenObject":{"code":"B2","leeg":"","niets":null}',
];

/**
 * Records of any entity, made from the names and kinds of its members; the same ones for the same seed.
 * @param count number of records
 * @returns raw JSON texts
 */
export function inventRecords(seed: number, played: Played, count: number): string[] {
	return Array.from({ length: count }, (_, index) => {
		const known = [...played.members, ...played.calculated].filter(([name]) => name !== 'id');
		const members = known.map(([name, kind]) => `${JSON.stringify(name)}:${values[kind](name, index, played)}`);
		const id = JSON.stringify(idFor(seed, played.path, index));
		return `{"id":${id},${[...members, ...unknown(index)].join(',')}}`;
	});
}
