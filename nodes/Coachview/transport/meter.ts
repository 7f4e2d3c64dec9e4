/** What one item has used so far. Items that are worked on side by side have one each (see `CoachviewClient.for`). */
export class Meter {
	/** Requests sent to the API, repeats included; questions for a token do not count. */
	requests = 0;
	/** Seconds waited for Coachview. */
	waited = 0;
}
