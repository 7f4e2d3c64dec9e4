/** A range of addresses: the bits of its first `length` bits must agree. */
interface Range {
	bits: string;
	length: number;
}

/** Bits before an IPv4 address that is written as IPv6, `::ffff:192.0.2.1`. */
const MAPPED = `${'0'.repeat(80)}${'1'.repeat(16)}`;

/**
 * Entries of an allow-list that are no IP address and no CIDR range. An entry that is dropped in silence would shut out
 * its sender or, when it is the only one, look like protection; so the trigger refuses to be published with one.
 *
 * @param list addresses such as `192.0.2.7, 198.51.100.0/24, 2001:db8::/32`, separated by commas or white space
 */
export function mistypedEntries(list: string): string[] {
	return entries(list).filter((entry) => !rangeOf(entry));
}

/** @returns whether the address is in the list; an empty list lets everyone in, an unreadable address nobody */
export function isAllowed(address: string, list: string): boolean {
	const all = entries(list);
	if (all.length === 0) return true;
	const bits = bitsOf(address);
	if (!bits) return false;
	return all.some((entry) => {
		const range = rangeOf(entry);
		return range !== undefined && range.bits.length === bits.length && bits.startsWith(range.bits.slice(0, range.length));
	});
}

function entries(list: string): string[] {
	return list.split(/[\s,;]+/).filter((entry) => entry !== '');
}

function rangeOf(entry: string): Range | undefined {
	const [address = '', prefix, ...more] = entry.split('/');
	const bits = bitsOf(address);
	if (!bits || more.length > 0) return undefined;
	if (prefix === undefined) return { bits, length: bits.length };
	if (!/^\d{1,3}$/.test(prefix) || Number(prefix) > bits.length) return undefined;
	return { bits, length: Number(prefix) };
}

/** @returns the address as 32 or 128 binary digits; an IPv4 address inside IPv6 counts as IPv4 */
function bitsOf(address: string): string | undefined {
	if (!address.includes(':')) return bits4(address);
	const bits = bits6(address);
	return bits?.startsWith(MAPPED) ? bits.slice(MAPPED.length) : bits;
}

function bits4(address: string): string | undefined {
	const parts = address.split('.');
	if (parts.length !== 4 || !parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256)) return undefined;
	return parts.map((part) => Number(part).toString(2).padStart(8, '0')).join('');
}

function bits6(address: string): string | undefined {
	const dotted = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(address);
	const tail = dotted?.[2] === undefined ? '' : bits4(dotted[2]);
	if (tail === undefined) return undefined;
	const hex = dotted?.[1] === undefined ? address : `${dotted[1]}${groupsOf(tail)}`;
	const halves = hex.split('::');
	if (halves.length > 2) return undefined;
	const [left = [], right = []] = halves.map((half) => (half === '' ? [] : half.split(':')));
	const missing = 8 - left.length - right.length;
	if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined;
	const groups = [...left, ...Array.from({ length: missing }, () => '0'), ...right];
	if (!groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return undefined;
	return groups.map((group) => parseInt(group, 16).toString(2).padStart(16, '0')).join('');
}

function groupsOf(bits: string): string {
	return [bits.slice(0, 16), bits.slice(16)].map((half) => parseInt(half, 2).toString(16)).join(':');
}
