// K12.1–K12.3, K12.8, K12.9 and rule 4 in the engine: who is let in, what runs, what may be published, and what the log says.
import { createHmac } from 'node:crypto';
import { pieterId } from '../../../sandbox/seed/special.mts';
import { runHook } from '../../harness/engine.mts';
import { runWebhook } from '../../harness/webhook.mts';
import { body, parameters, personId } from '../trigger/fixtures.mts';
import { catchLog } from '../trigger/logs.mts';

const log = catchLog();
const urlSecret = 'kX7-unguessable-2031';
const api = { environment: 'custom', customUrl: 'http://127.0.0.1:9', clientId: 'demo', clientSecret: 'demo-secret' };
type Setup = Parameters<typeof runHook>[1];
const setup = (more: Record<string, unknown> = {}, rest: Partial<Setup> = {}): Setup => ({
	parameters: { ...parameters, ...more } as never,
	...rest,
});
const outcome = async (one: Setup, delivery: object = {}, more: object = {}) => {
	const { response, workflowData, failures } = await runWebhook({
		...one,
		...more,
		delivery: { body, ...delivery },
	} as Parameters<typeof runWebhook>[0]);
	expect(failures).toEqual([]);
	return `${response.status} ${workflowData?.length ?? 0}`;
};
const publish = async (one: Setup) => await runHook('checkExists', one);
const lines = () => log.map(({ level, message }) => `${level} ${message.replace('Coachview Trigger: ', '')}`);

describe('K12.3 whatever does not run leaves one line without a value', () => {
	const secret = 'shared-secret';
	it.each<[string, Setup, object, RegExp]>([
		['another event', setup(), { body: { ...body, event: 'persoon.gewijzigd' } }, /^info .*\(event 1\)$/],
		['another category', setup({ categories: 'Diploma' }), {}, /^info .*\(category 1\)$/],
		['another source', setup({ externSources: 'Nmbrs' }), {}, /^info .*\(externSource 1\)$/],
		[
			'several',
			setup({ categories: 'Diploma' }),
			{
				body: Array.from({ length: 90 }, (_, index) => ({
					...body,
					Categorie: index < 30 ? 'Diploma' : 'x',
					...(index === 0 ? { event: 'a.b' } : {}),
				})),
			},
			/^info of the events of a delivery 61 did not run \(event 1, category 60\)$/,
		],
		['no event', setup(), { body: { hello: 'Pieter' } }, /^warn a delivery was refused with 400 \(body\)$/],
		[
			'an object as category',
			setup(),
			{ body: { ...body, Categorie: { naam: 'Extragegevens' } } },
			/refused with 400 \(body\)$/,
		],
		['a list as category', setup(), { body: { ...body, Categorie: ['Extragegevens'] } }, /refused with 400 \(body\)$/],
		['too large', setup(), { body: { ...body, x: 'x'.repeat(70_000) } }, /refused with 413 \(body\)$/],
		[
			'a wrong key',
			setup({}, { webhookCredential: { urlSecret } }),
			{ query: '?key=wrong' },
			/^warn a delivery was refused with 404 \(key\)$/,
		],
		[
			'no signature',
			setup({ options: { signatureAlgorithm: 'sha256' } }, { webhookCredential: { signatureSecret: secret } }),
			{},
			/refused with 401 \(signature\)$/,
		],
		['an address', setup({ options: { allowedAddresses: '192.0.2.7' } }), {}, /refused with 403 \(address\)$/],
	])('K12.3 %s', async (_name, one, delivery, line) => {
		expect(await outcome(one, delivery)).toMatch(/ (0|29)$/);
		expect(lines()).toEqual([expect.stringMatching(line)]);
		const written = JSON.stringify(log);
		for (const value of [personId, '10023', 'AFAS', 'Extragegevens', 'Pieter', 'gewijzigd', 'wrong', secret])
			expect(written).not.toContain(value);
		expect(log[0]?.data).toEqual({ nodeName: 'Coachview', workflowId: 'workflow-1' });
	});
	it('K12.3 an event that runs, and a check of the URL, leave none', async () => {
		expect(await outcome(setup())).toBe('200 1');
		for (const method of ['GET', 'HEAD'])
			expect(await outcome(setup({}, { webhookCredential: { urlSecret } }), { method, body: undefined })).toBe('404 0');
		expect(log).toEqual([]);
	});
});

describe('K12.8 addresses as proxies write them', () => {
	const allowed = (address: string, allowedAddresses: string) =>
		outcome(
			setup({ options: { allowedAddresses } }),
			{ headers: { 'x-forwarded-for': address } },
			{ trustProxy: true },
		);
	it.each([
		['192.0.2.7:51008', '192.0.2.0/24'],
		['[2001:db8::1]:443', '2001:db8::/32'],
		['[2001:db8::1]', '[2001:db8::1]'],
		['::ffff:192.0.2.7', '192.0.2.7'],
		['[::ffff:192.0.2.7]:8080', '192.0.2.7'],
		['fe80::1%eth0', 'fe80::/10'],
		['[fe80::1%25eth0]:443', 'fe80::1'],
	])('K12.8 %s in %s', async (address, list) => {
		expect(await allowed(address, list)).toBe('200 1');
		expect(await allowed(address, '198.51.100.0/24, 2001:db9::/32')).toBe('403 0');
	});
});

