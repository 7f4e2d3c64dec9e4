import fc from 'fast-check';
import type { Edit, Fate, Json, Manners } from '../../harness/memory.mts';
import type { Step } from '../../harness/memoryTruth.mts';
import { ID, Rest, Update, type Plan } from './propertyWorld.mts';

/** Few values, so that colleagues often write what was there before, or just what is asked for. */
const VALUES: { [path: string]: Json[] } = {
	opmerking: ['nieuw', 'een opmerking van meer dan vijftig tekens, zodat er iets af kan', null],
	tel1: ['030-1', '030-2', '030-3', null],
	email1: ['Sanne@Example.nl', 'sv@example.nl', 'sanne@example.nl'],
	geboortedatum: ['1987-04-12', '1990-01-31'],
	geboorteplaats: ['Utrecht', 'Gent', 'Aalst '],
	'adres.plaats': ['Den Haag', 'Delft', null],
	'adres.adres1': ['Kerkstraat 12', 'Markt 1'],
	geheim: ['open'],
	titel: ['dr.', 'ir.', null],
	tel2: ['06-1', '06-2'],
	voornaam: ['Sanne', 'Sanna'],
};
const WISHABLE = Object.keys(VALUES).slice(0, 8);

const valueAt = (paths: readonly string[]) =>
	fc
		.constantFrom(...paths)
		.chain((name) => fc.constantFrom(...(VALUES[name] as Json[])).map((value) => ({ path: name.split('.'), value })));

export const fate: fc.Arbitrary<Fate> = fc.oneof(
	{ weight: 4, arbitrary: fc.constant<Fate>({ kind: 'taken' }) },
	{
		weight: 4,
		arbitrary: fc.constantFrom<Fate>({ kind: 'lost' }, { kind: 'takenUnclear' }, { kind: 'busy' }, { kind: 'again' }),
	},
	{ weight: 3, arbitrary: fc.integer({ min: 1, max: 25 }).map((after): Fate => ({ kind: 'late', after })) },
	{ weight: 1, arbitrary: fc.constantFrom<Fate>({ kind: 'conflict' }, { kind: 'refused' }) },
);

const plan: fc.Arbitrary<Plan> = fc.record({
	fates: fc.array(fate, { maxLength: 5 }),
	edits: fc.array(
		fc
			.tuple(fc.integer({ min: 1, max: 20 }), valueAt(Object.keys(VALUES)))
			.map(([moment, { path, value }]): Edit => ({ at: moment, id: ID, path, value })),
		{ maxLength: 4 },
	),
	waits: fc.constantFrom(6, 6, 6, 2, 0),
});

const update = fc
	.tuple(
		fc.uniqueArray(valueAt(WISHABLE), { minLength: 1, maxLength: 3, selector: ({ path }) => path.join('.') }),
		fc.constantFrom<Step['policy']>('overwrite', 'overwrite', 'onlyIfEmpty', 'failIfDifferent'),
		fc.record({
			verify: fc.constantFrom(true, true, true, false),
			rereadBeforeWrite: fc.boolean(),
			carried: fc.boolean(),
			dryRun: fc.constantFrom(false, false, false, false, true),
		}),
		plan,
	)
	.map((parts) => new Update(...parts));

export const manners: fc.Arbitrary<Partial<Manners>> = fc
	.record({
		answer: fc.constantFrom<Manners['answer']>('stored', 'stored', 'echo', 'freshEcho', 'old', 'none'),
		missing: fc.constantFrom<Manners['missing']>('erases', 'keeps'),
		etag: fc.constantFrom<Manners['etag']>('steady', 'random', 'none'),
		ifMatch: fc.constantFrom(false, false, true),
		forms: fc.constantFrom<Manners['forms']>('asSent', 'normalised', 'cut'),
		lag: fc.constantFrom(0, 0, 0, 1, 3),
		hides: fc.constantFrom<string[]>([], ['geheim']),
	})
	.map((one) => ({ ...one, ifMatch: one.ifMatch && one.etag !== 'none' }));

export const commands = fc.commands(
	[update, update, fc.integer({ min: 1, max: 30 }).map((moments) => new Rest(moments))],
	{ maxCommands: 4 },
);
