import { createServer, type AddressInfo } from 'node:net';

/**
 * Asks the system for ports that nobody listens on. They are held together, so that all differ.
 * @param count how many
 * @returns the port numbers; free at this moment, on the loopback address
 */
export async function freePorts(count: number): Promise<number[]> {
	const servers = await Promise.all(
		Array.from({ length: count }, async () => {
			const server = createServer();
			await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
			return server;
		}),
	);
	const ports = servers.map((server) => (server.address() as AddressInfo).port);
	await Promise.all(servers.map(async (server) => await new Promise((resolve) => server.close(resolve))));
	return ports;
}