describe('K12.9 what may not be published', () => {
	const withKey = (webhookCredential: Record<string, string>, options: object = {}) =>
		setup({ options }, { webhookCredential });
	it.each<[string, Setup, RegExp]>([
		['a credential that protects nothing', withKey({ urlSecret: '', signatureSecret: '' }), /protects nothing/],
		['blanks for a key', withKey({ urlSecret: '                    ' }), /protects nothing/],
		[
			'a signature secret with Signature off',
			withKey({ signatureSecret: 'a-long-signature-secret' }),
			/protects nothing/,
		],
		[
			'a signature of blanks',
			withKey({ signatureSecret: '   ' }, { signatureAlgorithm: 'sha512' }),
			/no Signature Secret/,
		],
		['a key under 16 characters', withKey({ urlSecret: 'short-key-15ch.' }), /too weak/],
		[
			'a short key beside a signature',
			withKey({ urlSecret: 'short', signatureSecret: 'secret' }, { signatureAlgorithm: 'sha512' }),
			/too weak/,
		],
		['a key that is no part of a URL', withKey({ urlSecret: 'not usable in a URL & so on' }), /cannot be used/],
		[
			'Category Must Still Be There without credential',
			setup({ options: { requireCategory: true } }),
			/Category Must Still Be There needs Confirm/,
		],
		[
			'Category Must Still Be There with Confirm off',
			setup({ confirm: false, options: { requireCategory: true } }, { credential: api }),
			/Category Must Still Be There needs Confirm/,
		],
		[
			'an address with a port',
			setup({ options: { allowedAddresses: '192.0.2.7:443' } }),
			/no CIDR range: 192\.0\.2\.7:443/,
		],
		['an allow-list that is empty', setup({ options: { allowedAddresses: ' ' } }), /Allowed Addresses is empty/],
		['no event name', setup({ triggerOn: 'other', eventName: ' . ' }), /Event Name is empty/],
		['no signature header', setup({ options: { signatureHeader: '' } }), /Signature Header is not the name/],
	])('K12.9 %s', async (_name, one, message) => {
		await expect(publish(one)).rejects.toMatchObject({
			message: expect.stringMatching(message),
			description: expect.stringMatching(/\w{4}/),
		});
	});
	it('K12.9 good ones may', async () => {
		await expect(publish(withKey({ urlSecret }))).resolves.toBe(true);
		await expect(publish(withKey({ signatureSecret: 's' }, { signatureAlgorithm: 'sha512' }))).resolves.toBe(true);
		await expect(publish(setup({ options: { requireCategory: true } }, { credential: api }))).resolves.toBe(true);
	});
	it('K12.9 a credential that was emptied later lets nobody in', async () => {
		expect(await outcome(withKey({ urlSecret: '' }))).toBe('503 0');
		const signed = { 'x-webhook-signature': createHmac('sha512', '   ').update(JSON.stringify(body)).digest('hex') };
		expect(
			await outcome(withKey({ signatureSecret: '   ' }, { signatureAlgorithm: 'sha512' }), { headers: signed }),
		).toBe('401 0');
		expect(await outcome(setup({ options: { requireCategory: true } }))).toBe('503 0');
		expect(lines().map((line) => line.slice(0, 5))).toEqual(['error', 'warn ', 'error']);
	});
});

describe('K4 the trigger’s settings from expressions', () => {
	const bad: Array<[string, Record<string, unknown>, RegExp]> = [
		['confirm', { confirm: '={{ "maybe" }}' }, /Confirm With Coachview is neither true nor false/],
		['confirm, empty', { confirm: '={{ "" }}' }, /Confirm With Coachview is neither/],
		['requireCategory', { options: { requireCategory: '={{ null }}' } }, /Category Must Still Be There is neither/],
		[
			'whenUnconfirmed',
			{ options: { whenUnconfirmed: '={{ "Dropp" }}' } },
			/If Confirming Is Impossible is none of run, drop/,
		],
		['reserve', { options: { reserve: '={{ "2.5" }}' } }, /Keep in Reserve is not a whole number/],
		['reserve, negative', { options: { reserve: -1 } }, /Keep in Reserve/],
		['triggerOn', { triggerOn: '={{ "all" }}' }, /Trigger On is none of/],
		['signature', { options: { signatureAlgorithm: '={{ "md5" }}' } }, /Signature is none of/],
		['allowed addresses', { options: { allowedAddresses: '={{ undefined }}' } }, /Allowed Addresses/],
		[
			'requireCategory, nothing',
			{ options: { requireCategory: '={{ ({}).nothing }}' } },
			/Category Must Still Be There is neither/,
		],
		['confirm, nothing', { confirm: '={{ undefined }}' }, /Confirm With Coachview is neither/],
		['event name', { triggerOn: 'other', eventName: '={{ {} }}' }, /Event Name is not a text/],
	];
	it.each(bad)('K4.2 %s: refused when published, and nothing runs', async (_name, more, message) => {
		const one = setup(more, { credential: api });
		await expect(publish(one)).rejects.toThrow(message);
		expect(await outcome(one)).toBe('503 0');
		expect(lines()).toEqual([expect.stringMatching(/^error nothing runs, because settings cannot be used: \w/)]);
	});
	it('K4.2 yes, no and choices as text are understood', async () => {
		expect(await outcome(setup({ confirm: '={{ "false " }}' }, { credential: api }))).toBe('200 1');
		expect(await outcome(setup({ confirm: '={{ 0 }}' }, { credential: api }))).toBe('200 1');
		const dropped = setup(
			{ confirm: '={{ "True" }}', options: { whenUnconfirmed: '={{ " Drop " }}' } },
			{ credential: { ...api, customUrl: '' } },
		);
		expect(await outcome(dropped, { body: { ...body, PersoonId: pieterId } })).toBe('200 0');
		expect(lines()).toEqual([expect.stringMatching(/^warn .*credential 1/)]);
	});
});
