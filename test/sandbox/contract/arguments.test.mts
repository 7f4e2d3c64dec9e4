import { hostUrl } from '../../../nodes/Coachview/domain/baseUrl';
import { ArgumentError, readArguments } from '../../../contract/arguments.mts';

describe('arguments of the contract check', () => {
	it('asks the training environment and only reads, unless told otherwise', () => {
		expect(readArguments([], {})).toMatchObject({
			host: 'https://training.coachview.net',
			write: false,
			listen: false,
		});
		expect(readArguments(['--write'], { COACHVIEW_URL: 'http://localhost:4010/api/v1/' })).toMatchObject({
			host: 'http://localhost:4010',
			write: true,
		});
	});

	it.each([
		[['--environment', 'live'], {}],
		[['--environment', 'live', '--write'], {}],
		[['--environment', 'https://secure.coachview.net'], {}],
		[['--environment', 'https://school.coachview.com'], {}],
		[[], { COACHVIEW_URL: 'school.coachview.com' }],
	])('refuses a live environment without --live: %j %j', (args, environment) => {
		expect(() => readArguments(args, environment)).toThrow(/Add --live/);
		expect(readArguments([...args, '--live'], environment).host).toMatch(/^https:/);
	});

	it.each([[['--wirte']], [['extra']], [['--environment', 'not an address']], [['--listen', '--port', 'x']]])(
		'explains %j',
		(args) => {
			expect(() => readArguments(args, {})).toThrow(ArgumentError);
		},
	);

	it.each([
		'school.coachview.com',
		' https://school.coachview.com/ ',
		'https://h/tenant/api/v1/',
		'https://h/auth/connect/token',
		'http://h:1/api/swagger/index.html?x=1',
		'https://h/api/v1/Personen',
	])('reads %s as the credential does', (address) => {
		expect(readArguments(['--environment', address, '--live'], {}).host).toBe(
			hostUrl({ environment: 'custom', customUrl: address }),
		);
	});
});
