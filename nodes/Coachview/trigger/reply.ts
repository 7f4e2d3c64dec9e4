import { createHash } from 'crypto';
import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { STYLE } from './style';

const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64');

/** Headers of every answer: nothing may be guessed, run, or kept. */
const STRICT = { 'X-Content-Type-Options': 'nosniff', 'Cache-Control': 'no-store' };

/** Answers the sender itself, in plain text; n8n then says nothing more. */
export function answer(context: IWebhookFunctions, status: number, text: string): IWebhookResponseData {
	const response = context.getResponseObject();
	response.writeHead(status, {
		...STRICT,
		'Content-Type': 'text/plain; charset=utf-8',
		'Content-Security-Policy': "default-src 'none'; sandbox",
	});
	response.end(text);
	return { noWebhookResponse: true };
}

/** Answers a browser with a page. It runs no script, loads nothing, and its form can only lead back here. */
export function show(context: IWebhookFunctions, status: number, html: string): IWebhookResponseData {
	const response = context.getResponseObject();
	response.writeHead(status, {
		...STRICT,
		'Content-Type': 'text/html; charset=utf-8',
		'Content-Security-Policy': `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; sandbox allow-forms`,
		// The address may end with the URL key.
		'Referrer-Policy': 'no-referrer',
	});
	response.end(html);
	return { noWebhookResponse: true };
}
