import {
	ICredentialsHelper,
	NodeHelpers,
	Workflow,
	type ICredentialDataDecryptedObject,
	type ICredentialType,
	type IHttpRequestOptions,
	type INode,
	type INodeCredentialsDetails,
	type INodeParameters,
	type INodeProperties,
	type INodeTypes,
	type IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';
import { CoachviewOAuth2Api } from '../../credentials/CoachviewOAuth2Api.credentials.ts';
import { CoachviewWebhookApi } from '../../credentials/CoachviewWebhookApi.credentials.ts';
import { oAuth2Base } from './oauth2Base.mts';

export const CREDENTIAL_TYPE = 'coachviewOAuth2Api';
export const WEBHOOK_CREDENTIAL_TYPE = 'coachviewWebhookApi';

export const credentialTypes: Record<string, ICredentialType> = {
	[CREDENTIAL_TYPE]: new CoachviewOAuth2Api(),
	[WEBHOOK_CREDENTIAL_TYPE]: new CoachviewWebhookApi(),
	oAuth2Api: oAuth2Base,
};
const mockNode: INode = {
	id: 'c',
	name: 'Credential',
	type: 'test.none',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};
const noNodeTypes: INodeTypes = {
	getByName: () => {
		throw new Error('unused');
	},
	getByNameAndVersion: () => ({
		description: {
			displayName: 'None',
			name: 'none',
			group: ['input'],
			version: 1,
			description: '',
			defaults: {},
			inputs: [],
			outputs: [],
			properties: [],
		},
	}),
	getKnownTypes: () => ({}),
};

/** Values as a user would store them; `oauthTokenData` may be given to start with a token in the cache. */
export type CredentialValues = ICredentialDataDecryptedObject;

/**
 * n8n's credentials helper without its database. Decrypting gives a fresh copy with defaults applied and
 * `={{ $self[...] }}` expressions resolved, in the same order as n8n 2.41 does it; a fetched token is kept with the
 * stored values, as n8n keeps it. `updates` lists what was written back.
 */
export class MemoryCredentials extends ICredentialsHelper {
	readonly updates: Array<{ type: string; data: ICredentialDataDecryptedObject }> = [];
	readonly stored: Map<string, CredentialValues>;

	constructor(stored: Record<string, CredentialValues>) {
		super();
		this.stored = new Map(Object.entries(stored).map(([id, values]) => [id, structuredClone(values)]));
	}

	/** Changes stored values as a person does who edits and saves a credential: a cached token stays. */
	edit(id: string, values: CredentialValues): void {
		this.stored.set(id, { ...this.raw(id), ...values });
	}

	private raw(id: string | null): CredentialValues {
		const values = this.stored.get(id ?? '');
		if (!values) throw new Error(`No credential with id "${id}"`);
		return structuredClone(values);
	}

	getParentTypes(name: string): string[] {
		return (credentialTypes[name]?.extends ?? []).flatMap((parent) => [parent, ...this.getParentTypes(parent)]);
	}

	isCredentialUsableByNode(): boolean {
		return true;
	}

	getCredentialsProperties(name: string): INodeProperties[] {
		const type = credentialTypes[name];
		if (!type) throw new Error(`Unknown credential type "${name}"`);
		const merged: INodeProperties[] = [];
		for (const parent of type.extends ?? [])
			NodeHelpers.mergeNodeProperties(merged, this.getCredentialsProperties(parent));
		NodeHelpers.mergeNodeProperties(merged, type.properties);
		return merged;
	}

	/** Applies defaults and resolves expressions; n8n does the same before it runs a credential test. */
	resolve(values: CredentialValues, type: string): CredentialValues {
		const data = NodeHelpers.getNodeParameters(
			this.getCredentialsProperties(type),
			values as INodeParameters,
			true,
			false,
			null,
			null,
		) as CredentialValues;
		if (values.oauthTokenData !== undefined) data.oauthTokenData = values.oauthTokenData;
		const workflow = new Workflow({ nodes: [mockNode], connections: {}, active: false, nodeTypes: noNodeTypes });
		return workflow.expression.getComplexParameterValue(
			mockNode,
			data as INodeParameters,
			'internal',
			{},
			undefined,
			undefined,
			data,
		) as CredentialValues;
	}

	async getDecrypted(
		_additionalData: IWorkflowExecuteAdditionalData,
		details: INodeCredentialsDetails,
		type: string,
		_mode?: unknown,
		_executeData?: unknown,
		raw?: boolean,
	): Promise<CredentialValues> {
		const values = this.raw(details.id);
		return raw ? values : this.resolve(values, type);
	}

	async getCredentials(): Promise<never> {
		throw new Error('Not needed by the engine tests');
	}

	async authenticate(
		_values: CredentialValues,
		_type: string,
		request: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		return request;
	}

	async preAuthentication(): Promise<undefined> {
		return undefined;
	}

	async runPreAuthentication(): Promise<undefined> {
		return undefined;
	}

	async updateCredentials(details: INodeCredentialsDetails, type: string, data: CredentialValues): Promise<void> {
		this.stored.set(details.id ?? '', structuredClone(data));
		this.updates.push({ type, data: structuredClone(data) });
	}

	async updateCredentialsOauthTokenData(
		details: INodeCredentialsDetails,
		type: string,
		data: CredentialValues,
	): Promise<void> {
		const oauthTokenData = structuredClone(data.oauthTokenData);
		this.stored.set(details.id ?? '', { ...this.raw(details.id), oauthTokenData });
		this.updates.push({ type, data: { oauthTokenData } });
	}
}
