/** A sentence of n8n itself that people of this package meet. */
interface Told {
	/** As on the screen, `…` for what differs. */
	says: string;
	/** Where it is on the screen. */
	where: string;
	means: string;
	/** Name in the English texts of n8n's editor, when it comes from there; a host test holds it against the pinned n8n. */
	key?: string;
}

/** Seen in n8n 2.41.1, or read in its source. */
export const N8N_SENTENCES: readonly Told[] = [
	{
		says: 'Install this node to use it',
		where: 'panel of a node after an import',
		key: 'nodeSettings.communityNodeUnknown.title',
		means:
			'The package is not installed in this n8n. Install it (step 2 of the quick start), then open the workflow again.',
	},
	{
		says: 'Unrecognized node type: n8n-nodes-coachview.…',
		where: 'when a workflow runs or is published',
		means:
			'The package is not installed, or n8n 3.0 does not load it: packages that n8n has not verified need `N8N_UNVERIFIED_PACKAGES_ENABLED=true` there.',
	},
	{
		says: 'This package failed to load. It may be corrupted, or it may need a newer version of n8n. Try uninstalling and reinstalling it, or upgrade n8n.',
		where: 'Settings → Community nodes',
		key: 'settings.communityNodes.failedToLoad.tooltip',
		means: 'Look at the version of n8n: 1.120 is the oldest that works.',
	},
	{
		says: 'Package name must start with n8n-nodes-',
		where: 'Install community nodes',
		key: 'settings.communityNodes.installModal.error.packageNameNotValid',
		means: 'Type `n8n-nodes-coachview`, without quotes and blanks.',
	},
	{
		says: 'Error installing new package',
		where: 'Install community nodes',
		key: 'settings.communityNodes.messages.install.error',
		means:
			'The package is not on npm yet, or your n8n may not reach npm. Until it is published it is installed by hand (README, *Install*).',
	},
	{
		says: 'Couldn’t connect with these settings',
		where: 'credential',
		key: 'credentialEdit.credentialConfig.couldntConnectWithTheseSettings',
		means: 'Open the details under it and look the sentence up in [credentials.md](credentials.md).',
	},
	{
		says: 'Failed to acquire OAuth2 access token: …',
		where: 'credential, or a run',
		means:
			'n8n got no token from Coachview. "Client authentication failed": look at *Environment* first, Live and Training have different clients. All of them: [credentials.md](credentials.md).',
	},
	{
		says: "We added existing credentials to the pasted node(s). Please check they're the right ones.",
		where: 'after an import',
		key: 'nodeView.showMessage.credentialsAutoAdded.message.multiple',
		means:
			'n8n chose a credential for you. With one for Live and one for Training, open each Coachview node and look which.',
	},
	{
		says: '… node has issues, fix them before publishing.',
		where: '*Publish* cannot be clicked',
		key: 'workflowActivator.showMessage.activeChangedNodesIssuesExistTrue.title',
		means: 'A red triangle is left: an address, a credential, a workflow or a table is still to be filled in.',
	},
	{
		says: 'Credential not configured: …',
		where: 'when you publish',
		means: 'A node has no credential. Open it and choose one.',
	},
	{
		says: 'Node "…" uses invalid credential',
		where: 'run',
		means:
			'No credential is chosen in this node, or it was deleted. *On Error* does not catch this: the run dies. Choose one; *Coachview: something broke* tells you of it next time.',
	},
	{
		says: 'Data table with name "…" not found',
		where: 'run',
		means:
			'The follow-up table is not there yet. Run *Try it out* once: it makes the table. Or *Data tables* → *Create* → *Import CSV* with `coachview_follow_up.csv`.',
	},
	{
		says: 'Workflow is not active and cannot be executed.',
		where: 'run, in *Ask AFAS*, *Ask HR* or *Complete person from HR*',
		means: 'The workflow that is called there is not published. Open it and publish it.',
	},
	{
		says: 'The requested webhook "…" is not registered.',
		where: 'browser, or the answer that Coachview gets (404)',
		means:
			'Test URL: click *Execute step* first; it works once. Production URL: the workflow is not published, or it was imported anew and has a new URL. A missing or wrong `?key=` gives 404 as well.',
	},
	{
		says: 'This webhook is not registered for … requests. Did you mean to make a … request?',
		where: 'browser',
		means:
			'You opened the Production URL in a browser. That is no fault: Coachview sends POST. To try things out open the Test URL.',
	},
	{
		says: 'Waiting for you to create an event in …',
		where: 'canvas and panel of the trigger, in a test',
		key: 'node.waitingForYouToCreateAnEventIn',
		means: 'Do not go to Coachview: it knows the Production URL only. Open the Test URL in a new browser tab.',
	},
	{
		says: "The execution took a different path and didn't reach this node. This typically happens with conditional nodes like If or Switch.",
		where: 'after *Execute step*',
		key: 'pushConnection.nodeNotExecuted.message',
		means:
			'The example took another way, for instance *HR gave no answer to use*. Follow the green line on the canvas.',
	},
	{
		says: "Cannot read properties of null (reading 'Start')",
		where: '*Execute step*',
		means:
			'A fault of n8n’s editor (seen in 2.41.1) after a part of a workflow failed. Click once more, or reload the page.',
	},
	{
		says: 'Connection lost',
		where: 'top of the editor',
		key: 'pushConnection.error.message',
		means: 'The browser has lost n8n; Coachview has nothing to do with it. Reload the page.',
	},
	{
		says: 'Production Checklist',
		where: 'after publishing',
		key: 'workflowProductionChecklist.title',
		means:
			'n8n advises to set up error notifications: that is *Coachview: something broke*. Leave advice about evaluations and time saved aside.',
	},
	{
		says: 'These executions will not show up immediately in the editor, … if you choose to save executions.',
		where: 'after publishing',
		means:
			'Do not switch saving on: birth data would stay in n8n. How you see that it works: [after-conflict.md](after-conflict.md).',
	},
];
