import type { Change } from '../../../nodes/Coachview/domain/polling/change.ts';
import { firstState } from '../../../nodes/Coachview/domain/polling/decide.ts';
import { latestPossible, momentOf } from '../../../nodes/Coachview/domain/polling/moment.ts';
import type { Look } from '../../../nodes/Coachview/domain/polling/state.ts';

export const NOW = Date.parse('2026-03-02T12:00:00Z');
export const MINUTE = 60_000;

/** A moment so many minutes from now, on Coachview's clock: an hour ahead of UTC in winter. */
export const at = (minutes: number) => momentOf(new Date(NOW + 60 * MINUTE + minutes * MINUTE).toISOString());

export const look = (more: Partial<Look> = {}): Look => ({
	scope: 's',
	event: 'createdOrChanged',
	status: '',
	latest: latestPossible(NOW),
	now: NOW,
	process: 'a',
	isStart: false,
	repeatMinutes: 10,
	...more,
});

export const row = (id: string, changed: string, more: Partial<Change> = {}): Change => ({
	id,
	etag: '1',
	changed,
	created: at(-9_999),
	status: '',
	passes: true,
	...more,
});

export const ids = (happened: ReadonlyArray<{ row: Change }>) => happened.map(({ row: { id } }) => id);
export const start = (more: Partial<Look> = {}) => firstState([row('old', at(-600))], true, look(more), []);
