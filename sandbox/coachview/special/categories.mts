import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { FieldKind } from '../../../nodes/Coachview/entities/entity.ts';
import type { CategoryDefinition, CategoryLink } from '../../control/types.mts';
import type { World } from '../../world.mts';
import { admit, sampleRow } from '../access.mts';
import { BadRequest, Refusal } from '../errors.mts';
import { isGuid } from '../kinds.mts';
import { readFlag, readPage, readQuery, type Query } from '../query.mts';
import { joinObject, textOf } from '../raw.mts';
import { existing, readBody } from '../recordWrites.mts';
import { viewFlags } from '../view.mts';
import { readOrder, readWhere, type Fields } from '../where.mts';

export interface Categories {
	definitions(): CategoryDefinition[];
	define(naam: string, groep: string, id?: string): CategoryDefinition;
	links(): CategoryLink[];
	/** Links a person and a category. @returns the link, and whether it is new */
	add(persoonId: string, categorieId: string): { link: CategoryLink; isNew: boolean };
	/** @returns the link that is gone, undefined when there was none */
	remove(persoonId: string, naam: string): CategoryLink | undefined;
	/** @returns the link that is gone, undefined when there was none of this id */
	removeById(id: string): CategoryLink | undefined;
	/** Forgets all links of a person that is gone. */
	forget(persoonId: string): void;
}

/** Category definitions (group and name, as the vendor's import pages have them) and the links to persons. */
export function createCategories(): Categories {
	const definitions = new Map<string, CategoryDefinition>();
	let links: CategoryLink[] = [];
	return {
		definitions: () => [...definitions.values()],
		define(naam, groep, id = randomUUID()) {
			const definition = { id, naam, groep };
			definitions.set(id, definition);
			return definition;
		},
		links: () => links,
		add(persoonId, categorieId) {
			const definition = definitions.get(categorieId);
			if (!definition) throw new Error('There is no such category');
			const old = links.find((link) => link.persoonId === persoonId && link.categorieId === categorieId);
			if (old) return { link: old, isNew: false };
			const link = { id: randomUUID(), persoonId, categorieId, naam: definition.naam };
			links.push(link);
			return { link, isNew: true };
		},
		remove(persoonId, naam) {
			const link = links.find((one) => one.persoonId === persoonId && one.naam === naam);
			links = links.filter((one) => one !== link);
			return link;
		},
		removeById(id) {
			const link = links.find((one) => one.id === id.toLowerCase());
			links = links.filter((one) => one !== link);
			return link;
		},
		forget(persoonId) {
			links = links.filter((link) => link.persoonId !== persoonId);
		},
	};
}

const fieldTypes: Record<string, FieldKind> = { id: 'id', persoonid: 'id', categorieid: 'id', naam: 'text' };
const keys: Record<string, keyof CategoryLink> = {
	id: 'id',
	persoonid: 'persoonId',
	categorieid: 'categorieId',
	naam: 'naam',
};
const linkFields: Fields<CategoryLink> = {
	kind: (name) => fieldTypes[name],
	value: (row, name) => row[keys[name]!],
};
const path = '/api/v1/Persoonscategorieen';
type ById = { Params: { id: string } };

/**
 * `Persoonscategorieen`: GET with the plain parameter PersoonId (seen in code); rows are assumption A33, POST is A32, GET by id and
 * DELETE are A93.
 */
