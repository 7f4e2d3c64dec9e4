import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { Control } from '../../../sandbox/control/client.mts';
import type { Choices, Snapshot, WebhookDelivery } from '../../../sandbox/control/types.mts';
import type { Wanted } from './model.mts';

/** Runs one operation of the node in the engine, with its output items; a failing item is thrown as an ItemError. */
export type Act = (operation: string, parameters: INodeParameters, items?: IDataObject[]) => Promise<IDataObject[]>;

/** Hands a delivery to the trigger and gives the items of the execution that it starts; none started is an Error. */
export type Receive = (delivery: WebhookDelivery, parameters: INodeParameters) => Promise<IDataObject[]>;

export interface Scenario {
	name: string;
	/** Values of the credential that differ. */
	credential?: (choices: Choices, url: string) => IDataObject;
	/** People in the sandbox; few by default, because resetting them takes most of the time. */
	people?: number;
	/** Brings the sandbox into the state that the scenario is about; a webhook that it makes Coachview send goes to `act`. */
	prepare?(control: Control): Promise<WebhookDelivery | void>;
	act(act: Act, data: Snapshot, receive: Receive, delivery?: WebhookDelivery): Promise<IDataObject[]>;
	/** Reasons with which it has to fail under these choices; undefined when it has to succeed. */
	fails?(choices: Choices): string[] | undefined;
	/** Reasons with which it may fail under these choices without being wrong, because the node cannot know better. */
	mayFail?(choices: Choices): string[];
	/** What must be stored after success. */
	wanted?(data: Snapshot, choices: Choices): Wanted;
	/** Further demands on the output after success: an error message, or undefined. */
	output?(items: IDataObject[], data: Snapshot, choices: Choices): string | undefined;
	/** A failure may come after a write that changed no value: an asked member was silently not stored. */
	unstored?: string;
}
