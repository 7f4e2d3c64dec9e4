import { inflateRawSync } from 'node:zlib';

/** The few lines of the zip format that an archive without extras needs: the directory at the end, then each file. */
export function filesOf(archive: Buffer): Map<string, string> {
	const end = archive.lastIndexOf(Buffer.from('PK\x05\x06'));
	const files = new Map<string, string>();
	let at = archive.readUInt32LE(end + 16);
	for (let left = archive.readUInt16LE(end + 10); left > 0; left -= 1) {
		const [way, packed, name, extra, comment] = [
			archive.readUInt16LE(at + 10),
			archive.readUInt32LE(at + 20),
			archive.readUInt16LE(at + 28),
			archive.readUInt16LE(at + 30),
			archive.readUInt16LE(at + 32),
		];
		const path = archive.toString('utf8', at + 46, at + 46 + name);
		const local = archive.readUInt32LE(at + 42);
		const from = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
		const content = archive.subarray(from, from + packed);
		if (!path.endsWith('/')) files.set(path, (way === 0 ? content : inflateRawSync(content)).toString('utf8'));
		at += 46 + name + extra + comment;
	}
	return files;
}