export function registerCategories(app: FastifyInstance, world: World): void {
	app.get(path, (request, reply) => {
		const caller = admit(request, reply, world, 'Persoonscategorieen.Lezen');
		const query = readQuery(request.url, ['persoonid', 'where', 'orderby', 'skip', 'take', 'count', ...viewFlags]);
		const { skip, take } = readPage(query, world.choices);
		const persoonId = query.get('persoonid');
		if (persoonId !== undefined && !isGuid(persoonId)) throw new BadRequest('PersoonId is not an id.');
		const passes = readWhere(query.get('where'), linkFields, world.choices);
		const order = readOrder(query.get('orderby'), linkFields, world.choices);
		const count = readFlag(query, 'count');
		if (caller.sample) return reply.send(JSON.stringify([sampleRow(['id', 'naam']), sampleRow(['id', 'naam'])]));
		const same = (id: string) =>
			persoonId === undefined || id === (world.choices.idCase === 'sensitive' ? persoonId : persoonId.toLowerCase());
		const rows = world.categories
			.links()
			.filter((link) => same(link.persoonId) && passes(link))
			.sort((a, b) => order?.(a, b) || (a.id < b.id ? -1 : 1));
		if (count && world.choices.rowCount !== 'noHeader') reply.header('RowCount', String(rows.length));
		const page = count && world.choices.rowCount === 'emptyBody' ? [] : rows.slice(skip, skip + take);
		return reply.send(JSON.stringify(page.map((link) => rowOf(link, query, world))));
	});
	app.get<ById>(`${path}/:id`, (request, reply) => {
		const caller = admit(request, reply, world, 'Persoonscategorieen.Lezen');
		const query = readQuery(request.url, viewFlags);
		if (caller.sample) return reply.send(JSON.stringify(sampleRow(['id', 'naam'])));
		return reply.send(JSON.stringify(rowOf(linkOf(request.params.id, world), query, world)));
	});
	app.delete<ById>(`${path}/:id`, (request, reply) => {
		admit(request, reply, world, 'Persoonscategorieen.Schrijven');
		if (world.choices.takingCategory !== 'delete') throw new Refusal(405, 'There is no DELETE.', { Allow: 'GET' });
		takeCategory(linkOf(request.params.id, world), world);
		return reply.code(204).send();
	});
	app.post(path, (request, reply) => {
		admit(request, reply, world, 'Persoonscategorieen.Schrijven');
		if (world.choices.givingCategory !== 'post') throw new Refusal(405, 'There is no POST.', { Allow: 'GET' });
		readQuery(request.url, []);
		const body = readBody(request);
		for (const key of body.keys())
			if (!['persoonId', 'categorieId'].includes(key))
				throw new BadRequest('A member is not known.', { [key]: ['Not known.'] });
		const person = existing(textOf(body, 'persoonId') ?? '', world.people, world.choices);
		const categorieId = textOf(body, 'categorieId')?.toLowerCase() ?? '';
		if (!world.categories.definitions().some(({ id }) => id === categorieId))
			throw new BadRequest('There is no such category.', { categorieId: ['Not known.'] });
		return reply.code(201).send(JSON.stringify(giveCategory(textOf(person, 'id')!, categorieId, world)));
	});
}

/** Assumption A33; with related records the person stands beside the id. */
function rowOf(link: CategoryLink, query: Query, { choices, people }: World): object {
	if (choices.categoryRows === 'nameOnly') return { naam: link.naam };
	if (!readFlag(query, 'inclusiefdirecterelaties')) return link;
	const person = people.get(link.persoonId, choices);
	return { ...link, persoon: person ? (JSON.parse(joinObject(person)) as object) : null };
}

/** A row has an id of its own under assumption A33 only. */
function linkOf(id: string, { categories, choices }: World): CategoryLink {
	const link = categories.links().find((one) => one.id === id.toLowerCase());
	if (!link || choices.categoryRows === 'nameOnly') throw new Refusal(404, 'There is no such record.');
	return link;
}

/** Takes a category away; what is sent then is invented (assumption A41). */
function takeCategory(link: CategoryLink, world: World): void {
	world.categories.removeById(link.id);
	const person = world.people.get(link.persoonId, world.choices);
	if (person) world.webhooks.invented('persoon.categorie.verwijderd', person, link);
}

/** Gives a person a category; when it is new, the webhooks are sent (vendor documentation), without waiting for them. */
export function giveCategory(persoonId: string, categorieId: string, world: World): CategoryLink {
	const { link, isNew } = world.categories.add(persoonId, categorieId);
	if (isNew) world.webhooks.categoryAdded(world.people.get(persoonId, world.choices)!, link);
	return link;
}
