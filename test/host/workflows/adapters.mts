import type { StoredCredential } from '../../../hosts/n8n/rest.mts';
import { AFAS_CONNECTOR, readSample } from '../../../hosts/n8n/samples.mts';
import type { Filling } from '../../../hosts/n8n/workflow.mts';
import type { HrSystemInfo } from '../../../sandbox/control/types.mts';
import type { Host } from '../host.mts';
import type { Case } from './cases.mts';

/** How an adapter is set up against its stand-in, and where its HR system cannot do what the others do. */
export interface Adapter {
	/** File name in workflows/ without `.json`. */
	file: string;
	/** Tells two set-ups of one file apart. */
	as?: string;
	/** The sandbox's name of the HR system. */
	system: string;
	/** Makes what the user would make in n8n's credentials page. */
	credentials(host: Host, info: HrSystemInfo): Promise<StoredCredential[]>;
	/** What the user would write into the workflow. */
	fill(info: HrSystemInfo): Filling;
	/** The system counts calls or errors by the hour, so the sandbox's clock moves on between cases. */
	counts?: true;
	/** Cases that end otherwise, by name; each with the reason. */
	other?: Record<string, { expect: Case['expect']; because: string }>;
	/** Cases that cannot be put to this system, by name. */
	without?: Record<string, string>;
}

const header = async ({ rest }: Host, { name, headers }: HrSystemInfo) => {
	const [key = '', value = ''] = Object.entries(headers).find(([header]) => header === 'Authorization') ?? [];
	return [await rest.createCredential(`HR ${name}`, 'httpHeaderAuth', { name: key, value })];
};

const basic = async ({ rest }: Host, { name, hints }: HrSystemInfo) => [
	await rest.createCredential(`HR ${name}`, 'httpBasicAuth', { user: hints.apiKey, password: 'x' }),
];

/** What the user types into a Custom Auth credential: members of the token request's body. */
const custom =
	(body: (hints: Record<string, string>) => Record<string, string | undefined>) =>
	async ({ rest }: Host, { name, hints }: HrSystemInfo) => [
		await rest.createCredential(`HR ${name}`, 'httpCustomAuth', { json: JSON.stringify({ body: body(hints) }) }),
	];

/** The Settings node of a workflow with some values filled in. */
export function settings(file: string, values: Record<string, string | number>): NonNullable<Filling['parameters']> {
	const parameters = structuredClone(readSample(file).nodes.find(({ name }) => name === 'Settings')!.parameters) as {
		assignments: { assignments: Array<{ name: string; value: unknown }> };
	};
	for (const [name, value] of Object.entries(values)) {
		const assignment = parameters.assignments.assignments.find((one) => one.name === name);
		if (!assignment) throw new Error(`Settings of ${file} has no "${name}".`);
		assignment.value = value;
	}
	return { Settings: parameters };
}

/** An OAuth2 credential, connected as a user does it: the page of the HR system opens and sends the browser back to n8n. */
const oauth2 = async ({ rest }: Host, { name, hints, authorizeUrl, tokenUrl }: HrSystemInfo) => {
	const credential = await rest.createCredential(`HR ${name}`, 'oAuth2Api', {
		grantType: 'authorizationCode',
		authUrl: authorizeUrl,
		accessTokenUrl: tokenUrl,
		clientId: hints.clientId,
		clientSecret: hints.clientSecret,
		scope: '',
		authQueryParameters: '',
		authentication: 'body',
		useDynamicClientRegistration: false,
	});
	const headers = { cookie: rest.session };
	const { data: page } = (await (
		await fetch(`${rest.url}/rest/oauth2-credential/auth?id=${credential.id}`, { headers })
	).json()) as { data: string };
	const back = (await fetch(page, { redirect: 'manual' })).headers.get('location');
	if (!back) throw new Error(`${name} did not send the browser back to n8n.`);
	const connected = await fetch(back, { headers });
	if (!connected.ok) throw new Error(`n8n answered ${connected.status} to the code of ${name}.`);
	return [credential];
};

