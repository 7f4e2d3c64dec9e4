import type { FastifyInstance } from 'fastify';
import { giveCategory } from '../coachview/categories.mts';
import type { RawObject } from '../coachview/raw.mts';
import { joinObject, textOf } from '../coachview/raw.mts';
import { bodyOf } from '../http.mts';
import type { World } from '../world.mts';
import type { Employee, HrFlags, HrSystemInfo } from './types.mts';

/** The control port's paths for people, categories and employees. */
export function registerData(app: FastifyInstance, world: World, systems: () => HrSystemInfo[]): void {
	const found = (id: string): RawObject => {
		const person = world.people.get(id.toLowerCase(), world.choices);
		if (!person) throw new Error('There is no such person');
		return person;
	};
	const idOf = (person: RawObject) => textOf(person, 'id')!;
	type Id = { Params: { id: string } };

	app.get('/snapshot', async () => ({
		people: Object.fromEntries(world.people.all().map((person) => [idOf(person), joinObject(person)])),
		categories: world.categories.links(),
		freeFields: Object.fromEntries(world.freeFields.dump(world.choices)),
	}));
	app.get<{ Querystring: { externId?: string; externSource?: string } }>('/people', async (request) => {
		const { externId, externSource } = request.query;
		return world.people
			.all()
			.filter(
				(person) => externId === undefined || textOf(person, 'externId')?.toLowerCase() === externId.toLowerCase(),
			)
			.filter(
				(person) =>
					externSource === undefined || textOf(person, 'externSource')?.toLowerCase() === externSource.toLowerCase(),
			)
			.map((person) => ({ id: idOf(person), text: joinObject(person) }));
	});
	app.put('/people', async (request) => ({ id: world.people.putRaw(request.body as string) }));
	app.get<Id>('/people/:id', async (request, reply) =>
		reply.header('content-type', 'application/json; charset=utf-8').send(joinObject(found(request.params.id))),
	);
	app.patch<Id>('/people/:id', async (request, reply) => {
		world.people.patchRaw(request.params.id, request.body as string);
		return reply.code(204).send();
	});
	app.delete<Id>('/people/:id', async (request, reply) => {
		const id = idOf(found(request.params.id));
		world.people.remove(id);
		world.categories.forget(id);
		return reply.code(204).send();
	});
	app.put<Id>('/people/:id/free-fields', async (request, reply) => {
		const { code, value } = bodyOf<{ code: string; value: unknown }>(request);
		world.freeFields.set(idOf(found(request.params.id)), code, JSON.stringify(value));
		return reply.code(204).send();
	});

	app.get('/categories', async () => world.categories.definitions());
	app.post('/categories', async (request) => {
		const { naam, groep = 'Algemeen' } = bodyOf<{ naam: string; groep?: string }>(request);
		return world.categories.define(naam, groep);
	});
	app.get<Id>('/people/:id/categories', async (request) => {
		const id = idOf(found(request.params.id));
		return world.categories.links().filter((link) => link.persoonId === id);
	});
	app.post<Id>('/people/:id/categories', async (request) => {
		const { naam } = bodyOf<{ naam: string }>(request);
		const definition = world.categories.definitions().find((one) => one.naam === naam);
		if (!definition) throw new Error(`There is no category ${naam}`);
		return giveCategory(idOf(found(request.params.id)), definition.id, world);
	});
	app.delete<Id & { Querystring: { naam: string } }>('/people/:id/categories', async (request, reply) => {
		const person = found(request.params.id);
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
