import type { StoredCredential } from '../../../hosts/n8n/rest.mts';
import type { Filling } from '../../../hosts/n8n/workflow.mts';
import type { HrSystemInfo } from '../../../sandbox/control/types.mts';
import type { Host } from '../host.mts';
import type { Case } from './cases.mts';

/** How an adapter is set up against its stand-in, and where its HR system cannot do what the others do. */
export interface Adapter {
	/** File name in workflows/ without `.json`. */
	file: string;
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

const basic = async ({ rest }: Host, { name, hints }: HrSystemInfo) => [await rest.createCredential(`HR ${name}`, 'httpBasicAuth', { user: hints.apiKey, password: 'x' })];

/** Every adapter of the library that asks an HR system over HTTP. */
export const adapters: Adapter[] = [
	{
		file: 'hr-adapter-afas',
		system: 'afas',
		credentials: header,
		fill: ({ url }) => ({ replace: { 'https://12345.rest.afas.online/ProfitRestServices': url } }),
	},
	{
		file: 'hr-adapter-bamboohr',
		system: 'bamboohr',
		credentials: basic,
		fill: ({ url, hints }) => ({ replace: { 'https://your-company.bamboohr.com/api': url, customPlaceOfBirth: hints.placeField! } }),
	},
];
