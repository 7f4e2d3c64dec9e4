import { Fault } from '../../../nodes/Coachview/domain/fault.ts';
import type { ApiRequest } from '../../../nodes/Coachview/transport/client.ts';
import type { Handler } from '../../harness/standIn.mts';

const id = '33333333-3333-4333-8333-333333333333';
export const post: ApiRequest = { method: 'POST', entity: 'Personen', body: '{"achternaam":"Nieuw"}' };
export const put: ApiRequest = { method: 'PUT', entity: 'Personen', id, body: '{"achternaam":"Nieuw"}' };
export const read: ApiRequest = { method: 'GET', entity: 'Personen', query: { take: '1' } };

export const cut: Handler = (request) => request.socket.destroy();
export const cutInTheMiddle: Handler = (request, response) => {
	response.writeHead(200, { 'content-length': '1000' });
	response.write('{"id":');
	setTimeout(() => request.socket.destroy(), 20);
};
export const silent: Handler = () => undefined;
export const notUtf8: Handler = (_, response) => response.writeHead(200).end(Buffer.from([0x22, 0xeb, 0x22]));

/** The fault that was thrown; fails when there is none. */
export async function faultOf(work: Promise<unknown>): Promise<Fault> {
	const thrown = await work.then(
		() => undefined,
		(error: unknown) => error,
	);
	expect(thrown).toBeInstanceOf(Fault);
	return thrown as Fault;
}

export async function timed<T>(work: () => Promise<T>): Promise<{ value: T; ms: number }> {
	const began = Date.now();
	return { value: await work(), ms: Date.now() - began };
}
