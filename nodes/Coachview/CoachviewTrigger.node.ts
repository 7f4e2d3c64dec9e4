import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type IHookFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';
import { environmentsToAsk } from './trigger/environment';
import { handOn } from './trigger/notes';
import { triggerProperties } from './trigger/properties';
import { checkSettings } from './trigger/publish';
import { receive } from './trigger/reception';
import { coachviewWebhookTest } from './webhook/credentialTest';

const PATH = 'webhook';

/** Starts a workflow when Coachview sends a webhook. Coachview registers webhooks by hand, so nothing is registered. */
export class CoachviewTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Coachview Trigger',
		name: 'coachviewTrigger',
		icon: { light: 'file:../../icons/coachview.svg', dark: 'file:../../icons/coachview.dark.svg' },
		group: ['trigger'],
		// The same node; at version 1 n8n evaluates one more expression for each delivery (webhook-helpers, parseRequestBody).
		version: [1, 2],
		defaultVersion: 2,
		subtitle:
			'={{ ({ personCategoryAdded: "person category added", any: "any event" })[$parameter["triggerOn"]] || $parameter["eventName"] }}',
		description: 'Starts the workflow when Coachview sends a webhook',
		eventTriggerDescription: 'Waiting for a webhook of Coachview',
		activationMessage:
			'Your trigger now listens. Send its Production URL to Coachview support if you have not done so.',
		defaults: { name: 'Coachview Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{
				name: 'coachviewOAuth2Api',
				displayName: 'Coachview OAuth2 API, for Confirming',
				required: false,
				displayOptions: { show: { confirm: [true] } },
			},
			{
				name: 'coachviewWebhookApi',
				displayName: 'Coachview Webhook API, for URL Key and Signature',
				required: false,
				testedBy: 'coachviewWebhookTest',
			},
		],
		webhooks: [
			{ name: 'default', httpMethod: 'POST', responseMode: 'onReceived', responseData: 'noData', path: PATH },
			{ name: 'setup', httpMethod: 'GET', responseMode: 'onReceived', path: PATH, ndvHideUrl: true },
			{ name: 'setup', httpMethod: 'HEAD', responseMode: 'onReceived', path: PATH, ndvHideUrl: true },
		],
		triggerPanel: {
			header: 'Listen for one event of Coachview',
			executionsHelp: {
				inactive:
					'Coachview only knows the <b>Production URL</b> of a published workflow. To try things out, copy the <b>Test URL</b>, click <i>Execute step</i>, and open the copied URL in a new browser tab: it sends a sample event. n8n then says "Go to Coachview"; ignore that.',
				active:
					'The workflow is published: events at the <b>Production URL</b> start it. You find the runs under <i>Executions</i>, unless the settings of the workflow say that runs are not saved. To try things out, copy the <b>Test URL</b>, click <i>Execute step</i>, and open the copied URL in a new browser tab.',
			},
			activationHint:
				'Publish the workflow, then send the <b>Production URL</b> to Coachview support and ask for the event. The URL must be https on port 443; with a URL key it ends with ?key= and the key.',
		},
		properties: triggerProperties,
	};

	methods = { credentialTest: { coachviewWebhookTest }, loadOptions: { environmentsToAsk } };

	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return await checkSettings(this);
			},
			async create(this: IHookFunctions): Promise<boolean> {
				return true;
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				return true;
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receive(this);
	}

	/** n8n calls it with the items of `webhook`; a webhook alone could show no hints. */
	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return handOn(this);
	}
}
