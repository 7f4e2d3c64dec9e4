import { describe, rowsOf, tokenOf, type Answer, type Api } from '../api.mts';
import { memberNames } from '../shapes.mts';
import { confirmed, refuted, unknown, type Finding, type Probe, type Row } from '../types.mts';

/** Address, token, scopes, and what else exists. */
export const access: Probe[] = [
	{
		assumptions: ['A03'],
		title: 'Where the API lives',
		requests: 0,
		async run({ api }) {
			const path = new URL(api.host).pathname;
			return [
				path === '/'
					? confirmed('A03', 'token and lists come from the host itself')
					: refuted('A03', 'underPath', 'token and lists come from an address with a path before /api/v1'),
			];
		},
	},
	{
		assumptions: ['A01'],
		title: 'OpenAPI description',
		requests: 1,
		async run({ api }) {
			const answer = await api.page('/swagger/v1/swagger.json');
			const served = answer.status === 200 && typeof answer.json === 'object';
			return [
				served
					? refuted('A01', 'own', `/swagger/v1/swagger.json: ${describe(answer)}`)
					: unknown('A01', `/swagger/v1/swagger.json: HTTP ${answer.status}; it may be somewhere else`),
			];
		},
	},
	{
		assumptions: ['A18'],
		title: 'A scope that the client does not have',
		requests: 1,
		async run({ api }) {
			const answer = await api.askToken('api Personen.Lezen N8nContractCheck.Lezen');
			if (tokenOf(answer))
				return [refuted('A18', 'reduced', `token request with an invented scope: HTTP ${answer.status} with a token`)];
			return [
				answer.status === 400
					? confirmed('A18', `token request with an invented scope: ${describe(answer)}`)
					: unknown('A18', describe(answer)),
			];
		},
	},
	{
		assumptions: ['A17'],
		title: 'A call without the scope',
		requests: 2,
		async run({ api, seen }) {
			const token = tokenOf(await api.askToken('api'));
			if (token === undefined) return [unknown('A17', 'no token with the scope api alone')];
			const answer = await api.people({ take: '2' }, { token });
			if (answer.status >= 400) seen.refusals.push(answer);
			if (answer.status === 403) return [confirmed('A17', `list with a token for api alone: ${describe(answer)}`)];
			const rows = rowsOf(answer) ?? [];
			const alike = rows.length > 1 && rows.every(({ id }) => id === rows[0]!.id);
			return [
				alike
					? refuted('A17', 'sample', `list with a token for api alone: HTTP 200, ${rows.length} rows with the same id`)
					: unknown('A17', describe(answer)),
			];
		},
	},
	{
		assumptions: ['A51'],
		title: 'XML asked for',
		requests: 1,
		async run({ api }) {
			const answer = await api.people({ take: '1' }, { headers: { accept: 'application/xml' } });
			if (answer.status === 406 || answer.status === 415)
				return [refuted('A51', 'refused', `Accept: application/xml gives HTTP ${answer.status}`)];
			return [
				rowsOf(answer)
					? confirmed('A51', 'Accept: application/xml gives HTTP 200 with JSON')
					: refuted('A51', undefined, `Accept: application/xml gives ${describe(answer)}`),
			];
		},
	},
	{
		assumptions: ['A36', 'A37', 'A86'],
		title: 'Other entities',
		requests: 4,
		async run({ api }) {
			const findings: Finding[] = [];
			for (const [id, path, wanted] of [
				['A36', 'Bedrijven', ['naam', 'externId', 'externSource']],
				['A37', 'Opleidingsvragen', ['persoonId', 'opleidingId']],
			] as const) {
				const answer = await api.call('GET', path, { query: { take: '1' } });
				let [row] = rowsOf(answer) ?? [];
				// A list may show less than a record has (assumption A70).
				if (row && !wanted.every((name) => name in row!)) row = (await one(api, path, row)) ?? row;
				const evidence = `${path}: ${describe(answer)}${row ? `, members ${memberNames(row).join(', ')}` : ''}`;
				const found = row;
				const fits = found && wanted.every((name) => name in found);
				findings.push(!row ? unknown(id, evidence) : fits ? confirmed(id, evidence) : refuted(id, 'other', evidence));
				if (id === 'A36') findings.push(companies(answer));
			}
			return findings;
		},
	},
	{
		assumptions: ['A74'],
		title: 'Redirects',
		requests: 0,
		async run({ api: { moved } }) {
			return [
				moved === undefined
					? confirmed('A74', 'no read was answered by a redirect')
					: refuted(
							'A74',
							[301, 302, 307, 308].includes(moved) ? `moved${moved}` : undefined,
							`reads are answered by HTTP ${moved}`,
						),
			];
		},
	},
];

/** The record of a row, read by its id. */
async function one(api: Api, path: string, { id }: Row): Promise<Row | undefined> {
	const { status, json } = await api.call('GET', `${path}/${String(id)}`);
	return status === 200 && json !== null && typeof json === 'object' ? (json as Row) : undefined;
}

/** Assumption A86: whether companies have a path of their own; only a clear answer counts. */
function companies(answer: Answer): Finding {
	const evidence = `Bedrijven: ${describe(answer)}`;
	if (answer.status === 404) return refuted('A86', 'absent', evidence);
	return rowsOf(answer) ? confirmed('A86', evidence) : unknown('A86', evidence);
}
