import type { Entity } from '../../entities/entity';
import { asFault } from '../fault';
import { idName, type ExternalKey } from '../identity';
import type { RawRecord } from '../json/record';
import { twoWithKey, unknownOutcome } from './creationFaults';
import type { CollectionPort } from './port';

/** Looks at a record that is not there yet; some systems answer reads from a copy that is a little behind. */
export const LOOKS = 3;

/** How a record that was just sent is looked for, by the ID that Coachview told or by its key. */
export class NewcomerLooks {
	private readonly port: CollectionPort;
	private readonly entity: Entity;
	private readonly key: ExternalKey | undefined;

	constructor(port: CollectionPort, entity: Entity, key: ExternalKey | undefined) {
		this.port = port;
		this.entity = entity;
		this.key = key;
	}

	/** An ID that leads nowhere may be an ID of something else; with a key the record can be found all the same. */
	async readTold(id: string): Promise<RawRecord | undefined> {
		try {
			return await this.readNew(id);
		} catch (error) {
			if (!this.key) throw asFault(error);
			return undefined;
		}
	}

	/** @returns the new record; @throws Fault `unknownOutcome` when it cannot be read back */
	async readNew(id: string): Promise<RawRecord> {
		for (let look = 1; ; look++) {
			try {
				return await this.port.record(id).read();
			} catch (error) {
				const fault = asFault(error);
				if (fault.reason === 'notFound' && look < LOOKS) {
					await this.port.pause(look);
					continue;
				}
				throw unknownOutcome(
					this.entity,
					this.key,
					`The ${this.entity.words.one} was sent, but could not be read back, so it is not known whether it was stored`,
					{ ...fault.details, [idName(this.entity)]: id },
				);
			}
		}
	}

	/**
	 * A creation that is still under way, or not yet shown in lists, is looked for more than once.
	 * @throws Fault `ambiguous` when there are two now, `unknownOutcome` when the look-up does not work
	 */
	async findPatiently(): Promise<RawRecord | undefined> {
		if (!this.key) return undefined;
		for (let look = 1; ; look++) {
			const found = await this.tryFind().catch((error: unknown) => {
				throw asFault(error).reason === 'ambiguous' ? twoWithKey(this.entity, this.key) : asFault(error);
			});
			if (found === 'unknown')
				throw unknownOutcome(
					this.entity,
					this.key,
					'Coachview gave no clear answer to the creation, and the look-up that should settle it did not work either',
				);
			if (found || look === LOOKS) return found;
			await this.port.pause(look);
		}
	}

	/** @returns whether a record with the key is found */
	async exists(): Promise<boolean> {
		const found = await this.tryFind();
		return found !== undefined && found !== 'unknown';
	}

	/** @throws Fault `ambiguous`: two records have the key already, which somebody has to know */
	private async tryFind(): Promise<RawRecord | undefined | 'unknown'> {
		if (!this.key) return 'unknown';
		try {
			return await this.port.find(this.key);
		} catch (error) {
			const fault = asFault(error);
			if (fault.reason === 'ambiguous' || fault.reason === 'quotaExhausted') throw fault;
			return 'unknown';
		}
	}
}
