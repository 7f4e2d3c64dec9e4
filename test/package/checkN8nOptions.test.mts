import { readOptions } from '../../scripts/checkN8n/options.mts';

const URL_WORDS = ['--url', 'https://n8n.example.org/'];

test('secrets come from the environment, and a key is left alone by who signs in', () => {
	expect(readOptions([...URL_WORDS, '--email', 'a@example.org'], { N8N_PASSWORD: 'p', N8N_API_KEY: 'k' })).toEqual({
		url: 'https://n8n.example.org',
		newOwner: false,
		noSandbox: false,
		email: 'a@example.org',
		password: 'p',
	});
	expect(readOptions([...URL_WORDS, '--sandbox-host', 'host.docker.internal'], { N8N_API_KEY: 'k' })).toMatchObject({
		apiKey: 'k',
		sandboxHost: 'host.docker.internal',
	});
});

test.each([
	[[], {}, /Which n8n/],
	[['--url', 'n8n.example.org'], {}, /Which n8n/],
	[['--url', 'file:///etc'], { N8N_API_KEY: 'k' }, /Which n8n/],
	[URL_WORDS, {}, /How to get in/],
	[[...URL_WORDS, '--email', 'a@example.org'], {}, /N8N_PASSWORD/],
	[[...URL_WORDS, '--password', 'p'], {}, /There are --url/],
] as Array<[string[], Record<string, string>, RegExp]>)('%j %j', (words, env, sentence) =>
	expect(() => readOptions(words, env)).toThrow(sentence),
);
