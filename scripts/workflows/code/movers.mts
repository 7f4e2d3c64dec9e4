import { numberText } from './questions.mts';

/** Fields of a person that HR leads in, beside the words of the workflow's Settings. */
const FIELDS = { company: 'bedrijfId', department: 'afdelingId', function: 'functieId' } as const;
type What = keyof typeof FIELDS;
const WHATS = Object.keys(FIELDS) as What[];
const MAPS: Readonly<Record<What, string>> = { company: 'companies', department: 'departments', function: 'functions' };

type Json = Record<string, unknown>;
type Items = ReadonlyArray<{ json: Json }>;

/** What HR says of somebody, by Coachview's IDs; null where HR says nothing. */
type Said = Record<What, string | null> & { left: boolean };

/** The workflow's Settings, as far as they matter here. */
export interface MoverSettings {
	externSource: string;
	/** Names of HR's columns: `number`, `company`, `department`, `function`, `endDate`. */
	columns: Readonly<Record<string, string>>;
	/** HR's words to Coachview's IDs. */
	companies?: Readonly<Record<string, string>>;
	departments?: Readonly<Record<string, string>>;
	functions?: Readonly<Record<string, string>>;
	/** When more people leave in one run, HR's list is not believed, and nobody is made inactive. */
	mostLeavers: number;
}

/** Somebody of whom HR says something new; with a problem, nothing is asked of Coachview. */
export interface Mover {
	externId: string;
	externSource: string;
	/** What HR says, as it is remembered; '' when part of it could not be read. */
	said: string;
	/** What HR said when it was last carried out; '' when it never was. */
	before: string;
	problem: string;
	reason: string;
}

const key = (externId: unknown) => numberText(externId).toLowerCase();

/**
 * Who has to be looked at: everybody of whom HR says something else than what was last carried out. Somebody who is not in the
 * list, and a field without a value, mean nothing at all: nobody becomes inactive because HR's data is missing.
 *
 * @param today `YYYY-MM-DD`; whoever has an end date up to it has left
 */
export function movers(list: Items, remembered: Items, settings: MoverSettings, today: string): Mover[] {
	const known = new Map(remembered.map(({ json }) => [key(json.externId), String(json.said ?? '')]));
	const rows = list.map(({ json }) => ({ json, externId: numberText(json[settings.columns.number ?? 'number']) }));
	const count = new Map<string, number>();
	for (const { externId } of rows) count.set(key(externId), (count.get(key(externId)) ?? 0) + 1);
	const read = rows
		.filter(
			({ externId }, index) =>
				externId !== '' && rows.findIndex((row) => key(row.externId) === key(externId)) === index,
		)
		.map(({ json, externId }) => {
			const before = known.get(key(externId)) ?? '';
			const { said, unread } = saidIn(json, settings, today);
			const problems = (count.get(key(externId)) ?? 0) > 1 ? ['several rows'] : unread;
			return { externId, said, before, problems };
		});
	const isNewLeaver = ({ said, before }: { said: Said; before: string }) => said.left && !leftIn(before);
	const leavers = read.filter(isNewLeaver).length;
	return read
		.map(({ externId, said, before, problems }): Mover => {
			const tooMany = isNewLeaver({ said, before }) && leavers > settings.mostLeavers;
			const [problem, reason] =
				problems[0] === 'several rows'
					? ['ambiguous', 'HR has several rows with this number.']
					: problems.length > 0
						? [
								'incomplete',
								`HR gives something that Settings do not know or that cannot be read: ${problems.join(', ')}.`,
							]
						: tooMany
							? ['tooManyLeavers', `HR says of ${leavers} people at once that they left; nobody was made inactive.`]
							: ['', ''];
			return { externId, externSource: settings.externSource, said: JSON.stringify(said), before, problem, reason };
		})
		.filter(({ said, before, problem }) => problem !== '' || said !== before);
}

/** What is to be written to one person, and what is not because somebody else has changed it. */
export interface Decision {
	bedrijfId: string;
	afdelingId: string;
	functieId: string;
	/** true, or '' when it is not to be written. */
	inactief: true | '';
	/** Names of the fields that hold something that HR never said. */
	conflict: string;
}

/**
 * A field is written when Coachview still has what HR said before, or nothing. What somebody else has entered is kept.
 *
 * @param person the whole record
 */
export function decide({ said, before }: Pick<Mover, 'said' | 'before'>, person: Json): Decision {
	const now = JSON.parse(said) as Said;
	const last = before === '' ? undefined : (JSON.parse(before) as Said);
	const decision: Decision = { bedrijfId: '', afdelingId: '', functieId: '', inactief: '', conflict: '' };
	const conflicts: string[] = [];
	for (const what of WHATS) {
		const [wanted, stored] = [now[what], key(person[FIELDS[what]])];
		if (wanted === null || wanted === stored) continue;
		if (stored === '' || stored === last?.[what]) decision[FIELDS[what]] = wanted;
		else conflicts.push(FIELDS[what]);
	}
	if (now.left && person.inactief !== true) decision.inactief = true;
	return { ...decision, conflict: conflicts.join(', ') };
}

function saidIn(row: Json, settings: MoverSettings, today: string): { said: Said; unread: string[] } {
	const unread: string[] = [];
	const said: Said = { company: null, department: null, function: null, left: false };
	for (const what of WHATS) {
		const word = numberText(row[settings.columns[what] ?? what]);
		if (word === '') continue;
		const map = settings[MAPS[what] as 'companies' | 'departments' | 'functions'] ?? {};
		const id = Object.hasOwn(map, word) ? key(map[word]) : '';
		if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) said[what] = id;
		else unread.push(what);
	}
	const given = row[settings.columns.endDate ?? 'endDate'];
	const [, day] = /^(\d{4}-\d{2}-\d{2})(?:T00:00:00.*)?$/.exec(String(given ?? '').trim()) ?? [];
	if (day !== undefined && isDay(day)) said.left = day <= today;
	else if (given !== null && given !== undefined && given !== '') unread.push('endDate');
	return { said, unread };
}

/** A real day; those before 1950 and the 31st of December 9999 are placeholders. */
function isDay(day: string): boolean {
	const date = new Date(`${day}T00:00:00Z`);
	return day > '1950-01-01' && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
}

const leftIn = (before: string) => before !== '' && (JSON.parse(before) as Said).left;
