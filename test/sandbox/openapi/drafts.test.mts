import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ts from 'typescript';
import { compare } from '../../../contract/openapi/compare.mts';
import { draftOf } from '../../../contract/openapi/draft.mts';
import { draftFiles, writeDrafts } from '../../../contract/openapi/draftFiles.mts';
import { projectRoot } from '../../../hosts/cache.mjs';
import { define, type Entity } from '../../../nodes/Coachview/entities/entity.ts';
import { ENTITIES } from '../../../nodes/Coachview/entities/index.ts';
import type { Plant } from '../../../sandbox/coachview/description/plants.mts';
import type { DescribedEntity } from '../../../contract/openapi/described.mts';
import { describer, keyOf, told } from './stage.mts';

const world = describer();
const plants: Plant[] = [
	{ plant: 'addEntity', path: 'Lesvoertuigen' },
	{ plant: 'addEntity', path: 'Opleidingen_Extra' },
	{ plant: 'addEntity', path: 'Class' },
	{ plant: 'renameMember', path: 'Personen', name: 'geboorteplaats', to: 'plaatsVanGeboorte' },
	{ plant: 'lock', path: 'Personen', name: 'titel' },
	{ plant: 'require', path: 'Personen', name: 'email1' },
	{ plant: 'retype', path: 'Personen', name: 'adres', type: 'string' },
	{ plant: 'retype', path: 'Personen', name: 'inactief', type: 'string' },
	{ plant: 'addCall', path: 'Personen', name: 'DELETE' },
	{ plant: 'addValue', path: 'Opleidingen', name: 'opleidingStatusId', value: 'Nieuw' },
	{ plant: 'retype', path: 'Opleidingen', name: 'startDatum', type: 'date' },
	{ plant: 'removeCall', path: 'Opleidingen', name: 'GET' },
];

