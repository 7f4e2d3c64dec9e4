import { rawAt, type RawRecord } from '../json/record';
import { likeness } from './equalForms';
import { erasedAmong, isWell, judge, type Findings } from './judge';
import type { RecordPort } from './port';
import { movesByItself } from './selfMoving';
import { changesOf, type Sent, type Settling } from './sent';
import { sameVersion } from './trust';

/** Looks at a record that still shows its old state; some systems answer reads from a copy that is a little behind. */
const LOOKS_AT_OLD = 3;

/**
 * Confirms a finding by another look, before anything is called lost or not stored.
 *
 * @param first the read after the write
 * @returns the record of the last look, what is missing in it, and names of fields that cannot be compared
 */
export async function secondLook(
	port: RecordPort,
	sent: Sent,
	first: RawRecord,
	{ entity, readOnly, known }: Pick<Settling, 'entity' | 'readOnly' | 'known'>,
): Promise<{ record: RawRecord; findings: Findings; unsteady: string[] }> {
	const { base } = sent;
	const changes = changesOf(sent);
	let record = first;
	let unsteady: string[][] = [];
	const look = (): Findings => {
		const all = judged(sent, record, { entity, readOnly, known });
		const lost = all.lost.filter((path) => !movesByItself(entity, base, record, path, changes));
		unsteady = [...unsteady, ...all.lost.filter((path) => !lost.includes(path))];
		return { ...all, lost };
	};
	const isOld = ({ lost, notStored }: Findings) => lost.length === 0 && notStored.length === changes.length;
	let findings = look();
	for (let count = 1; !isWell(findings) && count <= (isOld(findings) ? LOOKS_AT_OLD : 1); count++) {
		await port.pause(1);
		const [before, wasOld] = [record, isOld(findings)];
		record = await port.readBack();
		findings = look();
		known.trust.lags ||= wasOld && !isOld(findings);
		// What differs between two reads of one version moves by itself: a counter, a list in no order.
		const moving = findings.lost.filter(
			(path) =>
				!wasOld &&
				sameVersion(before, record) &&
				likeness(rawAt(before, path), rawAt(record, path) ?? 'null', path) === 'different',
		);
		unsteady = [...unsteady, ...moving];
		findings = { ...findings, lost: findings.lost.filter((path) => !moving.includes(path)) };
	}
	const unseen = await unseenAmong(port, record, findings.notStored);
	return {
		record,
		findings: { ...findings, notStored: findings.notStored.filter((path) => !unseen.includes(path)) },
		unsteady: [...new Set([...unsteady, ...unseen].map((path) => path.join('.')))],
	};
}

/** What was to be put back and is not there is lost; nobody asked for it. */
function judged(
	sent: Sent,
	record: RawRecord,
	{ entity, readOnly, known }: Pick<Settling, 'entity' | 'readOnly' | 'known'>,
): Findings {
	const findings = judge(entity, sent.base, changesOf(sent), record, readOnly, known.calculated);
	const restored = new Set(sent.restore?.map(({ path }) => path));
	const [back, asked] = [true, false].map((own) => findings.notStored.filter((path) => restored.has(path) === own)) as [
		string[][],
		string[][],
	];
	return {
		...findings,
		notStored: asked,
		lost: [...findings.lost, ...erasedAmong(readOnly, sent.base, record), ...back],
	};
}

/** @returns those that are shown as null whatever they hold (assumption A35): they cannot be compared */
async function unseenAmong(port: RecordPort, record: RawRecord, paths: readonly string[][]): Promise<string[][]> {
	const nulls = paths.filter(([top = '']) => rawAt(record, [top]) === 'null');
	if (nulls.length === 0) return [];
	const hidden = await port.mayHide(nulls.map(([top = '']) => top));
	return nulls.filter(([top = '']) => hidden.has(top));
}
