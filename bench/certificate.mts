import { generateKeyPairSync, randomBytes, sign, X509Certificate, type KeyObject } from 'node:crypto';

/** Key and certificates of a server on 127.0.0.1, PEM; n8n is told to trust the authority (NODE_EXTRA_CA_CERTS). */
export interface Certified {
	authority: string;
	key: string;
	certificate: string;
}

/**
 * Makes an authority and a certificate for 127.0.0.1, both for a day (RFC 5280, written as DER by hand, because Node can
 * read certificates and not make them).
 */
export function certify(): Certified {
	const [root, leaf] = [keys(), keys()];
	const authority = certificate('Benchmark authority', root, 'Benchmark authority', root.privateKey, [
		extension('2.5.29.19', true, sequence(tlv(0x01, Buffer.from([0xff])))),
		extension('2.5.29.15', true, tlv(0x03, Buffer.from([0x02, 0x04]))),
	]);
	const served = certificate('127.0.0.1', leaf, 'Benchmark authority', root.privateKey, [
		extension('2.5.29.17', false, sequence(tlv(0x87, Buffer.from([127, 0, 0, 1])))),
	]);
	const pem = leaf.privateKey.export({ type: 'pkcs8', format: 'pem' });
	return { authority: asPem(authority), key: String(pem), certificate: asPem(served) };
}

interface Keys {
	publicKey: KeyObject;
	privateKey: KeyObject;
}

const keys = (): Keys => generateKeyPairSync('ec', { namedCurve: 'P-256' });

/** A certificate of version 3, signed with ECDSA and SHA-256. */
function certificate(subject: string, { publicKey }: Keys, issuer: string, signer: KeyObject, more: Buffer[]): Buffer {
	const now = Date.now();
	const algorithm = sequence(oid('1.2.840.10045.4.3.2'));
	const serial = Buffer.concat([Buffer.from([0x01]), randomBytes(8)]);
	const content = sequence(
		tlv(0xa0, tlv(0x02, Buffer.from([2]))),
		tlv(0x02, serial),
		algorithm,
		named(issuer),
		sequence(moment(now - 3_600_000), moment(now + 86_400_000)),
		named(subject),
		publicKey.export({ type: 'spki', format: 'der' }),
		tlv(0xa3, sequence(...more)),
	);
	const signature = sign('sha256', content, signer);
	return sequence(content, algorithm, tlv(0x03, Buffer.concat([Buffer.from([0]), signature])));
}

/** Tag, length and value. */
function tlv(tag: number, value: Buffer): Buffer {
	const { length } = value;
	const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
	return Buffer.concat([Buffer.from([tag, ...size]), value]);
}

const sequence = (...parts: Buffer[]) => tlv(0x30, Buffer.concat(parts));

function oid(dotted: string): Buffer {
	const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
	const bytes = rest.flatMap((value) => {
		const groups = [value & 0x7f];
		for (let left = value >>> 7; left > 0; left >>>= 7) groups.unshift((left & 0x7f) | 0x80);
		return groups;
	});
	return tlv(0x06, Buffer.from([first * 40 + second, ...bytes]));
}

const named = (name: string) => sequence(tlv(0x31, sequence(oid('2.5.4.3'), tlv(0x0c, Buffer.from(name)))));

/** A moment as UTCTime. */
const moment = (ms: number) =>
	tlv(0x17, Buffer.from(`${new Date(ms).toISOString().slice(2, 19).replace(/[-:T]/g, '')}Z`));

const extension = (id: string, isCritical: boolean, value: Buffer) =>
	sequence(oid(id), ...(isCritical ? [tlv(0x01, Buffer.from([0xff]))] : []), tlv(0x04, value));

const asPem = (der: Buffer) => new X509Certificate(der).toString();