const folder = mkdtempSync(join(tmpdir(), 'coachview-drafts-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function make() {
	const description = await told(world, { plants });
	return { description, files: await draftFiles(description, ENTITIES, compare(description, ENTITIES)) };
}
let made: ReturnType<typeof make> | undefined;
const drafted = async () => await (made ??= make());

/** Drafts as entities, beside those of the table. */
async function entities(): Promise<Map<string, Entity>> {
	const { description } = await drafted();
	const taken = new Set(ENTITIES.map(({ name }) => name.toLowerCase()));
	return new Map(
		description.entities.map((described: DescribedEntity) => {
			const known = ENTITIES.find(({ path }) => path === described.path);
			return [described.path, define(draftOf(described, known, taken).short)];
		}),
	);
}

describe('drafts of entity files', () => {
	it('are made of what is new or otherwise, and of nothing else', async () => {
		const { files } = await drafted();
		expect(files.map(({ name }) => name).sort()).toEqual(
			['classEntity.ts', 'course.ts', 'lesvoertuigen.ts', 'opleidingenExtra.ts', 'person.ts'].sort(),
		);
	});

	it('type-check beside the table, and are laid out by Prettier', async () => {
		const { files } = await drafted();
		writeDrafts(folder, files);
		expect(readdirSync(folder).length).toBe(files.length);
		for (const { name, text } of files) expect(text).toBe(readFileSync(join(folder, name), 'utf8'));
		const prettier = join(projectRoot, 'node_modules/prettier/bin/prettier.cjs');
		const layout = ['--config', join(projectRoot, '.prettierrc.js'), '--list-different', folder];
		expect(execFileSync(process.execPath, [prettier, ...layout], { encoding: 'utf8' })).toBe('');
		for (const name of ['entity.ts', 'shared.ts'])
			writeFileSync(join(folder, name), readFileSync(join(projectRoot, 'nodes/Coachview/entities', name), 'utf8'));
		const program = ts.createProgram(
			files.map(({ name }) => join(folder, name)),
			{
				strict: true,
				noEmit: true,
				target: ts.ScriptTarget.ES2023,
				module: ts.ModuleKind.Preserve,
				moduleResolution: ts.ModuleResolutionKind.Bundler,
				allowImportingTsExtensions: true,
				types: [],
			},
		);
		const said = ts.getPreEmitDiagnostics(program);
		expect(said.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '))).toEqual([]);
	});

	it('never overwrite a file', async () => {
		const { files } = await drafted();
		expect(() => writeDrafts(folder, files)).toThrow(/is there already\. Give --write-entities a new folder\.$/);
	});

	it('put into the table leave nothing to find but what cannot be said in it', async () => {
		const { description } = await drafted();
		const made = await entities();
		const table = [...made.values()];
		const left = compare(description, table).filter(({ verdict, path }) => verdict !== 'right' && path !== 'Class');
		expect(left.map(keyOf).sort()).toEqual(
			[
				// Dropping something is a decision of people.
				'wrong | call | Opleidingen | GET',
				'wrong | member | Personen | geboorteplaats',
				// The invented entities are described without most parameters.
				...['Lesvoertuigen', 'Opleidingen_Extra'].flatMap((path) => [
					...['Count', 'orderby', 'skip'].map((name) => `wrong | parameter | ${path} | GET list ${name}`),
					...['GET list', 'GET'].flatMap((call) =>
						['InclusiefDirecteRelaties', 'InclusiefExtraVelden'].map(
							(name) => `wrong | parameter | ${path} | ${call} ${name}`,
						),
					),
				]),
			].sort(),
		);
	});

	it('keep what the table knows of an entity', async () => {
		const made = (await entities()).get('Personen')!;
		const table = ENTITIES.find(({ path }) => path === 'Personen')!;
		const { fields, verbs, relations, ...rest } = table;
		expect(made).toMatchObject(rest);
		expect(made.verbs).toEqual({ ...verbs, delete: 'documented', get: 'documented', getMany: 'documented' });
		for (const { name, label, dutch, note, filter } of fields)
			expect(made.fields.find((field) => field.name === name)).toMatchObject({
				...{ label, dutch },
				...(note && { note }),
				...(filter && { filter }),
			});
		const field = (name: string) => made.fields.find((one) => one.name === name);
		expect(field('geboortedatum')).toMatchObject({ kind: 'birthDate', grade: 'documented' });
		expect(field('geboorteplaats')).toMatchObject({ kind: 'place', grade: 'seen' });
		expect(field('adres')).toEqual({
			name: 'adres',
			label: 'Address',
			dutch: 'Adres',
			kind: 'text',
			grade: 'documented',
		});
		expect([field('titel')?.shownOnly, field('email1')?.required]).toEqual([true, true]);
		expect(field('bedrijfId')).toMatchObject({ kind: 'id', label: 'Bedrijf ID', dutch: 'Bedrijf' });
		expect(made.relations.map(({ name }) => name)).toEqual(
			expect.arrayContaining([...relations.map(({ name }) => name), 'bedrijf', 'functie', 'afdeling']),
		);
	});

	it('of a new entity have kinds, codes, groups, relations and what is only shown', async () => {
		const made = (await entities()).get('Lesvoertuigen')!;
		expect(made).toMatchObject({ name: 'lesvoertuigen', label: { name: ['naam'] }, sort: 'naam', freeFields: 'none' });
		expect(Object.fromEntries(made.fields.map(({ name, kind }) => [name, kind]))).toEqual({
			...{ code: 'text', naam: 'text', soort: 'choice', aantal: 'number', prijs: 'number', actief: 'boolean' },
			...{ datum: 'date', tijdstip: 'dateTime', persoonId: 'id', plek: 'group', volledigeNaam: 'text' },
		});
		expect(made.fields.find(({ name }) => name === 'soort')!.values).toEqual(['Groot', 'Klein']);
		expect(made.fields.filter(({ shownOnly }) => shownOnly).map(({ name }) => name)).toEqual(['volledigeNaam']);
		expect(made.fields.filter(({ required }) => required).map(({ name }) => name)).toEqual(['naam']);
		expect(made.relations).toEqual([{ name: 'persoon' }]);
		expect(made.changed).toBe('auditTrail.gewijzigdDatumTijd');
	});

	it('of entities that agree say the same as the table', async () => {
		const agreeing = (await entities()).get('Docenten')!;
		const table = ENTITIES.find(({ path }) => path === 'Docenten')!;
		const ungraded = ({ fields, verbs, ...rest }: Entity) => ({
			...rest,
			verbs: Object.keys(verbs).sort(),
			fields: fields.map(({ grade: _grade, ...field }) => field),
		});
		expect(ungraded(agreeing)).toEqual(ungraded(table));
	});
});
