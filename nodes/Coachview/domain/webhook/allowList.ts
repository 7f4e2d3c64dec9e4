import { bitsOf, plainAddress } from './address';

/** A range of addresses: the bits of its first `length` bits must agree. */
interface Range {
	bits: string;
	length: number;
}

/**
 * Entries of an allow-list that are no IP address and no CIDR range. An entry that is dropped in silence would shut out
 * its sender or, when it is the only one, look like protection; so the trigger refuses to be published with one. An
 * entry with a port is one of them: a sender's port is another each time.
 *
 * @param list addresses such as `192.0.2.7, 198.51.100.0/24, [2001:db8::]/32`, separated by commas or white space
 */
export function mistypedEntries(list: string): string[] {
	return entries(list).filter((entry) => !rangeOf(entry));
}

/**
 * @param address the sender as n8n or a proxy writes it, also with brackets, port or zone
 * @returns whether the address is in the list; an empty list lets everyone in, an unreadable address nobody
 */
export function isAllowed(address: string, list: string): boolean {
	const all = entries(list);
	if (all.length === 0) return true;
	const bits = bitsOf(plainAddress(address));
	if (!bits) return false;
	return all.some((entry) => {
		const range = rangeOf(entry);
		return (
			range !== undefined && range.bits.length === bits.length && bits.startsWith(range.bits.slice(0, range.length))
		);
	});
}

function entries(list: string): string[] {
	return list.split(/[\s,;]/).filter((entry) => entry !== '');
}

/** Bits that stand before an IPv4 address which is written as IPv6. */
const MAPPED_BITS = 96;

function rangeOf(entry: string): Range | undefined {
	const [written = '', prefix, ...more] = entry.split('/');
	const address =
		written.startsWith('[') && written.endsWith(']') && written.includes(':') ? written.slice(1, -1) : written;
	const bits = bitsOf(address);
	if (!bits || more.length > 0) return undefined;
	if (prefix === undefined) return { bits, length: bits.length };
	if (!/^\d{1,3}$/.test(prefix)) return undefined;
	// ::ffff:192.0.2.0/120 is 192.0.2.0/24.
	const length = Number(prefix) - (address.includes(':') && bits.length === 32 ? MAPPED_BITS : 0);
	return length < 0 || length > bits.length ? undefined : { bits, length };
}
