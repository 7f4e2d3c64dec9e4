import { byId, members, pieterId, useStage, type Output } from '../../harness/stage.mts';

// Concurrency Check: Look Again After Writing. The other process is played by the colleague: it writes the whole person
// from what it had read before our write.
export const stage = useStage();
export const control = () => stage.sandbox.control;
export const onPut = { server: 'coachview', method: 'PUT', path: 'Personen' } as const;
export const old = { titel: null };
export const options = { concurrency: 'lookAgain', lookAgainAfter: 0.1 };

export const colleague = async (edited: Record<string, unknown>, more: object = {}) =>
	await control().colleague.script({
		kind: 'edit',
		personId: pieterId,
		members: edited,
		side: 'after',
		match: onPut,
		...more,
	} as never);
export const update = async (fields: object, more: object = {}) =>
	(
		await stage.person('update', {
			person: byId(pieterId),
			fields,
			...more,
			options: { ...options, ...(more as { options?: object }).options },
		} as never)
	)[0] as Output;
export const stored = async (...names: string[]) => {
	const record = members(await control().people.text(pieterId));
	return names.map((name) => JSON.parse(record.get(name) ?? 'null') as unknown);
};
export const calls = async () =>
	(await control().requests.list({ server: 'coachview', path: 'Personen' })).map(({ method }) => method).join(' ');
