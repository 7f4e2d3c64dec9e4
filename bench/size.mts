/** How much of everything one run takes. */
export interface Size {
	rounds: number;
	/** People in a batch. */
	batch: number;
	/** People that go through Loop Over Items, which takes so long that its time is scaled up. */
	loop: number;
	/** Events of a run, and how many senders there are, each waiting for n8n's answer. */
	events: number;
	senders: number;
	/** Records that are listed. */
	rows: number;
	/** Updates of a run in the engine. */
	updates: number;
	/** Milliseconds that n8n gets to come to rest where nothing tells its work. */
	rest: number;
	/** Seconds that a read may be old; left out: the node's default. */
	readAge?: number;
}

export const FULL: Size = {
	rounds: 5,
	batch: 1000,
	loop: 100,
	events: 40,
	senders: 4,
	rows: 50_000,
	updates: 200,
	rest: 1500,
};

/** Only shows that everything runs. The read may be old, because a busy machine must not count as another request. */
export const SHORT: Size = {
	rounds: 1,
	batch: 40,
	loop: 4,
	events: 3,
	senders: 2,
	rows: 500,
	updates: 5,
	rest: 400,
	readAge: 5,
};
