import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';

/**
 * Asks on the terminal.
 * @param hidden true for a secret: what is typed is not shown
 * @throws Error when there is no terminal to ask on
 */
export async function prompt(question: string, hidden = false): Promise<string> {
	if (!process.stdin.isTTY)
		throw new Error('There is no terminal to ask on. Set COACHVIEW_CLIENT_ID and COACHVIEW_CLIENT_SECRET.');
	let isMuted = false;
	const output = new Writable({
		write(chunk, encoding, done) {
			if (!isMuted) process.stdout.write(chunk as Buffer, encoding);
			done();
		},
	});
	const terminal = createInterface({ input: process.stdin, output, terminal: true });
	terminal.once('SIGINT', () => process.exit(130));
	const answer = terminal.question(question);
	isMuted = hidden;
	const text = await answer;
	terminal.close();
	if (hidden) process.stdout.write('\n');
	return text.trim();
}
