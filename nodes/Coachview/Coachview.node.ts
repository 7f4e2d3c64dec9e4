import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { registry } from './actions/registry';
import { route } from './actions/router';
import { coachviewWebhookTest } from './webhook/credentialTest';

export class Coachview implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Coachview',
		name: 'coachview',
		icon: { light: 'file:../../icons/coachview.svg', dark: 'file:../../icons/coachview.dark.svg' },
		group: ['transform'],
		version: [1, 1.1],
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Read, create and safely update people and other records in Coachview',
		defaults: { name: 'Coachview' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{
				name: 'coachviewOAuth2Api',
				required: true,
				displayOptions: { hide: { resource: ['hrAnswer', 'webhookEvent'] } },
			},
			{
				name: 'coachviewWebhookApi',
				displayName: 'Coachview Webhook API, for URL Key and Signature',
				required: false,
				testedBy: 'coachviewWebhookTest',
				displayOptions: { show: { resource: ['webhookEvent'] } },
			},
		],
		properties: registry.properties(),
	};

	methods = {
		credentialTest: { coachviewWebhookTest },
		listSearch: registry.listSearch,
		loadOptions: registry.loadOptions,
		resourceMapping: registry.resourceMapping,
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await route(this);
	}
}
