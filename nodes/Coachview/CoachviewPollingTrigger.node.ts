import {
	NodeConnectionTypes,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IPollFunctions,
} from 'n8n-workflow';
import { ENTITIES } from './entities';
import { COST_HINTS, LOOKS_OF_A_DAY } from './polling/cost';
import { poll } from './polling/poll';
import { pollProperties } from './polling/properties';

/** Entities of which it is known when a record was changed. */
const WATCHED = ENTITIES.filter(({ changed }) => changed !== undefined);

/** Starts a workflow when records were created, changed or moved to a status, by asking Coachview at intervals. */
export class CoachviewPollingTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Coachview Polling Trigger',
		name: 'coachviewPollingTrigger',
		icon: { light: 'file:../../icons/coachview.svg', dark: 'file:../../icons/coachview.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: `={{ $parameter["resource"] + ": " + ({ changed: "changed", created: "created", createdOrChanged: "created or changed", status: "moved to a status" })[$parameter["triggerOn"]] + ", " + ${LOOKS_OF_A_DAY} }}`,
		description: 'Starts the workflow when records in Coachview were created, changed or moved to a status',
		defaults: { name: 'Coachview Polling Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'coachviewOAuth2Api', required: true }],
		hints: COST_HINTS,
		properties: pollProperties(WATCHED),
	};

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await poll(this, WATCHED);
	}
}
