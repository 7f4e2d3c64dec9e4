import { row, rowId } from './row.mts';
import { companyId, pieterId } from './special.mts';

// What hangs on a course: definition, parts, rooms, teachers, enrolments, presence and results. All is invented. Members that
// the entity table does not offer were seen in a recorded answer, unless they are made up to be kept.

/** Id of a course that lies in the future and has free places. */
export const courseId = rowId('4441');
/** Id of the definition that it is a run of. */
export const definitionId = rowId('44d1');
const location = rowId('44e1');
const [theory, exam, lesson] = [rowId('4511'), rowId('4512'), rowId('4513')] as const;
/** Pieter's enrolment: present once, the exam not marked yet, the e-learning passed. */
export const pieterEnrolmentId = rowId('4611');
/** An enrolment of which everything is done. */
export const doneEnrolmentId = rowId('4612');
/** An enrolment on the waiting list, of no course. */
export const waitingEnrolmentId = rowId('4613');
const zoe = '99999999-9999-4999-8999-999999999901';
const jonas = '99999999-9999-4999-8999-999999999907';
const [teacher, otherTeacher] = [rowId('4711'), rowId('4712')] as const;

/** Names behind the ids that the records refer to. */
export const courseNames: ReadonlyArray<readonly [string, string]> = [
	[definitionId, 'Veilig werken op hoogte'],
	[location, 'Zaal Noord'],
	[rowId('47a1'), 'Hoofddocent'],
];

const part = { opleidingId: courseId, elearningOmgevingId: null, elearningKoppelingCustomerId: null };
const execution = (opleidingsvraagId: string, persoonId: string, opleidingsonderdeelId: string) => ({
	opleidingsonderdeelId,
	opleidingsvraagId,
	persoonId,
});

