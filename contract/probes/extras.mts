import { describe, rowsOf, type Answer } from '../api.mts';
import { confirmed, refuted, unknown, type Context, type Finding, type Probe, type Row } from '../types.mts';
import { put } from './replacing.mts';

interface FreeField {
	key: string;
	isConfidential: boolean;
	isText: boolean;
	data: unknown;
}

/** Free fields of the test person: `GET Personen/Vrijevelden?where=recordId=…`, by analogy with three sister paths. */
async function freeFields({ api, seen }: Context): Promise<FreeField[] | Answer> {
	const answer = await api.call('GET', 'Personen/Vrijevelden', { query: { where: `recordId=${seen.test!.id}`, take: '100' } });
	const rows = rowsOf(answer);
	if (!rows) return answer;
	return rows.map((row) => {
		const definition = (row.vrijveldDefinitie ?? {}) as Row;
		const code = String(definition.code ?? '');
		const isText = /te[kx]st/i.test(String(definition.vrijveldTypeId ?? '')) && definition.inactief !== true;
		return { key: code.charAt(0).toLowerCase() + code.slice(1), isConfidential: definition.vertrouwelijk === true, isText, data: row.data };
	});
}

/** Free fields, categories, and the verbs nobody has seen; the last one takes the test person away. */
export const extras: Probe[] = [
	{
		assumptions: ['A34', 'A35'], title: 'Free fields', requests: 5, writes: true,
		async run(context) {
			const { record } = context.seen.test!;
			const defined = await freeFields(context);
			if (!Array.isArray(defined)) return both(`Personen/Vrijevelden: ${describe(defined)}`);
			const open = defined.find(({ isText, isConfidential }) => isText && !isConfidential);
			const hidden = defined.find(({ isText, isConfidential }) => isText && isConfidential);
			if (!open) return both('no free field of the type text is defined for people');
			const values = { [open.key]: 'x', ...(hidden && { [hidden.key]: 'x' }) };
			const written = await put(context, { ...record, ...values });
			if (written.status === 400) return [refuted('A34', 'rejected', 'a free field in the body of PUT: HTTP 400'), unknown('A35', 'a free field could not be written')];
			const after = await freeFields(context);
			const value = (field: FreeField | undefined) => Array.isArray(after) ? after.find(({ key }) => key === field?.key)?.data : undefined;
			if (value(open) !== 'x') return [refuted('A34', 'ignored', 'a free field in the body of PUT was accepted and not stored'), unknown('A35', 'a free field could not be written')];
			await put(context, record);
			const later = await freeFields(context);
			const kept = Array.isArray(later) && later.find(({ key }) => key === open.key)?.data === 'x';
			return [
				kept ? confirmed('A34', 'a free field in the body of PUT was stored, and kept when left out') : refuted('A34', 'erased', 'a free field in the body of PUT was stored, and emptied when left out'),
				confidential(hidden, value(hidden)),
			];
		},
	},
	{
		assumptions: ['A32'], title: 'Give a category', requests: 1, writes: true,
		async run({ api, seen }) {
			// An id that no category has, so that nothing is given whatever happens.
			const { status } = await api.call('POST', 'Persoonscategorieen', { body: { persoonId: seen.test!.id, categorieId: '00000000-0000-4000-8000-000000000000' } });
			const evidence = `POST Persoonscategorieen for the test person with an invented category: HTTP ${status}`;
			if (status === 405) return [refuted('A32', 'controlOnly', evidence)];
			return [status === 400 || status === 409 ? confirmed('A32', evidence) : unknown('A32', evidence)];
		},
	},
	{
		assumptions: ['A26'], title: 'PATCH and DELETE', requests: 2, writes: true,
		async run({ api, seen }) {
			const path = `Personen/${seen.test!.id}`;
			const patch = (await api.call('PATCH', path, { body: { opmerking: 'n8n contract check' } })).status;
			const remove = (await api.call('DELETE', path)).status;
			seen.test!.removed = remove >= 200 && remove <= 299;
			const evidence = `on the test person: PATCH HTTP ${patch}, DELETE HTTP ${remove}`;
			const exists = (status: number) => status >= 200 && status <= 299;
			if (exists(patch) || exists(remove)) return [refuted('A26', exists(patch) && exists(remove) ? 'allowed' : undefined, evidence)];
			return [[404, 405].includes(patch) && [404, 405].includes(remove) ? confirmed('A26', evidence) : unknown('A26', evidence)];
		},
	},
];

const both = (evidence: string): Finding[] => [unknown('A34', evidence), unknown('A35', evidence)];

function confidential(field: FreeField | undefined, value: unknown): Finding {
	if (!field) return unknown('A35', 'no confidential free field of the type text is shown for people');
	if (value === 'x') return refuted('A35', 'returned', 'a confidential free field came back with its value');
	return value === null ? confirmed('A35', 'a confidential free field that was just written came back as null') : refuted('A35', 'omitted', 'a confidential free field is not shown any more once it has a value');
}
