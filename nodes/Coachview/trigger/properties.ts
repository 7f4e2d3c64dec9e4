import type { INodeProperties } from 'n8n-workflow';
import { EVENT_FILTERS, INCLUDE_RAW_BODY, SIGNATURE, SIGNATURE_HEADER } from '../webhook/properties';

const TEST_NOTICE =
	'<b>Try it out:</b> 1. Open <i>Webhook URLs</i> above and copy the <b>Test URL</b>. 2. Click <i>Execute step</i>; n8n then says "Go to Coachview and create an event": ignore that, Coachview only knows the Production URL. 3. Open the copied URL in a new browser tab and send a sample event. A test is no dry run: nodes behind the trigger write for real.';

const SETUP_NOTICE =
	'<b>Go live:</b> Publish, then send the <b>Production URL</b> to Coachview support with the event <b>persoon.categorie.toegevoegd</b>: Coachview sets webhooks up itself. It must be https on port 443; one URL for each event. With a URL Key, add <b>?key=</b> and the key to the end of either URL: n8n shows them without.';

/** Parameters of the trigger, version 1. */
export const triggerProperties: INodeProperties[] = [
	{ displayName: TEST_NOTICE, name: 'testNotice', type: 'notice', default: '' },
	{ displayName: SETUP_NOTICE, name: 'setupNotice', type: 'notice', default: '' },
	...EVENT_FILTERS,
	{
		displayName: 'Confirm With Coachview',
		name: 'confirm',
		type: 'boolean',
		default: true,
		description:
			'Whether to ask Coachview if the person exists with this ExternId and ExternSource before the workflow runs. Coachview cannot sign its webhooks, so this is what keeps out invented ones. Takes one request for each event; needs the Coachview OAuth2 API credential, and is skipped without it. An event that Coachview does not agree to, or that names no person, does not run; a test says why, a published workflow writes a line into the log of n8n and counts it for the next run to show.',
	},
	{
		displayName: 'Environment to Ask Name or ID',
		name: 'confirmIn',
		type: 'options',
		default: 'credential',
		typeOptions: { loadOptionsMethod: 'environmentsToAsk' },
		description:
			'Which Coachview is asked. The first choice shows where the credential leads; the others refuse a credential of another environment. Nodes behind the trigger must use the same one. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
		displayOptions: { show: { confirm: [true] } },
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'Allowed Addresses',
				name: 'allowedAddresses',
				type: 'string',
				default: '',
				placeholder: 'e.g. 192.0.2.7, 198.51.100.0/24',
				description:
					'IP addresses and CIDR ranges that may call the URL, without ports, separated by commas; others get 403. Ask Coachview for its addresses. Behind a reverse proxy n8n only sees the real address when N8N_PROXY_HOPS is set to the number of proxies.',
			},
			{
				displayName: 'Category Must Still Be There',
				name: 'requireCategory',
				type: 'boolean',
				default: false,
				description:
					'Whether confirming also checks that the person has the category of the event at this moment. Needs Confirm With Coachview. Takes one more request and the scope Persoonscategorieen.Lezen.',
			},
			{
				displayName: 'If Confirming Is Impossible',
				name: 'whenUnconfirmed',
				type: 'options',
				default: 'run',
				description:
					'What to do when Coachview cannot be asked at this moment because it is out of reach or answers with a server error. Any refusal, a wrong credential and a used-up day never let an event run.',
				options: [
					{ name: 'Drop the Event', value: 'drop', description: 'The workflow does not run and the event is lost' },
					{
						name: 'Run Anyway',
						value: 'run',
						description: 'The workflow runs, with confirmed set to false in the item',
					},
				],
			},
			INCLUDE_RAW_BODY,
			{
				displayName: 'Keep in Reserve',
				name: 'reserve',
				type: 'number',
				typeOptions: { minValue: 0, numberPrecision: 0 },
				default: 250,
				description:
					'Requests of the day that confirming leaves to others. When fewer would be left, events do not run, so that invented ones cannot use up the day.',
			},
			SIGNATURE,
			SIGNATURE_HEADER,
		],
	},
];
