import { Fault } from '../../domain/fault';
import { idName, recordKeys, sameKey } from '../../domain/identity';
import type { Change } from '../../domain/json/edit';
import type { Records } from '../../transport/records';

const PARTS = ['externId', 'externSource'] as const;

/**
 * A new key that another record has would make two records of one key, or be refused as if the record had changed meanwhile.
 *
 * @returns whether a request was made
 * @throws Fault `conflict` when another record has the key
 */
export async function checkNewKey(records: Records, id: string, changes: readonly Change[]): Promise<boolean> {
	const { entity } = records;
	const wanted = entity.externalKey ? wantedKey(changes) : {};
	if (Object.keys(wanted).length === 0) return false;
	const now = recordKeys(await records.read(id));
	const key = {
		externId: wanted.externId ?? now.externId,
		externSource: wanted.externSource ?? now.externSource,
	};
	const isNew = PARTS.some((part) => !sameKey(key[part], now[part]));
	if (!isNew || key.externId === '' || key.externSource === '') return true;
	if (await records.othersWith(key, id)) {
		const { one, many } = entity.words;
		throw new Fault(
			'conflict',
			`Another ${one} in Coachview has this External ID and External Source`,
			`Nothing was written. Correct the key, or merge the two ${many} in Coachview.`,
			{ fields: [...PARTS], details: { [idName(entity)]: id, ...key } },
		);
	}
	return true;
}

/** @returns the parts that change; null for one that is cleared */
function wantedKey(changes: readonly Change[]): { [part: string]: string | null } {
	const isPart = ({ path: [top = ''] }: Change) => PARTS.some((part) => part === top);
	return Object.fromEntries(changes.filter(isPart).map(({ path: [top = ''], json }) => [top, keyText(json)]));
}

/** Replace takes a key as it is in the JSON, which may be a number. */
function keyText(json: string): string | null {
	const key: unknown = JSON.parse(json);
	return typeof key === 'string' || typeof key === 'number' ? String(key) : null;
}
