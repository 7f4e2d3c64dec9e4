import type { Fault } from '../control/types.mts';

/** A trouble that can be switched on at the page. */
export interface Switch {
	name: string;
	label: string;
	/** What will happen, and when it ends. */
	note: string;
	fault: Fault;
}

const put = { server: 'coachview', method: 'PUT' } as const;
const api = { server: 'coachview', path: '^/api/' } as const;

export const switches: readonly Switch[] = [
	{
		name: 'put500',
		label: '500 on the next PUT',
		note: 'Coachview refuses the next write; nothing is stored. Once.',
		fault: { kind: 'status', status: 500, match: put },
	},
	{
		name: 'lostAnswer',
		label: 'Lost answer to the next PUT',
		note: 'Coachview stores the next write, and the connection breaks before it says so. Once.',
		fault: { kind: 'drop', handle: true, match: put },
	},
	{
		name: 'busy',
		label: '429 on the next request',
		note: 'Coachview asks to wait for two seconds. Once.',
		fault: { kind: 'status', status: 429, headers: { 'retry-after': '2' }, match: api },
	},
	{
		name: 'slow',
		label: 'Slow Coachview',
		note: 'Every answer takes three seconds, until you switch it off.',
		fault: { kind: 'delay', ms: 3000, side: 'before', count: 0, match: api },
	},
	{
		name: 'hrDown',
		label: 'HR out of order',
		note: 'HR answers 503, until you switch it off.',
		fault: { kind: 'status', status: 503, count: 0, match: { server: 'hr' } },
	},
];

/** Whether a queued fault is the one of a switch; the control port gives copies. */
export const isOf = ({ fault }: Switch, queued: Fault): boolean => JSON.stringify(fault) === JSON.stringify(queued);
