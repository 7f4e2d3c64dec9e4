import { createServer, type Socket } from 'node:net';

/** A mail server for one test: takes everything, keeps it, delivers nothing. */
export interface Mailbox {
	port: number;
	/** Each message as it was sent, headers included. */
	messages: string[];
	stop(): Promise<void>;
}

/** Starts it on a free port of the loopback address. */
export async function startMailbox(): Promise<Mailbox> {
	const messages: string[] = [];
	const sockets = new Set<Socket>();
	const server = createServer((socket) => {
		sockets.add(socket);
		let data: string[] | undefined;
		let rest = '';
		const say = (line: string) => socket.write(`${line}\r\n`);
		say('220 mailbox');
		socket.on('data', (chunk) => {
			const lines = (rest + chunk.toString('utf8')).split('\r\n');
			rest = lines.pop() ?? '';
			for (const line of lines) {
				if (data) {
					if (line !== '.') data.push(line);
					else {
						messages.push(data.join('\n'));
						data = undefined;
						say('250 kept');
					}
				} else if (/^DATA/i.test(line)) {
					data = [];
					say('354 go on');
				} else if (/^QUIT/i.test(line)) {
					say('221 bye');
					socket.end();
				} else say('250 yes');
			}
		});
		socket.on('error', () => undefined);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const address = server.address();
	return {
		port: typeof address === 'object' && address ? address.port : 0,
		messages,
		stop: async () => {
			for (const socket of sockets) socket.destroy();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

/** Whom mails of the samples go to in tests. */
export const ADDRESSES = { fromEmail: 'n8n@example.org', toEmail: 'training-office@example.org' };

/** @returns settings of an SMTP credential for it */
export const mailboxCredential = ({ port }: Pick<Mailbox, 'port'>) => ({
	host: '127.0.0.1',
	port,
	secure: false,
	disableStartTls: true,
	user: '',
	password: '',
	hostName: '',
});
