/** A published course that can still be booked, in words for a website. */
export interface Offered {
	id: string;
	code: string;
	name: string;
	/** Local time, as Coachview writes it; null where none is known. */
	start: string | null;
	end: string | null;
	freeSeats: number;
	location: string | null;
	/** The definition that it is a run of; null when it has none. */
	program: Program | null;
}

/** What a course is about. */
export interface Program {
	id: string;
	code: string;
	name: string;
	goal: string | null;
	targetGroup: string | null;
	contents: string | null;
	priceWithoutVat: number | null;
}

type Rows = ReadonlyArray<{ json: Record<string, unknown> }>;

/**
 * The courses that a website may show: published, not cancelled, not begun, with a free place. A course of a definition that
 * is not on the website is left out, and so is one whose free places nobody knows.
 *
 * @param courses whole rows with Extra Fields and Related Records
 * @param definitions whole rows of the definitions that are published
 * @param now local time as `YYYY-MM-DDTHH:mm:ss`
 */
export function offer(courses: Rows, definitions: Rows, now: string): Offered[] {
	const programs = new Map(
		definitions.filter(({ json }) => json.inactief !== true).map(({ json }) => [key(json.id), programOf(json)]),
	);
	return courses
		.map(({ json }) => json)
		.filter((row) => row.publicatie === true && row.opleidingStatusId !== 'Geannuleerd')
		.filter((row) => key(row.opleidingssoortId) === '' || programs.has(key(row.opleidingssoortId)))
		.filter((row) => (amount(row.aantalPlaatsenVrij) ?? 0) > 0)
		.filter(({ startDatum }) => typeof startDatum !== 'string' || startDatum > now)
		.map((row) => courseOf(row, programs.get(key(row.opleidingssoortId)) ?? null))
		.sort((a, b) => order(a).localeCompare(order(b)));
}

/** The same as XML: one program with its dates, as portals for courses import it. Each portal has names of its own. */
export function toXml(courses: readonly Offered[]): string {
	const groups = new Map<string, Offered[]>();
	for (const course of courses) {
		const group = course.program?.id ?? course.id;
		groups.set(group, [...(groups.get(group) ?? []), course]);
	}
	const programs = [...groups.values()].map((group) => {
		const [first] = group as [Offered];
		const { id, code, name, goal, targetGroup, contents, priceWithoutVat }: Partial<Program> = first.program ?? first;
		const starts = group.map((course) =>
			element('start', [
				...['id', 'code', 'name', 'start', 'end', 'location', 'freeSeats'].map((member) =>
					element(member, course[member as keyof Offered] as string | number | null),
				),
			]),
		);
		const about = { id, code, name, goal, targetGroup, contents, priceWithoutVat };
		return element('program', [
			...Object.entries(about).map(([member, value]) => element(member, value)),
			element('starts', starts),
		]);
	});
	return `<?xml version="1.0" encoding="UTF-8"?>\n${element('programs', programs)}\n`;
}

const key = (id: unknown) => (typeof id === 'string' ? id.toLowerCase() : '');
const order = ({ start, code }: Offered) => `${start ?? '9999'} ${code}`;

function programOf(row: Record<string, unknown>): Program {
	return {
		id: key(row.id),
		code: text(row.code) ?? '',
		name: text(row.naam) ?? '',
		goal: text(row.doel),
		targetGroup: text(row.doelgroep),
		contents: text(row.omschrijvingInhoud),
		priceWithoutVat: amount(row.totaalBedragExclBtwGepubliceerdeVerkoopregels),
	};
}

function courseOf(row: Record<string, unknown>, program: Program | null): Offered {
	const place = (row.startLocatie ?? {}) as Record<string, unknown>;
	return {
		id: key(row.id),
		code: text(row.code) ?? '',
		name: text(row.naam) ?? '',
		start: text(row.startDatum),
		end: text(row.eindDatum),
		freeSeats: amount(row.aantalPlaatsenVrij) ?? 0,
		location: text(place.naam) ?? text(place.lokaal) ?? text(place.omschrijving),
		program,
	};
}

const text = (value: unknown) => (typeof value === 'string' && value.trim() !== '' ? value : null);

/** The node gives a number whose form would get lost as text: 395.00. */
const amount = (value: unknown) =>
	value === null || value === '' || !Number.isFinite(Number(value)) ? null : Number(value);

/** An element without a value is left out; a list holds elements that are made already. */
function element(name: string, value: string | number | null | undefined | readonly string[]): string {
	if (value === null || value === undefined || value === '') return '';
	const content = Array.isArray(value) ? value.join('') : escaped(String(value));
	return `<${name}>${content}</${name}>`;
}

/** XML knows most control characters not even escaped. */
const escaped = (value: string) =>
	value
		.replace(/(?![\t\n\r])[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu, '')
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;');
