/** Longest text that can be an address: a whole IPv6 address with brackets, zone and port has less. */
const MAX_ADDRESS = 100;

/** Bits before an IPv4 address that is written as IPv6, `::ffff:192.0.2.1`. */
const MAPPED = `${'0'.repeat(80)}${'1'.repeat(16)}`;

/**
 * The address alone, out of the forms that proxies write into X-Forwarded-For: `192.0.2.7:51008` (Azure),
 * `[2001:db8::1]:443`, `[::1]`, `fe80::1%eth0`, in quotes. Other texts stay as they are.
 */
export function plainAddress(text: string): string {
	if (text.length > MAX_ADDRESS) return '';
	const address = text.trim().replace(/^"(.*)"$/, '$1');
	const bracketed = /^\[([^\]]*)\](?::\d{1,5})?$/.exec(address)?.[1];
	// Without brackets a port can only be told behind an IPv4 address: 2001:db8::1:443 is an address of its own.
	const alone = bracketed ?? address.replace(/(\.\d{1,3}):\d{1,5}$/, '$1');
	return alone.includes(':') ? alone.replace(/%[\w.-]+$/, '') : alone;
}

/** @returns the address as 32 or 128 binary digits, an IPv4 address inside IPv6 as IPv4; undefined when it is none */
export function bitsOf(address: string): string | undefined {
	if (address.length > MAX_ADDRESS) return undefined;
	if (!address.includes(':')) return bits4(address);
	const bits = bits6(address);
	return bits?.startsWith(MAPPED) ? bits.slice(MAPPED.length) : bits;
}

function bits4(address: string): string | undefined {
	const parts = address.split('.');
	if (parts.length !== 4 || !parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256))
		return undefined;
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
