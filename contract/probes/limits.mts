import { confirmed, refuted, unknown, type Finding, type Probe } from '../types.mts';

const header = (headers: Headers, name: string) => headers.get(`x-rate-limit-${name}`);

/** The daily limit, as far as it shows without being used up. */
export const limits: Probe[] = [
	{
		assumptions: ['A14', 'A15', 'A16', 'A99'],
		title: 'Headers of the daily limit',
		requests: 3,
		async run({ api }) {
			const first = (await api.people({ take: '1' })).headers;
			await api.askToken();
			const second = (await api.people({ take: '1' })).headers;
			return [
				headerForms(second),
				counting(first, second),
				second.has('date')
					? confirmed('A99', 'answers have a Date header')
					: refuted('A99', 'absent', 'no Date header'),
				unknown('A16', 'a 429 would need the whole day to be used up, so it was not tried'),
			];
		},
	},
];

function headerForms(headers: Headers): Finding {
	const [limit, remaining, reset] = ['limit', 'remaining', 'reset'].map((name) => header(headers, name));
	if (!limit && !remaining && !reset) return refuted('A15', 'absent', 'no X-Rate-Limit headers');
	const forms = `Limit ${form(limit)}, Remaining ${form(remaining)}, Reset ${form(reset)}`;
	if (form(reset) === 'ISO 8601' && Date.parse(reset!) < Date.now() - 30_000)
		return refuted('A15', 'past', `${forms}, a moment that has passed`);
	if (form(limit) === 'number' && form(remaining) === 'number' && form(reset) === 'ISO 8601')
		return confirmed('A15', forms);
	return refuted(
		'A15',
		form(reset) === 'number'
			? isSecondsLeft(reset!)
				? 'secondsLeft'
				: 'epoch'
			: form(limit) === 'period text'
				? 'periodText'
				: undefined,
		forms,
	);
}

/** Nobody resets in the first two years after 1970. */
const isSecondsLeft = (reset: string) => Number(reset) < 60_000_000;

function form(value: string | null | undefined): string {
	if (!value) return 'missing';
	if (/^\d+$/.test(value)) return 'number';
	if (/^\d+[smhd]$/.test(value)) return 'period text';
	return /^\d{4}-\d\d-\d\dT/.test(value) ? 'ISO 8601' : 'another form';
}

function counting(first: Headers, second: Headers): Finding {
	const used = Number(header(first, 'remaining') ?? NaN) - Number(header(second, 'remaining') ?? NaN);
	const reset = header(second, 'reset') ?? '';
	const seconds = isSecondsLeft(reset) ? Date.now() / 1000 + Number(reset) : Number(reset);
	const moment = /^\d+$/.test(reset) ? new Date(seconds * 1000).toISOString() : reset;
	if (/T00:00:0[01]/.test(moment)) return refuted('A14', 'midnight', 'the reset is at 00:00 UTC');
	if (used === 2) return refuted('A14', 'withTokens', 'a token request and a list took two from the number left');
	if (used === 1)
		return unknown(
			'A14',
			'token requests do not count and the reset is not at midnight',
			'a window that rolls would only show after a day',
		);
	return unknown(
		'A14',
		Number.isNaN(used) ? 'the number left is not told' : 'others used the client at the same moment',
	);
}
