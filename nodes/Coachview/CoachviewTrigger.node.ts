import {
	NodeConnectionTypes,
	type IHookFunctions,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';
import { coachviewWebhookTest } from './trigger/credentialTest';
import { triggerProperties } from './trigger/properties';
import { checkSettings } from './trigger/publish';
import { receive } from './trigger/reception';

const PATH = 'webhook';

/** Starts a workflow when Coachview sends a webhook. Coachview registers webhooks by hand, so nothing is registered. */
export class CoachviewTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Coachview Trigger',
		name: 'coachviewTrigger',
		icon: { light: 'file:../../icons/coachview.svg', dark: 'file:../../icons/coachview.dark.svg' },
		group: ['trigger'],
		version: 1,
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
			{ name: 'coachviewOAuth2Api', displayName: 'Coachview OAuth2 API, for Confirming', required: false },
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
					'Coachview sends to one fixed URL, so a real event only arrives at the <b>Production URL</b> of a published workflow. To try things out, click Execute step and send a sample to the <b>Test URL</b>, for instance with curl.',
				active:
					'The workflow is published: events at the <b>Production URL</b> start it, and you find the runs under Executions. To try things out, click Execute step and send a sample to the <b>Test URL</b>.',
			},
			activationHint:
				'Publish the workflow, then send the <b>Production URL</b> to Coachview support and ask for the event. The URL must be https on port 443.',
		},
		properties: triggerProperties,
	};

	methods = { credentialTest: { coachviewWebhookTest } };

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
}
