import type { FastifyInstance } from 'fastify';
import { joinObject, textOf, type RawObject } from '../coachview/raw.mts';
import type { Records } from '../coachview/records.mts';
import { removeRecord } from '../coachview/routes.mts';
import { giveCategory } from '../coachview/special/categories.mts';
import { bodyOf } from '../http.mts';
import type { World } from '../world.mts';
import type { Employee, HrFlags, HrSystemInfo } from './types.mts';

type Id = { Params: { id: string } };
const idOf = (record: RawObject) => textOf(record, 'id')!;
const textsOf = (store: Records) => Object.fromEntries(store.all().map((record) => [idOf(record), joinObject(record)]));

/** @throws Error when there is no such record */
function found(store: Records, id: string, what: string): RawObject {
	const record = store.get(id, { idCase: 'insensitive' });
	if (!record) throw new Error(`There is no such ${what}`);
	return record;
}

/** The control port's paths for the records of one entity. */
function registerStore(app: FastifyInstance, world: World, base: string, path: string, what: string): void {
	const store = () => world.records.get(path)!;
	app.get<{ Querystring: { externId?: string; externSource?: string } }>(base, async (request) => {
		const { externId, externSource } = request.query;
		const fits = (record: RawObject, key: string, wanted: string | undefined) =>
			wanted === undefined || textOf(record, key)?.toLowerCase() === wanted.toLowerCase();
		return store()
			.all()
			.filter((record) => fits(record, 'externId', externId) && fits(record, 'externSource', externSource))
			.map((record) => ({ id: idOf(record), text: joinObject(record) }));
	});
	app.put(base, async (request) => ({ id: store().putRaw(request.body as string) }));
	app.get<Id>(`${base}/:id`, async (request, reply) =>
		reply
			.header('content-type', 'application/json; charset=utf-8')
			.send(joinObject(found(store(), request.params.id, what))),
	);
	app.patch<Id>(`${base}/:id`, async (request, reply) => {
		store().patchRaw(request.params.id, request.body as string);
		return reply.code(204).send();
	});
	app.delete<Id>(`${base}/:id`, async (request, reply) => {
		removeRecord(idOf(found(store(), request.params.id, what)), store(), world);
		return reply.code(204).send();
	});
	app.put<Id>(`${base}/:id/free-fields`, async (request, reply) => {
		const { code, value } = bodyOf<{ code: string; value: unknown }>(request);
		world.freeFields.set(idOf(found(store(), request.params.id, what)), code, JSON.stringify(value));
		return reply.code(204).send();
	});
}

/** The control port's paths for records, categories and employees. */
export function registerData(app: FastifyInstance, world: World, systems: () => HrSystemInfo[]): void {
	const personOf = (id: string) => found(world.people, id, 'person');

	app.get('/snapshot', async () => ({
		people: textsOf(world.people),
		categories: world.categories.links(),
		freeFields: Object.fromEntries(world.freeFields.dump(world.choices)),
		records: Object.fromEntries(
			[...world.records].filter(([path]) => path !== 'Personen').map(([path, store]) => [path, textsOf(store)]),
		),
	}));
	registerStore(app, world, '/people', 'Personen', 'person');
	for (const { path } of world.played) registerStore(app, world, `/records/${path}`, path, 'record');

	app.get('/categories', async () => world.categories.definitions());
	app.post('/categories', async (request) => {
		const { naam, groep = 'Algemeen' } = bodyOf<{ naam: string; groep?: string }>(request);
		return world.categories.define(naam, groep);
	});
	app.get<Id>('/people/:id/categories', async (request) => {
		const id = idOf(personOf(request.params.id));
		return world.categories.links().filter((link) => link.persoonId === id);
	});
	app.post<Id>('/people/:id/categories', async (request) => {
		const { naam } = bodyOf<{ naam: string }>(request);
		const definition = world.categories.definitions().find((one) => one.naam === naam);
		if (!definition) throw new Error(`There is no category ${naam}`);
		return giveCategory(idOf(personOf(request.params.id)), definition.id, world);
	});
	app.delete<Id & { Querystring: { naam: string } }>('/people/:id/categories', async (request, reply) => {
		const person = personOf(request.params.id);
		const link = world.categories.remove(idOf(person), request.query.naam);
		if (link) world.webhooks.invented('persoon.categorie.verwijderd', person, link);
		return reply.code(204).send();
	});

	app.get('/hr/systems', async () => systems());
	app.get('/hr/employees', async () => world.employees.all());
	app.put('/hr/employees', async (request) => world.employees.put(bodyOf<Employee>(request)));
	app.patch<{ Params: { number: string } }>('/hr/employees/:number', async (request) =>
		world.employees.patch(request.params.number, bodyOf<Partial<Employee>>(request)),
	);
	app.delete<{ Params: { number: string } }>('/hr/employees/:number', async (request, reply) => {
		world.employees.remove(request.params.number);
		return reply.code(204).send();
	});
	app.get<{ Params: { system: string } }>('/hr/flags/:system', async (request) =>
		world.employees.flags(request.params.system),
	);
	app.put<{ Params: { system: string } }>('/hr/flags/:system', async (request, reply) => {
		const { system } = request.params;
		if (!systems().some(({ name }) => name === system)) throw new Error(`There is no HR system ${system}`);
		world.employees.setFlags(system, bodyOf<HrFlags>(request));
		return reply.code(204).send();
	});
}
