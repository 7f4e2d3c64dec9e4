import type { FastifyInstance } from 'fastify';
import type { World } from '../../world.mts';
import { description } from '../description/write.mts';
import { Refusal } from '../errors.mts';

/** Where a server with Swashbuckle has its description, without a login (assumption A01). */
export function registerDescription(app: FastifyInstance, world: World): void {
	app.get('/swagger/v1/swagger.json', (_request, reply) => {
		if (world.choices.description !== 'own') throw new Refusal(404, 'There is no such path.');
		return reply.send(JSON.stringify(description(world), null, 2));
	});
}
