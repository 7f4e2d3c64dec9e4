import {
	cancelSignal,
	inTime,
	pauseUnlessCancelled,
	Stopped,
	stoppedFault,
} from '../../../nodes/Coachview/transport/cancel.ts';
import { createClient } from '../../../nodes/Coachview/transport/client.ts';
import { tokenFault } from '../../../nodes/Coachview/transport/tokenFault.ts';
import { MemoryCoachview } from '../../harness/memory.mts';
import { MemoryWeb } from '../../harness/memoryWeb.mts';
import { ending } from './tableStage.mts';

// A wait that only ends when it is stopped, and leaves no timer.
jest.mock('n8n-workflow', () => ({
	...jest.requireActual<object>('n8n-workflow'),
	sleep: async () => await new Promise(() => undefined),
}));

const forever = async () => await new Promise<never>(() => undefined);

describe('work that has a time', () => {
	it('gives what it gives, and throws what it throws', async () => {
		expect(await inTime(1000, undefined, async () => 'done')).toBe('done');
		await expect(inTime(1000, undefined, async () => await Promise.reject(new TypeError('x')))).rejects.toThrow(
			TypeError,
		);
	});

	it('ends when the time is over, whether or not it heeds its signal', async () => {
		let told: AbortSignal | undefined;
		const work = inTime(5, undefined, async (signal) => ((told = signal), await forever()));
		await expect(work).rejects.toThrow(Stopped);
		expect(told?.aborted).toBe(true);
	});

	it('ends when n8n stops the execution, also when that was before', async () => {
		const stop = new AbortController();
		const work = inTime(undefined, stop.signal, forever);
		stop.abort();
		await expect(work).rejects.toThrow(Stopped);
		let begun: boolean | undefined;
		await expect(
			inTime(undefined, stop.signal, async (signal) => ((begun = signal.aborted), await forever())),
		).rejects.toThrow(Stopped);
		expect(begun).toBe(true);
		await expect(pauseUnlessCancelled(60_000, stop.signal)).rejects.toThrow(Stopped);
	});

	it('leaves nothing behind that listens', async () => {
		const stop = new AbortController();
		const left = jest.spyOn(stop.signal, 'removeEventListener');
		let told: AbortSignal | undefined;
		await inTime(undefined, stop.signal, async (signal) => void (told = signal));
		stop.abort();
		expect([left.mock.calls.length, told?.aborted]).toEqual([1, false]);
	});
});

describe('an execution that n8n stops', () => {
	const PLACES = {
		read: { method: 'GET', entity: 'Personen', id: 'p1' },
		write: { method: 'PUT', entity: 'Personen', id: 'p1', body: '{}' },
	} as const;

	/** @param when the request at which somebody stops it */
	const stage = async (when: 'before' | 'during') => {
		const stop = new AbortController();
		const memory = new MemoryCoachview();
		memory.add('p1', {});
		const web = new MemoryWeb(memory);
		const context = web.context();
		const { helpers } = context as unknown as { helpers: Record<string, unknown> };
		if (when === 'during')
			helpers.httpRequestWithAuthentication = async () => {
				stop.abort();
				return await forever();
			};
		Object.assign(context, { getExecutionCancelSignal: () => stop.signal });
		const client = await createClient(context);
		if (when === 'before') stop.abort();
		return { web, client };
	};

	it.each(['before', 'during'] as const)(
		'sends nothing more, and says whether a change was on its way: %s',
		async (when) => {
			const { web, client } = await stage(when);
			const advice = async (work: Promise<unknown>) => {
				const fault = (await work.catch((error: unknown) => error)) as { reason: string; advice: string };
				return [fault.reason, fault.advice.startsWith('A change was on its way')];
			};
			expect(await advice(client.read(PLACES.read, () => 0))).toEqual(['cancelled', false]);
			const other = await stage(when);
			expect(await advice(other.client.write(PLACES.write))).toEqual(['cancelled', when === 'during']);
			expect([web.seen, other.web.seen]).toEqual([[], []]);
			expect(await ending(client.pause(1))).toBe('cancelled: n8n stopped the execution');
			expect(stoppedFault().advice).toBe('Nothing more was sent to Coachview.');
		},
	);

	it('is not known to a trigger or a picker', async () => {
		expect(cancelSignal({} as never)).toBeUndefined();
	});
});

it.each(['credentialGone', 'credentialMoved', 'unavailable', 'unreachable', 'busy', 'misplaced'])(
	'a token that cannot be had says that nothing was sent: %s',
	(word) => {
		const { advice, message } = tokenFault(word);
		expect([advice.endsWith('Nothing was sent for this request.'), message]).toEqual([
			true,
			expect.not.stringContaining('undefined'),
		]);
	},
);
