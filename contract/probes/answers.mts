import { describe, rowsOf, type Answer } from '../api.mts';
import { mediaType, memberNames } from '../shapes.mts';
import { confirmed, refuted, unknown, type Finding, type Probe } from '../types.mts';

/** Forms of answers: errors and categories. */
export const answers: Probe[] = [
	{
		assumptions: ['A39'],
		title: 'Errors',
		requests: 2,
		async run({ api, seen }) {
			const missing = await api.call('GET', 'Personen/00000000-0000-4000-8000-000000000000');
			const anonymous = await api.people({ take: '1' }, { token: 'n8n-contract-check' });
			const bad = seen.refusals.find(({ status }) => status === 400);
			return [
				errorForm([missing, bad, anonymous].filter((one): one is Answer => one !== undefined && one.status >= 400)),
			];
		},
	},
	{
		assumptions: ['A33'],
		title: 'Rows of Persoonscategorieen',
		requests: 1,
		async run({ api }) {
			const answer = await api.call('GET', 'Persoonscategorieen', { query: { take: '3' } });
			const [row] = rowsOf(answer) ?? [];
			if (!row) return [unknown('A33', describe(answer))];
			const evidence = `members ${memberNames(row).join(', ')}`;
			return [
				['id', 'persoonId', 'categorieId', 'naam'].every((name) => name in row)
					? confirmed('A33', evidence)
					: refuted('A33', 'persoonId' in row ? undefined : 'nameOnly', evidence),
			];
		},
	},
];

function errorForm(errors: Answer[]): Finding {
	const evidence = errors.map(describe);
	const forms = new Set(errors.filter(({ status }) => status !== 401 && status !== 403).map(formOf));
	if (forms.size === 0) return unknown('A39', 'nothing was refused');
	const [form] = forms;
	if (forms.size > 1) return refuted('A39', undefined, ...evidence);
	return form === 'problem' ? confirmed('A39', ...evidence) : refuted('A39', form, ...evidence);
}

function formOf({ text, json, headers }: Answer): string | undefined {
	if (text === '') return 'empty';
	if (mediaType(headers) === 'text/html') return 'html';
	if (json === undefined) return 'text';
	if (Array.isArray(json)) return 'list';
	const names = memberNames(json);
	if (names.includes('title') && names.includes('status')) return 'problem';
	if (names.includes('error_description')) return 'oauth';
	return names.includes('message') ? 'message' : undefined;
}
