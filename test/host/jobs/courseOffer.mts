import { randomUUID } from 'node:crypto';
import { until } from '../waiting.mts';
import { emptyTable, importJob, rowsOf, type Job } from './job.mts';

const TABLE = 'coachview_offer';
interface Offer {
	at: string;
	courses: Array<{ code: string; freeSeats: number; location: string; program: Record<string, unknown> | null }>;
}

/** 2: the courses that can be booked, for a website and for portals, without a request to Coachview for each visitor. */
export function courseOffer(job: Job): void {
	const start = async (): Promise<{ id: string; url: string }> => {
		const { rest, control } = job.host;
		await control.reset({ keep: ['clients'] });
		await emptyTable(job.host, TABLE);
		const path = `offer-${randomUUID()}`;
		const id = await importJob(job.host, 'course-offer-to-website', { parameters: { 'Website asks': { path } } });
		await rest.run(id, 'Try it out');
		await until('the offer is kept', async () => (await rowsOf(job.host, TABLE)).length > 0);
		await rest.publish(id);
		return { id, url: await rest.webhookUrl(id, 'Website asks') };
	};

	job.it('published courses with a free place, as JSON and as XML; visitors cost Coachview nothing', async () => {
		const { control, rest } = job.host;
		const { id, url } = await start();
		await control.requests.clear();
		const json = await fetch(url);
		const { at, courses } = (await json.json()) as Offer;
		expect([json.status, json.headers.get('content-type')]).toEqual([200, 'application/json; charset=utf-8']);
		expect(Date.parse(at)).toBeGreaterThan(Date.now() - 60_000);
		const course = courses.find(({ code }) => code === 'VWH-2031-01');
		expect(course).toMatchObject({ freeSeats: 5, location: 'Zaal Noord' });
		expect(course?.program).toMatchObject({ code: 'VWH', targetGroup: 'Monteurs', priceWithoutVat: 395 });
		// Not published, and cancelled.
		expect(courses.map(({ code }) => code)).not.toEqual(expect.arrayContaining(['VWH-2031-02']));
		expect(courses.map(({ code }) => code)).not.toEqual(expect.arrayContaining(['EHBO-2032-01']));

		const xml = await fetch(`${url}?format=xml`);
		expect([xml.status, xml.headers.get('content-type')]).toEqual([200, 'application/xml; charset=utf-8']);
		const text = await xml.text();
		expect(text).toMatch(/^<\?xml version="1\.0" encoding="UTF-8"\?>\n<programs><program>/);
		expect(text).toContain('<code>VWH-2031-01</code>');
		expect(await control.requests.list()).toEqual([]);
		await rest.unpublish(id);
	});

	job.it('an outage of Coachview leaves the last offer where it is, and an empty list is an empty offer', async () => {
		const { control, rest } = job.host;
		const { id, url } = await start();
		const { at } = (await (await fetch(url)).json()) as Offer;
		await control.faults.add({ kind: 'status', status: 403, count: 0 });
		await control.requests.clear();
		await rest.run(id, 'Try it out');
		await until('Coachview is asked', async () => (await control.requests.list()).length > 0);
		await new Promise((resolve) => setTimeout(resolve, 1500));
		expect(((await (await fetch(url)).json()) as Offer).at).toBe(at);
		await control.faults.clear();

		for (const { id: course } of await control.records('Opleidingen').list())
			await control.records('Opleidingen').patch(course, { publicatie: false });
		await rest.run(id, 'Try it out');
		await until('the offer is empty', async () => ((await (await fetch(url)).json()) as Offer).courses.length === 0);
		expect(await (await fetch(`${url}?format=xml`)).text()).toContain('<programs></programs>');
		await rest.unpublish(id);
	});
}
