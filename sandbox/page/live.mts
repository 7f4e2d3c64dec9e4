import { setTimeout as pause } from 'node:timers/promises';
import type { FastifyReply } from 'fastify';
import type { Scene } from './scene.mts';
import { liveParts } from './shell.mts';

/** Milliseconds between two looks at the sandbox, and between two signs of life. */
const LOOK = 300;
const SIGN = 15_000;

/**
 * Sends the parts that change, as server-sent events, until the visitor goes: `part` with the element's id and content.
 * All parts come first, because the page may have been loaded some time ago.
 * @param scene reads the sandbox as it is now
 */
export async function goLive(reply: FastifyReply, scene: () => Promise<Scene>): Promise<void> {
	reply.hijack();
	const { raw } = reply;
	raw.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store' });
	raw.write('retry: 1000\n\n');
	const sent = new Map<string, string>();
	let sign = Date.now();
	while (!raw.destroyed) {
		// The sandbox stops: the browser asks again by itself, until one answers.
		const parts = await scene().then(liveParts, () => undefined);
		if (!parts) return void raw.end();
		for (const [id, content] of parts) {
			if (sent.get(id) === content) continue;
			sent.set(id, content);
			raw.write(`event: part\ndata: ${JSON.stringify({ id, content })}\n\n`);
		}
		if (Date.now() - sign > SIGN) {
			sign = Date.now();
			raw.write(': still here\n\n');
		}
		await pause(LOOK, undefined, { ref: false });
	}
}
