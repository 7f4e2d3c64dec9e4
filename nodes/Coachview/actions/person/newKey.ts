import { Fault } from '../../domain/fault';
import type { Change } from '../../domain/json/edit';
import { textAt } from '../../domain/json/record';
import { sameKey } from '../../domain/person/identity';
import type { People } from '../../transport/people';

/**
 * A new key that somebody else has would make two people of one key, or be refused as if the person had changed meanwhile.
 *
 * @returns whether a look-up was made
 * @throws Fault `conflict` when another person has the key
 */
export async function checkNewKey(people: People, personId: string, changes: readonly Change[]): Promise<boolean> {
	const wanted = Object.fromEntries(
		changes
			.filter(({ path }) => /^extern(Id|Source)$/.test(path[0] ?? ''))
			.map(({ path, json }) => [path[0], keyText(json)]),
	);
	if (Object.keys(wanted).length === 0) return false;
	const record = await people.read(personId);
	const key = {
		externId: wanted.externId ?? textAt(record, ['externId']),
		externSource: wanted.externSource ?? textAt(record, ['externSource']),
	};
	const isNew =
		!sameKey(key.externId, textAt(record, ['externId'])) ||
		!sameKey(key.externSource, textAt(record, ['externSource']));
	if (!isNew || key.externId === '' || key.externSource === '') return true;
	const others = await people.othersWith(key, personId);
	if (others) {
		throw new Fault(
			'conflict',
			'Another person in Coachview has this Extern ID and Extern Source',
			'Nothing was written. Correct the key, or merge the two people in Coachview.',
			{
				fields: ['externId', 'externSource'],
				details: { personId, ...key },
			},
		);
	}
	return true;
}

/** Replace takes a key as it is in the JSON, which may be a number. */
function keyText(json: string): string | null {
	const key: unknown = JSON.parse(json);
	return typeof key === 'string' || typeof key === 'number' ? String(key) : null;
}
