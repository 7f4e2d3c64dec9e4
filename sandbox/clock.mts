/** The sandbox's time: token expiry, the rate window and audit times follow it. */
export interface Clock {
	/** Milliseconds since 1970, UTC. */
	now(): number;
	/** Sets the time; it runs on from there unless `frozen`. */
	set(at: number, frozen?: boolean): void;
	advance(ms: number): void;
	/** Called after each jump, so that what has become due can happen. */
	onJump(listener: () => void): void;
}

/** A clock that starts at the real time. */
export function createClock(): Clock {
	let offset = 0;
	let frozenAt: number | undefined;
	const listeners: Array<() => void> = [];
	const jumped = () => listeners.forEach((listener) => listener());
	const clock: Clock = {
		now: () => frozenAt ?? Date.now() + offset,
		set(at, frozen = false) {
			frozenAt = frozen ? at : undefined;
			offset = at - Date.now();
			jumped();
		},
		advance(ms) {
			if (frozenAt === undefined) offset += ms;
			else frozenAt += ms;
			jumped();
		},
		onJump: (listener) => void listeners.push(listener),
	};
	return clock;
}

const amsterdam = new Intl.DateTimeFormat('sv-SE', {
	timeZone: 'Europe/Amsterdam',
	dateStyle: 'short',
	timeStyle: 'medium',
});

/**
 * Date-time as Coachview's answers carry it: Amsterdam's wall clock, no zone, fraction without trailing zeros.
 * Source: recorded responses for the form; the zone is assumption A09.
 */
export function localDateTime(at: number): string {
	const fraction = String(at % 1000)
		.padStart(3, '0')
		.replace(/0+$/, '');
	return amsterdam.format(at).replace(' ', 'T') + (fraction ? `.${fraction}` : '');
}

/** The wall-clock text of Amsterdam as milliseconds since 1970, UTC. */
export function instantOf(local: string): number {
	const asUtc = Date.parse(`${local}Z`);
	const seen = Date.parse(`${amsterdam.format(asUtc).replace(' ', 'T')}Z`);
	return asUtc - (seen - Math.floor(asUtc / 1000) * 1000);
}
