import type { IHookFunctions, ILoadOptionsFunctions, INodePropertyOptions, IWebhookFunctions } from 'n8n-workflow';
import { environmentName } from '../domain/baseUrl';
import { credentialOf } from './inside';

const CREDENTIAL = 'coachviewOAuth2Api';

/** The choice "whichever the credential belongs to". */
export const AS_CREDENTIAL = 'credential';

type Context = IWebhookFunctions | IHookFunctions | ILoadOptionsFunctions;

/** @returns the environment of the credential for confirming; undefined when there is none or its address is missing */
export async function confirmEnvironment(context: Context): Promise<string | undefined> {
	try {
		return environmentName(await context.getCredentials(CREDENTIAL));
	} catch {
		return undefined;
	}
}

/** @returns whether the environment is one that the setting allows */
export function isMeant(environment: string, confirmIn: string): boolean {
	return confirmIn === AS_CREDENTIAL || confirmIn.toLowerCase() === environment.toLowerCase();
}

/** @returns the environment as a heading of the editor */
export function environmentWords(environment: string): string {
	return { live: 'Live', training: 'Training' }[environment] ?? environment;
}

/**
 * Fills the drop-down of the panel. n8n shows the name of a chosen credential, which need not say where it leads; the
 * first choice says it.
 */
export async function environmentsToAsk(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const environment = await confirmEnvironment(this);
	const own = environment === undefined || ['live', 'training'].includes(environment) ? [] : [environment];
	return [
		{
			name:
				environment === undefined
					? 'Nobody Is Asked: No Usable Credential Is Chosen'
					: `${environmentWords(environment)}, as the Credential Says`,
			value: AS_CREDENTIAL,
		},
		...['live', 'training', ...own].map((one) => ({ name: `Only ${environmentWords(one)}`, value: one })),
	];
}

/**
 * Live and Training have the same people at first, so an event that was confirmed in one can be written in the other
 * without a word. n8n attaches credentials by itself, which is how that happens.
 *
 * @param asked the environment that confirmed
 * @returns a remark about the nodes behind the trigger that use another credential; undefined when there is none
 */
export function otherCredential(context: IWebhookFunctions, asked: string): string | undefined {
	const { name } = context.getNode();
	const own = credentialOf(context, name, CREDENTIAL);
	if (!own) return undefined;
	const others = context
		.getChildNodes(name)
		.filter(({ type, disabled }) => !disabled && /\.coachview(Tool)?$/.test(type))
		.flatMap((node) => {
			const used = credentialOf(context, node.name, CREDENTIAL);
			return used && used.id !== own.id ? [`${node.name} uses the credential ${used.name}`] : [];
		});
	if (others.length === 0) return undefined;
	return `The trigger asked ${environmentWords(asked)} with the credential ${own.name}, but ${others.join(' and ')}. Make sure that both belong to one environment.`;
}
