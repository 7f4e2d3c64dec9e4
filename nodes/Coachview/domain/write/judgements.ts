import type { RawRecord } from '../json/record';
import type { ManyPort } from './batch';

/** Milliseconds that an accepted write may always wait for others to be judged with. */
const JUDGED_WITHIN = 1_000;

interface Parked {
	index: number;
	id: string;
	since: number;
	give(record: RawRecord | undefined): void;
}

/** Reads back, many at once, what accepted writes have stored. */
export class Judgements {
	private readonly port: ManyPort;
	private readonly within: number;
	private readonly changed: () => void;
	private parked: Parked[] = [];
	/** How many are being read. */
	private asked = 0;

	/**
	 * @param maximumAge milliseconds that a read may be old; a write that was accepted may wait as long
	 * @param changed is called when there may be something to do
	 */
	constructor(port: ManyPort, maximumAge: number, changed: () => void) {
		this.port = port;
		this.within = Math.max(JUDGED_WITHIN, maximumAge);
		this.changed = changed;
	}

	/** How many wait here. */
	get count(): number {
		return this.parked.length + this.asked;
	}

	/** @returns the record as it is after the write; undefined when it has to be read alone */
	async wait(index: number, id: string): Promise<RawRecord | undefined> {
		return await new Promise((resolve) => {
			this.parked.push({ index, id, since: this.port.now(), give: resolve });
			this.changed();
		});
	}

	/** @param isLast whether nobody comes for the time being */
	async readNext(isLast: boolean): Promise<void> {
		const [oldest] = this.parked;
		if (!oldest || this.asked > 0) return;
		const isDue = isLast || this.parked.length >= this.port.rows || this.port.now() - oldest.since >= this.within;
		if (!isDue) return;
		const some = this.parked.splice(0, Math.max(this.port.rows, 1));
		this.asked = some.length;
		try {
			const isTogether = some.length > 1 && this.port.rows > 1;
			const ids = some.map(({ id }) => id);
			const records = isTogether ? (await this.port.readMany(ids, oldest.index, 'judging')).records : undefined;
			for (const { id, give } of some) give(records?.get(id.toLowerCase()));
		} finally {
			this.asked = 0;
			this.changed();
		}
	}
}
