import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the model says next: a call of a tool, or its last words. */
export type Turn = { tool: string; args: { [name: string]: unknown } } | { text: string };

interface Asked {
	messages: Array<{ role: string; content: unknown }>;
	tools: Array<{ function: { name: string; description: string; parameters: { properties: object } } }>;
}

export interface ScriptedModel {
	/** For a credential of n8n's OpenAI nodes. */
	url: string;
	/** What it was asked, in order. */
	asked: Asked[];
	/** What it will say from now on; forgets what it was asked. */
	script(turns: Turn[]): void;
	stop(): Promise<void>;
}

/** A model that says what the test tells it, behind the form of OpenAI's chat completions. */
export async function startScriptedModel(): Promise<ScriptedModel> {
	const asked: Asked[] = [];
	let turns: Turn[] = [];
	const server = createServer((request, response) => void answer(request, response));
	async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const parts: Buffer[] = [];
		for await (const part of request) parts.push(part as Buffer);
		const { messages, tools = [] } = JSON.parse(Buffer.concat(parts).toString() || '{}') as Partial<Asked>;
		asked.push({ messages: messages ?? [], tools });
		const turn = turns.shift() ?? { text: 'The script has ended.' };
		const isCall = 'tool' in turn;
		const call = isCall && {
			id: `call_${asked.length}`,
			type: 'function',
			function: { name: turn.tool, arguments: JSON.stringify(turn.args) },
		};
		response.setHeader('content-type', 'application/json');
		response.end(
			JSON.stringify({
				id: `chatcmpl-${asked.length}`,
				object: 'chat.completion',
				created: 0,
				model: 'scripted',
				choices: [
					{
						index: 0,
						finish_reason: isCall ? 'tool_calls' : 'stop',
						message: {
							role: 'assistant',
							content: isCall ? null : turn.text,
							...(call && { tool_calls: [call] }),
						},
					},
				],
				usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
			}),
		);
	}
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
		asked,
		script(next) {
			turns = [...next];
			asked.length = 0;
		},
		stop: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}
