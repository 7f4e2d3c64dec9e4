/** What to look at when there is no sentence at all, the likeliest first; hand-written. */
export const SILENCE: ReadonlyArray<{ question: string; look: string; then: string }> = [
	{
		question: 'Is the workflow published?',
		look: 'At the top right it says *Published*. An imported or changed workflow is a draft until you publish it.',
		then: '*Publish*. A change counts only after it was published again.',
	},
	{
		question: 'Does Coachview have the right address?',
		look: 'Coachview Trigger → *Webhook URLs* → *Production URL* is the address that you sent to Coachview support, letter for letter. It begins with `https://` and has no port. A duplicate, and a file imported again, have an address of their own. In the high-volume form it is the Production URL of **Webhook**, with the inbox that of *Inbox: collect*.',
		then: 'Send support the new address. The Test URL is of no use to Coachview.',
	},
	{
		question: 'Did Coachview switch the webhook on?',
		look: 'Support has confirmed the event `persoon.categorie.toegevoegd` for this environment. You cannot see it in Coachview yourself, as far as is known.',
		then: 'Ask support, and whether they see an answer of your address (200, 400, 403, 404).',
	},
	{
		question: 'Was the category added just now?',
		look: 'The event is sent when a category is *added*. Somebody who had it already gives no event.',
		then: 'Take the category off the person and let it be added again. People from before are found by *Reconcile missing person data*.',
	},
	{
		question: 'Is the category spelled the same?',
		look: 'Coachview Trigger → *Categories* and the name in Coachview. Capitals and extra blanks do not matter, `Extra gegevens` and `Extragegevens` are two.',
		then: 'Copy the name from Coachview.',
	},
	{
		question: 'Is the source the right one?',
		look: 'Coachview Trigger → *External Sources* and ExternSource of the person. The AFAS samples let HR and AFAS through. A person without ExternSource never passes.',
		then: 'Write the source as the person has it, or leave the field empty for all.',
	},
	{
		question: 'Is there a key?',
		look: 'With a *Coachview Webhook API* credential the address must end with `?key=` and the key. n8n shows the address without it. Without the key the answer is 404.',
		then: 'Add it and send the whole address to support.',
	},
	{
		question: 'Is it the same environment?',
		look: 'Live and Training are two Coachviews. The credential of the nodes, the credential for confirming and the webhook must belong to the same one.',
		then: 'Look at *Environment* in each credential; set *Environment to Ask* in the trigger to refuse the other one.',
	},
	{
		question: 'Was the event not confirmed?',
		look: 'With *Confirm With Coachview* on, an event whose person or key Coachview does not know does not run.',
		then: 'Send a sample event to the Test URL: it says why.',
	},
	{
		question: 'Did it run, and nothing changed?',
		look: 'The table `coachview_follow_up`: a row says why (outcome and reason). No row and the person is complete: it worked, or there was nothing to do.',
		then: '[What to do with a row](after-conflict.md).',
	},
	{
		question: 'Is the table there?',
		look: '*Data tables* has `coachview_follow_up`, and no other table has that in its name.',
		then: 'Run *Try it out* once; it makes the table.',
	},
	{
		question: 'Does HR know the person?',
		look: 'Run *Try it out* with this ExternId and ExternSource: it asks HR and Coachview and writes nothing.',
		then: 'Correct the number in Coachview or the person in HR.',
	},
	{
		question: 'Did the workflow die?',
		look: 'A row `crashed` in the table, when *Coachview: something broke* is the Error Workflow. Without it a run that dies leaves nothing, because runs are not saved.',
		then: 'Set the Error Workflow: [workflows.md](workflows.md#something-broke).',
	},
	{
		question: 'Is it the high-volume form?',
		look: 'Categories and sources stand in **Read event** there, and n8n has answered 200 to everything. What is no event, or lacks key or signature, is a failed run: a row `crashed` for *Read event*. What is filtered leaves a line in n8n’s log.',
		then: 'Correct **Read event**, and keep *Raw Body* of **Webhook** on. To see why, send the event to the compact form’s Test URL.',
	},
	{
		question: 'Is it the inbox?',
		look: '*Data tables* → `coachview_inbox`. No row: nothing was collected, look at *Inbox: collect* as above. Rows whose `nextTry` has passed and whose `taken` stays 0: nobody works on them. `attempt` above 0: so many tries failed, and `nextTry` says when the next one comes.',
		then: 'Publish *Inbox: work*, *Complete person from HR* and the adapter. Too little left of Coachview’s day: the rows wait by themselves.',
	},
];
