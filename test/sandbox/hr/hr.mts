import type { HrDateForm, HrFlags, HrSystemInfo } from '../../../sandbox/control/types.mts';
import { call, openApi, type Answer, type Api } from '../api.mts';

/** A running sandbox, one HR system of it, and an access token when the system has tokens. */
export interface Hr {
	api: Api;
	system: HrSystemInfo;
	flags(flags: HrFlags): Promise<void>;
	/** A call below the system's address, with its headers and these. */
	get(path: string, headers?: Record<string, string>): Promise<Answer>;
	post(path: string, body: string, headers?: Record<string, string>): Promise<Answer>;
	/** Posts a form to the token endpoint. */
	token(form: Record<string, string>): Promise<Answer>;
}

export async function openHr(name: string): Promise<Hr> {
	const api = await openApi();
	const system = (await api.control.hr.systems()).find((one) => one.name === name)!;
	return {
		api,
		system,
		flags: (flags) => api.control.hr.setFlags(name, flags),
		get: (path, headers = {}) => call('GET', system.url + path, { ...system.headers, ...headers }),
		post: (path, body, headers = {}) => call('POST', system.url + path, { ...system.headers, ...headers }, body),
		token: (form) =>
			call(
				'POST',
				system.tokenUrl!,
				{ 'content-type': 'application/x-www-form-urlencoded' },
				new URLSearchParams(form).toString(),
			),
	};
}

/** Pieter's birth date, 1987-04-12, in every form. */
const pieter: Record<Exclude<HrDateForm, 'raw'>, string> = {
	date: '1987-04-12',
	local: '1987-04-12T00:00:00',
	utc: '1987-04-12T00:00:00Z',
	offset: '1987-04-12T00:00:00+02:00',
	dayBefore: '1987-04-11T22:00:00Z',
	odata: '/Date(545184000000)/',
	odataOffset: '/Date(545184000000+0000)/',
	odataDayBefore: '/Date(545176800000)/',
};

export interface Troubles {
	/** Asks for Pieter, with a valid token. */
	ask: (hr: Hr) => Promise<Answer>;
	/** His birth date in an answer. */
	date: (answer: Answer) => unknown;
	statuses: { unavailable: number; rateLimited: number; tokenExpired: number; forbidden: number };
	/** Text of a refusal, wherever the system puts it. */
	message: (answer: Answer) => unknown;
}

/** The cases that every system must be able to show. */
export function itShowsTroubles(hr: () => Hr, { ask, date, statuses, message }: Troubles): void {
	it.each(Object.keys(statuses) as Array<keyof typeof statuses>)('answers %s in its own words', async (flag) => {
		await hr().flags({ [flag]: true });
		const answer = await ask(hr());
		expect(answer.status).toBe(statuses[flag]);
		expect(typeof message(answer)).toBe('string');
		await hr().flags({});
		expect((await ask(hr())).status).toBe(200);
	});

	it('names a time to wait only when told to', async () => {
		await hr().flags({ rateLimited: true, retryAfter: 17 });
		expect((await ask(hr())).headers['retry-after']).toBe('17');
		await hr().flags({ rateLimited: true });
		expect((await ask(hr())).headers['retry-after']).toBeUndefined();
	});

	it('answers a page, or nothing', async () => {
		await hr().flags({ answer: 'html' });
		expect(await ask(hr())).toMatchObject({
			status: 502,
			headers: { 'content-type': 'text/html; charset=utf-8' },
			json: undefined,
		});
		await hr().flags({ answer: 'html', answerStatus: 200 });
		expect((await ask(hr())).status).toBe(200);
		await hr().flags({ answer: 'empty' });
		expect(await ask(hr())).toMatchObject({ status: 200, text: '' });
		await hr().flags({ answer: 'empty', answerStatus: 500 });
		expect(await ask(hr())).toMatchObject({ status: 500, text: '' });
	});

	it('writes a birth date in any form, before 1970 too', async () => {
		for (const [dateForm, text] of Object.entries(pieter) as Array<[HrDateForm, string]>) {
			await hr().flags({ dateForm });
			expect(date(await ask(hr()))).toBe(text);
		}
		await hr().api.control.hr.patch('10023', { dateOfBirth: '1965-11-02' });
		await hr().flags({ dateForm: 'odata' });
		expect(date(await ask(hr()))).toBe('/Date(-131414400000)/');
	});

	it('passes on what HR has: placeholders, odd places, nothing', async () => {
		for (const placeOfBirth of ['onbekend', '-', 'DEN HAAG', "'s-Gravenhage", 'Zürich', null]) {
			await hr().api.control.hr.patch('10023', { placeOfBirth, dateOfBirth: '1900-01-01' });
			await hr().flags({ dateForm: 'date' });
			const answer = await ask(hr());
			expect(date(answer)).toBe('1900-01-01');
			expect(answer.text).toContain(placeOfBirth === null ? 'null' : JSON.stringify(placeOfBirth));
		}
	});
}
