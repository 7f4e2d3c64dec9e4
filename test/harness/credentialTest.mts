import { ExecuteContext, RoutingNode } from 'n8n-core';
import type { ICredentialTestRequest, INodeCredentialTestResult, INodeType } from 'n8n-workflow';
import { CREDENTIAL_TYPE, credentialTypes, type CredentialValues, type MemoryCredentials } from './credentials.mts';
import { buildWorkflow } from './workflow.mts';

type Rule = NonNullable<ICredentialTestRequest['rules']>[number];

const at = (value: unknown, key: string): unknown =>
	value !== null && typeof value === 'object' ? (value as Record<string, unknown>)[key] : undefined;

/** n8n's judgement of an answer (services/credentials-tester of n8n 2.41), in our own words. */
function judge(rules: Rule[], body: unknown): INodeCredentialTestResult {
	for (const rule of rules) {
		if (rule.type === 'responseSuccessBody' && at(body, rule.properties.key) === rule.properties.value) {
			return { status: 'Error', message: rule.properties.message };
		}
	}
	return { status: 'OK', message: 'Connection successful!' };
}

type FailedRequest = Error & { cause?: { response?: { status: number; statusText?: string }; code?: string } };

function judgeError(rules: Rule[], error: FailedRequest): INodeCredentialTestResult {
	const response = error.cause?.response;
	if (response) {
		const rule = rules.find((r) => r.type === 'responseCode' && r.properties.value === response.status);
		return {
			status: 'Error',
			message: rule?.properties.message ?? response.statusText ?? `Received HTTP status code: ${response.status}`,
		};
	}
	return { status: 'Error', message: error.cause?.code ?? error.message };
}

/**
 * Presses "Test" on the credential with `entered` values, as n8n does: the values are resolved, the declared request
 * goes through n8n-core's real routing and OAuth2 code, and the rules judge the answer. `stored` is what was saved
 * before (with its cached token), when that differs from what is in the form.
 */
export async function testCredential(
	entered: CredentialValues,
	stored: CredentialValues = entered,
): Promise<INodeCredentialTestResult> {
	const test = credentialTypes[CREDENTIAL_TYPE].test as ICredentialTestRequest;
	const type: INodeType = {
		description: {
			displayName: 'Temp',
			name: 'temp',
			group: ['input'],
			version: 1,
			description: '',
			defaults: {},
			inputs: ['main'],
			outputs: ['main'],
			credentials: [{ name: CREDENTIAL_TYPE, required: true }],
			properties: [
				{ displayName: 'Temp', name: 'temp', type: 'string', default: '', routing: { request: test.request } },
			],
		},
	};
	const { workflow, node, additionalData } = buildWorkflow({ type, parameters: { temp: '' }, credential: stored });
	const helper = additionalData.credentialsHelper as MemoryCredentials;
	const data = helper.resolve(structuredClone(entered), CREDENTIAL_TYPE);
	const storedDecrypt = helper.getDecrypted.bind(helper);
	helper.getDecrypted = async (...args) => (args[5] ? await storedDecrypt(...args) : data);
	const details = {
		id: node.credentials?.[CREDENTIAL_TYPE].id as string,
		name: 'Coachview',
		type: CREDENTIAL_TYPE,
		data,
	};
	const input = { main: [[{ json: {} }]] };
	const runData = { version: 1, resultData: { runData: {} } } as never;
	const context = new ExecuteContext(
		workflow,
		node,
		additionalData,
		'internal',
		runData,
		0,
		[],
		input,
		{ node, data: {}, source: null },
		[],
	);
	const rules = test.rules ?? [];
	try {
		const output = await new RoutingNode(context, type, details).runNode();
		return judge(rules, output?.[0]?.[0]?.json);
	} catch (error) {
		return judgeError(rules, error as FailedRequest);
	}
}
