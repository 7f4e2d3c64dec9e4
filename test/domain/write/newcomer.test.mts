import { person } from '../../../nodes/Coachview/entities/person.ts';
import { rawRecord } from '../../../nodes/Coachview/domain/json/record.ts';
import { isOurs, keysNotStored } from '../../../nodes/Coachview/domain/write/newcomer.ts';

const record = (value: object) => rawRecord(JSON.stringify(value));
const SENT = { externId: '007', externSource: 'HR', achternaam: 'Een', tel1: '1' };
const KEYLESS = { achternaam: 'Een', tel1: '1' };

/** Whether the record under the ID that a creation was answered with is the one that was sent. */
it.each<[string, sent: object, stored: object, ours: boolean]>([
	['the same key, whatever else', SENT, { ...SENT, achternaam: 'Twee' }, true],
	['the key in other capitals', SENT, { ...SENT, externSource: 'hr' }, true],
	['another number', SENT, { ...SENT, externId: '7' }, false],
	['another source', SENT, { ...SENT, externSource: 'AFAS' }, false],
	['no key', SENT, KEYLESS, false],
	['without a key the same last name', KEYLESS, { achternaam: 'Een', tel1: '9' }, true],
	['the same one in other capitals', KEYLESS, { achternaam: 'EEN' }, true],
	['the same one with a blank around it', KEYLESS, { achternaam: ' Een' }, true],
	['another last name', KEYLESS, { achternaam: 'Twee', tel1: '1' }, false],
	['no last name', KEYLESS, { tel1: '1' }, false],
	['none sent and none there', { tel1: '1' }, { tel1: '9' }, true],
	['none sent and one there', { tel1: '1' }, { achternaam: 'Een' }, false],
])('%s', (_, sent, stored, ours) => {
	expect(isOurs(person, record(stored), record(sent))).toBe(ours);
});

it.each<[string, stored: object, names: string[] | undefined]>([
	['as sent', SENT, []],
	['the number without its zeros', { ...SENT, externId: '7' }, ['externId']],
	['no source', { ...SENT, externSource: null }, ['externSource']],
	['no key at all', { achternaam: 'Een', tel1: '1' }, ['externId', 'externSource']],
	['another telephone number as well', { ...SENT, externId: '7', tel1: '2' }, undefined],
	['another telephone number alone', { ...SENT, tel1: '2' }, undefined],
])('parts of the key that are not stored: %s', (_, stored, names) => {
	const changes = Object.entries(SENT).map(([name, value]) => ({ path: [name], json: JSON.stringify(value) }));
	expect(keysNotStored(person, record(stored), record(SENT), changes)).toEqual(names);
});
