import { createServer } from 'node:net';
import { freePorts } from '../hosts/ports.mts';

/** Where everything listens, on the loopback address. */
export interface Ports {
	n8n: number;
	coachview: number;
	hr: number;
	control: number;
	page: number;
}

/** Far from n8n's own 5678, so that an n8n of one's own can run beside the demo. */
export const usualPorts: Ports = { n8n: 8800, coachview: 8801, hr: 8802, control: 8803, page: 8804 };

/** The wanted ports; in place of those that are taken, free ones. */
export async function choosePorts(wanted: Ports): Promise<Ports> {
	const names = Object.keys(usualPorts) as Array<keyof Ports>;
	const free = await freePorts(names.length);
	const chosen = await Promise.all(
		names.map(async (name, index) => [name, (await isFree(wanted[name])) ? wanted[name] : free[index]] as const),
	);
	return Object.fromEntries(chosen) as unknown as Ports;
}

async function isFree(port: number): Promise<boolean> {
	const server = createServer();
	return await new Promise((resolve) => {
		server.once('error', () => resolve(false));
		server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
	});
}
