import {
	isUnderWay,
	noteLanded,
	noteUnderWay,
	UNDER_WAY_MINUTES,
} from '../../../nodes/Coachview/transport/underWay.ts';

afterEach(() => jest.restoreAllMocks());
const at = (minutes: number) => jest.spyOn(Date, 'now').mockReturnValue(1_900_000_000_000 + minutes * 60_000);

it('knows what may still land until it has landed or its time is over', () => {
	at(0);
	noteUnderWay('a');
	noteUnderWay('b');
	expect([isUnderWay('a'), isUnderWay('c')]).toEqual([true, false]);
	noteLanded('b');
	expect(isUnderWay('b')).toBe(false);
	at(UNDER_WAY_MINUTES);
	expect(isUnderWay('a')).toBe(true);
	at(UNDER_WAY_MINUTES + 1);
	expect(isUnderWay('a')).toBe(false);
});

it('forgets old ones and no others when there are many', () => {
	at(100);
	noteUnderWay('old');
	at(105);
	for (let one = 0; one < 10_000; one++) noteUnderWay(`many ${one}`);
	at(111);
	noteUnderWay('last');
	expect(['old', 'many 0', 'many 9999', 'last'].map(isUnderWay)).toEqual([false, true, true, true]);
});
