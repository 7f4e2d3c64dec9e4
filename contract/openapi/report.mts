import { ENTITIES } from '../../nodes/Coachview/entities/index.ts';
import type { Entity } from '../../nodes/Coachview/entities/entity.ts';
import { register } from '../../sandbox/assumptions/register.mts';
import { settingFor } from '../settings.mts';
import { compare } from './compare.mts';
import { describedBy, type DescribedEntity, type Description } from './described.mts';
import { readDocument } from './document.mts';
import type { Finding, Verdict } from './finding.mts';
import type { SchemaMember } from './schema.mts';
import { settledBy } from './settles.mts';
import { DescriptionError, type Source } from './source.mts';

/** An assumption of which the description says how it is. */
export interface Settled {
	id: string;
	statement: string;
	verdict: 'confirmed' | 'refuted';
	alternative?: { value: string; meaning: string };
	evidence: string[];
	/** For a refuted one: what to change. */
	setting?: string;
}

/** What a description told; names only, no value of a record. */
export interface DescriptionReport {
	at: string;
	source: string;
	form: string;
	remark?: string;
	lacks: number;
	wrong: number;
	right: number;
	findings: Finding[];
	settled: Settled[];
	/** Every described entity with its calls, parameters and members. */
	described: object[];
}

/** Reads a description and holds it against the entity table and the register. @throws DescriptionError */
export async function describe(
	source: Source,
	table: readonly Entity[] = ENTITIES,
): Promise<{ report: DescriptionReport; description: Description }> {
	const description = describedBy(await readDocument(source));
	const findings = compare(description, table);
	const isKnown = ({ aspect, verdict }: Finding) => (aspect === 'entity' ? verdict === 'right' : aspect === 'spelling');
	if (!findings.some((one) => one.path !== '' && isKnown(one)))
		throw new DescriptionError(
			`${source.name} describes another API: none of its addresses is an entity of Coachview.`,
		);
	const count = (verdict: Verdict) => findings.filter((one) => one.verdict === verdict).length;
	const report: DescriptionReport = {
		at: new Date().toISOString(),
		source: source.name,
		form: description.form,
		...(description.remark !== undefined && { remark: description.remark }),
		lacks: count('lacks'),
		wrong: count('wrong'),
		right: count('right'),
		findings,
		settled: settledIn(description, table, source.path),
		described: description.entities.map(asData),
	};
	return { report, description };
}

function settledIn(description: Description, table: readonly Entity[], servedAt: string | undefined): Settled[] {
	return settledBy(description, table, servedAt).flatMap(({ id, verdict, alternative, evidence }) => {
		const entry = register.find((one) => one.id === id);
		if (!entry || verdict === 'unknown') return [];
		const other = entry.alternatives.find(({ value }) => value === alternative);
		return [
			{
				id,
				statement: entry.statement,
				verdict,
				...(other && { alternative: other }),
				evidence,
				...(verdict === 'refuted' && { setting: settingFor(id, alternative) }),
			},
		];
	});
}

/** Plain data for the JSON report. */
function asData({ path, calls, members, listParameters, idParameters }: DescribedEntity): object {
	const plain = (of: ReadonlyMap<string, SchemaMember>): object =>
		Object.fromEntries(
			[...of].map(([name, { lines, ...member }]) => [name, { ...member, ...(lines && { lines: plain(lines) }) }]),
		);
	return {
		path,
		calls: [...calls.keys()],
		listParameters: Object.fromEntries(listParameters),
		idParameters: Object.fromEntries(idParameters),
		members: plain(members),
	};
}
