import { readFileSync } from 'node:fs';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Control } from '../control/client.mts';
import { bareApp } from '../http.mts';
import { passCourse, removeCategory, resetAll, turn } from './deeds.mts';
import { goLive } from './live.mts';
import { lookOf, queryOf } from './look.mts';
import { readScene } from './scene.mts';
import { pageOf, refusalPage } from './shell.mts';

const asset = (name: string) => readFileSync(new URL(`assets/${name}`, import.meta.url), 'utf8');

const headers = {
	'content-security-policy':
		"default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
	'x-content-type-options': 'nosniff',
	'referrer-policy': 'same-origin',
	'cache-control': 'no-store',
};

/**
 * The page that shows the sandbox to people, and lets them do what Coachview's users do. It is a visitor of the control
 * port like any other; "before" is the moment of this call, or of the last reset on the page.
 */
export async function createPage(control: Control): Promise<FastifyInstance> {
	const app = bareApp();
	let before = await control.snapshot();
	const scene = async ({ url }: FastifyRequest) => await readScene(control, before, lookOf(url));

	app.addHook('onRequest', async (request, reply) => {
		reply.headers(headers);
		if (!isFromHere(request))
			throw Object.assign(new Error('Only this page itself may ask for that'), { statusCode: 403 });
	});
	app.setErrorHandler((error, _request, reply) =>
		reply
			.code((error as { statusCode?: number }).statusCode ?? 400)
			.type('text/html; charset=utf-8')
			.send(refusalPage((error as Error).message)),
	);
	app.setNotFoundHandler((_request, reply) =>
		reply.code(404).type('text/html; charset=utf-8').send(refusalPage('There is no such page')),
	);
	app.get('/', async (request, reply) => reply.type('text/html; charset=utf-8').send(pageOf(await scene(request))));
	app.get('/live', async (request, reply) => await goLive(reply, async () => await scene(request)));
	for (const [name, type] of [
		['page.css', 'text/css'],
		['live.js', 'text/javascript'],
	] as const)
		app.get(`/${name}`, async (_request, reply) => reply.type(`${type}; charset=utf-8`).send(asset(name)));

	const deed = (path: string, section: string, act: (form: URLSearchParams) => Promise<void>) =>
		app.post(path, async (request, reply) => {
			await act(new URLSearchParams((request.body as string | undefined) ?? ''));
			return await reply.redirect(`/${queryOf(lookOf(request.url))}#${section}`, 303);
		});
	deed('/pass', 'person', async (form) => await passCourse(control, form.get('person') ?? ''));
	deed('/remove', 'person', async (form) => await removeCategory(control, form.get('person') ?? ''));
	deed('/fault', 'faults', async (form) => await turn(control, form.get('fault') ?? ''));
	deed('/reset', 'faults', async () => {
		await resetAll(control);
		before = await control.snapshot();
	});
	return app;
}

/** Another site in the same browser must neither read the page (by a name that leads here) nor press its buttons. */
function isFromHere({ headers: { host = '', origin }, method }: FastifyRequest): boolean {
	if (!/^(127\.0\.0\.1|localhost)(:\d+)?$/.test(host)) return false;
	return method === 'GET' || origin === undefined || origin === `http://${host}`;
}
