import { connect, type AddressInfo } from 'node:net';
import { createServer } from 'node:tls';
import type { Certified } from './certificate.mts';

/** A server that speaks TLS and hands everything on to another one. */
export interface TlsDoor {
	/** Address without a slash at the end. */
	url: string;
	close(): void;
}

/** @param target address of a server on 127.0.0.1 */
export async function openTlsDoor(target: string, { key, certificate }: Certified): Promise<TlsDoor> {
	const port = Number(new URL(target).port);
	const server = createServer({ key, cert: certificate }, (secure) => {
		const plain = connect(port, '127.0.0.1');
		secure.pipe(plain).pipe(secure);
		// Either side may go first.
		for (const [one, other] of [
			[secure, plain],
			[plain, secure],
		] as const)
			one.on('error', () => other.destroy()).on('close', () => other.destroy());
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	server.unref();
	return { url: `https://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => void server.close() };
}