// Exact Online and Loket.nl have whole numbers: zeros in front mean nothing, and letters cannot be a number.
const person = { dateOfBirth: '1987-07-12', placeOfBirth: 'Utrecht' };
const wholeNumbers: Adapter['other'] = {
	'found, with leading zeros': {
		expect: { outcome: 'found', ...person, matchKey: '40002' },
		because: 'the number is a whole number',
	},
	'leading zeros lost: no guessing': {
		expect: { outcome: 'found', ...person, matchKey: '40003' },
		because: 'the number is a whole number',
	},
	'letter case does not matter': { expect: { outcome: 'notFound' }, because: 'letters cannot be a whole number' },
};

/** Every adapter of the library that asks an HR system over HTTP. */
export const adapters: Adapter[] = [
	{
		file: 'hr-adapter-afas',
		system: 'afas',
		credentials: header,
		fill: ({ url }) => ({ parameters: { 'Ask AFAS': { url: `${url}/connectors/${AFAS_CONNECTOR}` } } }),
	},
	{
		file: 'hr-adapter-bamboohr',
		system: 'bamboohr',
		credentials: basic,
		fill: ({ url, hints }) => ({
			parameters: {
				...settings('hr-adapter-bamboohr', { placeField: hints.placeField! }),
				'Ask BambooHR': { url: `${url}/v2/datasets/employee/data` },
			},
		}),
	},
	{
		file: 'hr-adapter-exact-online',
		system: 'exactonline',
		credentials: oauth2,
		fill: ({ url, hints }) => ({
			parameters: {
				'Ask Exact Online': { url: `${new URL(url).origin}/api/v1/${hints.division}/payroll/Employees` },
			},
		}),
		counts: true,
		other: wholeNumbers,
	},
	{
		file: 'hr-adapter-loket',
		system: 'loket',
		credentials: oauth2,
		fill: ({ url, hints }) => ({
			parameters: { 'Ask Loket.nl': { url: `${url}/providers/employers/${hints.employerId}/employees` } },
		}),
		other: wholeNumbers,
	},
	...(['personIdExternal', 'userId'] as const).map(
		(numberIs): Adapter => ({
			file: 'hr-adapter-sap-successfactors',
			as: numberIs,
			system: 'sapsuccessfactors',
			credentials: custom(({ companyId, clientId, assertion }) => ({
				company_id: companyId,
				client_id: clientId,
				assertion,
			})),
			fill: ({ url }) => ({
				parameters: {
					...settings('hr-adapter-sap-successfactors', { numberIs }),
					'Get token': { url: `${new URL(url).origin}/oauth/token` },
				},
			}),
		}),
	),
	{
		file: 'hr-adapter-personio',
		system: 'personio',
		credentials: custom(({ clientId, clientSecret }) => ({ client_id: clientId, client_secret: clientSecret })),
		fill: ({ url, hints }) => ({
			parameters: settings('hr-adapter-personio', {
				address: url,
				dateAttribute: hints.dateAttribute!,
				placeAttribute: hints.placeAttribute!,
			}),
		}),
		other: {
			'found, with leading zeros': {
				expect: { outcome: 'notFound' },
				because: "Personio's own IDs have no zeros in front",
			},
			'letter case does not matter': { expect: { outcome: 'notFound' }, because: "Personio's own IDs have no letters" },
		},
		without: { 'two hits': "Personio's own ID is unique" },
	},
	{
		file: 'hr-adapter-template',
		system: 'afas',
		credentials: header,
		fill: ({ url, hints: { connector, numberField, dateField, placeField } }) => ({
			parameters: {
				...settings('hr-adapter-template', {
					list: 'rows',
					numberField: numberField!,
					dateField: dateField!,
					placeField: placeField!,
				}),
				'Ask HR': {
					url: `${url}/connectors/${connector}`,
					queryParameters: {
						parameters: [
							{ name: 'filterfieldids', value: numberField },
							{ name: 'filtervalues', value: '={{ $json.number }}' },
							{ name: 'operatortypes', value: '1' },
							{ name: 'take', value: '2' },
						],
					},
				},
			},
		}),
	},
];
