import type { IExecuteFunctions, INode, INodeProperties } from 'n8n-workflow';
import { Fault } from '../domain/fault';
import type { Operation } from './operation';

/** What decides whether a value that Coachview has may be lost: only the author of a workflow may say so, never a model. */
const GUARDED: readonly string[] = ['allowClearing', 'clearFields', 'fieldsFromCoachview', 'policy', 'recordJson'];

/** In n8n's three spellings. */
const FROM_MODEL = /\$fromai\b/i;

const RECEIPT = 'The model gets the receipt, without values.';
const NEVER = 'It never decides what is cleared, replaced or overwritten: take no expression there, nor in Options.';

const NOTICES = {
	reads: 'This tool reads. What it gives, personal data too, goes to the model and may leave your organisation.',
	writes: `This tool writes to Coachview. ${RECEIPT} ${NEVER}`,
	upserts: `This tool creates or changes records. ${RECEIPT} ${NEVER}`,
	deletes: `This tool deletes for good. ${RECEIPT}`,
} as const;

/** @returns what a tool of an AI Agent shows above its parameters: read or write, and what leaves the house */
export function toolNotice(what: keyof typeof NOTICES): INodeProperties {
	return {
		displayName: NOTICES[what],
		name: `${what}Notice`,
		type: 'notice',
		default: '',
		displayOptions: { show: { '@tool': [true] } },
	};
}

/**
 * Keeps a model away from what only the author of the workflow may decide. n8n offers to let the model define any
 * parameter, and a tool's input is what the model says, so that no expression is safe there.
 *
 * @throws Fault `invalidInput` naming the parameter, before anything is sent
 */
export function refuseModel(context: IExecuteFunctions, { properties }: Operation): void {
	const node = context.getNode();
	const isForbidden = (text: string) => text.startsWith('=') && (leftToModel(node) || FROM_MODEL.test(text));
	for (const property of properties) {
		if (!isGuarded(property) || !holds(node.parameters[property.name], isForbidden)) continue;
		const { displayName } = property;
		throw new Fault(
			'invalidInput',
			`'${displayName}' cannot be left to a model`,
			`It decides what may be lost. Choose its value in the node itself${leftToModel(node) ? ', without an expression' : ''}. Nothing was sent to Coachview.`,
			{ fields: [displayName] },
		);
	}
}

/** Options as well where a write has them: they say what is left out, compared, tried only, or given back whole. */
function isGuarded({ name, options = [] }: INodeProperties): boolean {
	return GUARDED.includes(name) || (name === 'options' && options.some((option) => option.name === 'dryRun'));
}

/** @throws Fault `invalidInput` where a node reads what another system sent, which no model can say */
export function refuseTool(context: IExecuteFunctions, resource: string, advice: string): void {
	if (leftToModel(context.getNode()))
		throw new Fault('invalidInput', `${resource} cannot be a tool of an AI Agent`, advice);
}

/** @returns whether the input items are what a model says: n8n gives the tool of a node this name */
export function leftToModel({ type }: INode): boolean {
	return type.endsWith('Tool');
}

function holds(value: unknown, isForbidden: (text: string) => boolean): boolean {
	if (typeof value === 'string') return isForbidden(value);
	return typeof value === 'object' && value !== null && Object.values(value).some((one) => holds(one, isForbidden));
}