export const courseRecords: Readonly<Record<string, readonly string[]>> = {
	Opleidingssoorten: [
		row(
			'44d1',
			{
				code: 'VWH',
				naam: 'Veilig werken op hoogte',
				doel: 'Veilig werken met ladder en steiger',
				doelgroep: 'Monteurs',
				vooropleiding: null,
				omschrijvingInhoud: 'Theorie, oefening en examen.\nNeem eigen schoenen mee.',
				opmerking: null,
				publicatieWebsite: true,
				inactief: false,
				opleidingssoortStatusId: 'Definitief',
				aantalOnderdelen: 3,
			},
			'"totaalBedragExclBtwGepubliceerdeVerkoopregels":395.00,"internNummer":1234567890123456789',
		),
	],
	Opleidingssoortonderdelen: [
		row(
			'44f1',
			{ code: 'VWH/1', naam: 'Theorie', opleidingssoortId: definitionId, lesvormId: 'Klassikaal', examen: false },
			'"aantalUur":6.50,"tijdVan":540,"tijdTot":990,"inactief":false',
		),
		row('44f2', {
			code: 'VWH/2',
			naam: 'Examen',
			opleidingssoortId: definitionId,
			lesvormId: 'Klassikaal',
			examen: true,
		}),
	],
	Opleidingssoortcategorieen: [
		row('44c1', {
			naam: 'Veiligheid',
			opleidingssoortId: definitionId,
			publicatieWebsite: true,
			inactief: false,
			opleidingssoortcategoriegroepId: rowId('44c9'),
		}),
	],
	Opleidingssoortcategoriegroepen: [row('44c9', { naam: 'Onderwerp', volgorde: 1 })],
	Locaties: [
		row('44e1', {
			lokaal: 'Zaal Noord',
			naam: 'Zaal Noord',
			inactief: false,
			inCompany: false,
			opmerking: null,
			bedrijfId: companyId,
			contactpersoonId: null,
		}),
	],
	Opleidingsonderdelen: [
		row('4511', {
			...part,
			code: 'VWH-2031-01/1',
			naam: 'Theorie',
			volgnummer: 1,
			datum: '2031-03-05',
			tijdVan: '09:00:00',
			tijdTot: '16:30:00',
			aanwezig: true,
			examen: false,
			lesvormId: 'Klassikaal',
			locatieId: location,
			aantalVrij: 5,
			opleidingssoortonderdeelId: rowId('44f1'),
		}),
		row('4512', {
			...part,
			code: 'VWH-2031-01/2',
			naam: 'Examen',
			volgnummer: 2,
			datum: '2031-03-06',
			aanwezig: true,
			examen: true,
			lesvormId: 'Klassikaal',
			locatieId: location,
			opleidingssoortonderdeelId: rowId('44f2'),
		}),
		row('4513', {
			...part,
			code: 'VWH-2031-01/3',
			naam: 'Voorbereiding',
			volgnummer: 3,
			datum: null,
			aanwezig: false,
			examen: true,
			lesvormId: 'Elearning',
			elearningCode: 'VWH-E',
		}),
	],
	Docenten: [
		row('4711', {
			voorletters: 'M.',
			voornaam: 'Mira',
			tussenvoegsels: 'van',
			achternaam: 'Steigeren',
			geslacht: 'Vrouw',
			email1: 'mira@example.org',
			bedrijfsnaam: 'Hoogwerk B.V.',
			functie: 'Docent',
			inactief: false,
		}),
		row('4712', { voornaam: 'Teun', achternaam: 'Ladders', email1: 'teun@example.org', inactief: true }),
	],
	Opleidingsonderdelen_Docenten: [
		row('4721', {
			opleidingsonderdeelId: theory,
			docentId: teacher,
			docentrolId: rowId('47a1'),
			planningsstatus: 'Akkoord',
			toelichting: 'Brengt eigen ladder mee',
		}),
		row('4722', { opleidingsonderdeelId: exam, docentId: otherTeacher, planningsstatus: 'NietAkkoord' }),
	],
	Opleidingsvragen: [
		row('4611', {
			persoonId: pieterId,
			opleidingId: courseId,
			opleidingssoortId: definitionId,
			aanvraagId: rowId('4811'),
			opleidingsvraagStatusId: 'Ingepland',
			gemiddeldResultaat: null,
		}),
		row(
			'4612',
			{
				persoonId: zoe,
				opleidingId: courseId,
				opleidingssoortId: definitionId,
				aanvraagId: rowId('4811'),
				opleidingsvraagStatusId: 'Afgerond',
			},
			'"gemiddeldResultaat":8.50',
		),
		row('4613', {
			persoonId: jonas,
			opleidingId: null,
			opleidingssoortId: definitionId,
			aanvraagId: rowId('4812'),
			opleidingsvraagStatusId: 'Wachtlijst',
		}),
	],
	Opleidingsonderdeeluitvoeringen: [
		row('4621', { ...execution(pieterEnrolmentId, pieterId, theory), aanwezig: true, geslaagd: null }),
		row('4622', { ...execution(pieterEnrolmentId, pieterId, exam), aanwezig: null, geslaagd: null }),
		row('4623', { ...execution(pieterEnrolmentId, pieterId, lesson), aanwezig: null, geslaagd: true }),
		row('4624', { ...execution(doneEnrolmentId, zoe, theory), aanwezig: true, geslaagd: null }),
		row('4625', { ...execution(doneEnrolmentId, zoe, exam), aanwezig: true, geslaagd: true }),
		row('4626', { ...execution(doneEnrolmentId, zoe, lesson), aanwezig: false, geslaagd: true }, '"bron":"lms"'),
	],
	Opleidingsvraagonderdelen: [
		row('4631', {
			opleidingsvraagId: doneEnrolmentId,
			statusId: 'Afgerond',
			vrijstelling: false,
			afgerond: true,
			akkoord: true,
			datumAkkoord: '2031-03-07',
		}),
	],
	Resultaatdefinities: [row('4641', { code: 'EXAMEN', naam: 'Eindexamen', volgorde: 1 })],
	Resultaten: [
		row(
			'4651',
			{
				opleidingsvraagId: doneEnrolmentId,
				resultaatdefinitieId: rowId('4641'),
				datum: '2031-03-06',
				scoreCode: 'V',
				scoreVrij: null,
				opmerking: 'Met lof',
			},
			'"scoreAbsoluut":8.50',
		),
	],
};
