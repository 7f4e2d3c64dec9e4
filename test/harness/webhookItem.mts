import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { Delivery } from './webhook.mts';
import { dress, type Request } from './webhookRequest.mts';

/**
 * The item that n8n's own Webhook node (version 2) gives for a delivery; undefined for a body that n8n refuses with 422.
 *
 * @param rawBody whether its option Raw Body is on
 */
export async function webhookItem(delivery: Delivery, rawBody = true): Promise<INodeExecutionData | undefined> {
	const { body } = delivery;
	const bytes = Buffer.isBuffer(body)
		? body
		: Buffer.from(typeof body === 'string' ? body : body === undefined ? '' : JSON.stringify(body));
	const headers = { 'content-type': 'application/json; charset=utf-8', ...delivery.headers };
	const request = { headers, url: `/x${delivery.query ?? ''}`, socket: {} } as unknown as Request;
	if (!(await dress(request, bytes, false, 2))) return undefined;
	const isParsed = request.rawBody !== undefined;
	const mimeType = String(request.contentType ?? 'application/octet-stream');
	// What n8n does not parse it hands on as a file, with Raw Body or without.
	const withBytes = mimeType !== 'multipart/form-data' && (rawBody || (!isParsed && bytes.length > 0));
	return {
		json: {
			headers,
			params: {},
			query: request.query as IDataObject,
			body: (isParsed ? request.body : rawBody ? undefined : {}) as IDataObject,
		},
		...(withBytes && { binary: { data: { data: bytes.toString('base64'), mimeType } } }),
	};
}
