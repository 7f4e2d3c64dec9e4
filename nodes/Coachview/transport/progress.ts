import { progressOf, readMark, type PartMarks, type Progress } from '../domain/courses/progress';
import { Fault } from '../domain/fault';
import { rawAt, textAt, type RawRecord } from '../domain/json/record';
import { buildWhere } from '../domain/query/where';
import { coursePart } from '../entities/coursePart';
import { coursePartExecution } from '../entities/coursePartExecution';
import { enrolment } from '../entities/enrolment';
import type { Entity } from '../entities/entity';
import type { CoachviewClient } from './client';
import { listRecords } from './paging';
import { Records } from './records';

/** What a part of a course asks for. */
interface Demands {
	presenceRequired: boolean;
	passRequired: boolean;
}

/** Parts by id, and those of a course, kept for the items of one run. */
export class KnownParts {
	readonly byId = new Map<string, Demands>();
	readonly ofCourse = new Map<string, readonly string[]>();
}

/** How far a participant is. */
export interface EnrolmentProgress extends Progress {
	personId: string;
	courseId: string;
	status: string;
	/** Parts that have a row for the participant. */
	parts: number;
	/** Parts of the course that have none; whether they concern the participant is not known (assumption A94). */
	partsWithoutRow: number;
}

/**
 * Reads an enrolment, the rows of its parts and what the parts ask for (paths and meaning: vendor documentation; names of
 * members: inferred).
 *
 * @throws Fault `notFound` when there is no such enrolment, `unexpectedAnswer` for marks in a form that is not known, and what
 *         the client throws
 */
export async function enrolmentProgress(
	client: CoachviewClient,
	id: string,
	known: KnownParts,
): Promise<EnrolmentProgress> {
	const found = await new Records(client, enrolment).read(id);
	const courseId = textAt(found, ['opleidingId']);
	const ofCourse = courseId === '' ? [] : await partsOfCourse(client, courseId, known);
	const rows = await listed(client, coursePartExecution, 'opleidingsvraagId', id, (row) => ({
		partId: textAt(row, ['opleidingsonderdeelId']).toLowerCase(),
		presence: readMark(row, 'aanwezig'),
		pass: readMark(row, 'geslaagd'),
	}));
	const marks: PartMarks[] = [];
	for (const { partId, presence, pass } of rows)
		marks.push({ ...(await demandsOf(client, partId, known)), presence, pass });
	const without = ofCourse.filter((part) => !rows.some(({ partId }) => partId === part));
	// Whoever is on a waiting list has no course, shown as null; where the member is missing nothing is known of a course.
	const isCourseKnown = rawAt(found, ['opleidingId']) !== undefined;
	const isOpen = rows.length === 0 && (!isCourseKnown || without.some((part) => asksForAnything(known.byId.get(part))));
	return {
		...progressOf(marks, isOpen),
		personId: textAt(found, ['persoonId']),
		courseId,
		status: textAt(found, ['opleidingsvraagStatusId']),
		parts: rows.length,
		partsWithoutRow: without.length,
	};
}

/** @returns ids of the course's parts, which are known then as far as the list shows what they ask for */
async function partsOfCourse(
	client: CoachviewClient,
	courseId: string,
	{ byId, ofCourse }: KnownParts,
): Promise<readonly string[]> {
	const known = ofCourse.get(courseId);
	if (known) return known;
	const ids = await listed(client, coursePart, 'opleidingId', courseId, (row) => {
		const id = textAt(row, ['id']).toLowerCase();
		// A list may show less than a record has (assumption A70).
		if (rawAt(row, ['aanwezig']) !== undefined && rawAt(row, ['examen']) !== undefined) byId.set(id, demandsIn(row));
		return id;
	});
	ofCourse.set(courseId, ids);
	return ids;
}

async function demandsOf(client: CoachviewClient, partId: string, { byId }: KnownParts): Promise<Demands> {
	if (partId === '')
		throw new Fault(
			'unexpectedAnswer',
			`Coachview does not show which parts its rows in ${coursePartExecution.path} belong to`,
			'Nothing was counted. Check in Coachview that the client may read all fields.',
			{ fields: ['opleidingsonderdeelId'] },
		);
	const demands = byId.get(partId) ?? shownDemands(await new Records(client, coursePart).read(partId));
	byId.set(partId, demands);
	return demands;
}

/** @throws Fault `unexpectedAnswer` for a part that shows neither demand: "nothing is required" would make 100 % of it */
function shownDemands(part: RawRecord): Demands {
	const names = ['aanwezig', 'examen'];
	if (names.some((name) => rawAt(part, [name]) !== undefined)) return demandsIn(part);
	throw new Fault(
		'unexpectedAnswer',
		'Coachview does not show whether a part of the course asks for presence or a pass, so nothing was counted',
		`Use Get of ${coursePart.words.title} to see the part. Check in Coachview that the client may read all fields.`,
		{ fields: names },
	);
}

/** `aanwezig` on a part: presence is required; `examen`: it has to be passed (vendor documentation). */
function demandsIn(part: RawRecord): Demands {
	return {
		presenceRequired: readMark(part, 'aanwezig') === 'yes',
		passRequired: readMark(part, 'examen') === 'yes',
	};
}

const asksForAnything = (demands?: Demands) => !demands || demands.presenceRequired || demands.passRequired;

/** All records that refer to one, checked again here. */
async function listed<T>(
	client: CoachviewClient,
	entity: Entity,
	name: string,
	value: string,
	convert: (row: RawRecord) => T,
): Promise<T[]> {
	const label = entity.fields.find((field) => field.name === name)?.label ?? name;
	const wish = {
		where: buildWhere([{ field: name, label, operator: '=', value }]),
		equalities: [{ field: { name, label, kind: 'id' as const }, value }],
		from: '',
		to: '',
		limit: Infinity,
	};
	return await listRecords(new Records(client, entity), client, wish, convert);
}
