import { WebhookContext } from 'n8n-core';

export interface LogLine {
	level: 'info' | 'warn' | 'error';
	message: string;
	/** What goes along with the message. */
	data: unknown;
}

/** Catches what the trigger writes into n8n's log, from now until the file's tests are over. */
export function catchLog(): LogLine[] {
	const lines: LogLine[] = [];
	const owner = Object.getPrototypeOf(WebhookContext.prototype) as object;
	const before = Object.getOwnPropertyDescriptor(owner, 'logger') as PropertyDescriptor;
	const write = (level: LogLine['level']) => (message: string, data: unknown) =>
		void lines.push({ level, message, data });
	Object.defineProperty(owner, 'logger', {
		configurable: true,
		get: () => ({ info: write('info'), warn: write('warn'), error: write('error'), debug: () => undefined }),
	});
	afterAll(() => Object.defineProperty(owner, 'logger', before));
	beforeEach(() => void lines.splice(0));
	return lines;
}
