import type { IDataObject } from 'n8n-workflow';
import { splitObject, textOf } from '../../../sandbox/coachview/raw.mts';
import type { Fault } from '../../../sandbox/control/types.mts';
import { byId, useStage } from '../../harness/stage.mts';
import { reportFigures } from '../../harness/report.mts';
import { Model, type Ending } from './model.mts';
import { randomNumbers, trouble, type Protection, type Task } from './plan.mts';

// The whole number of items in one engine; the other engine and time zone get a tenth.
const whole = !process.env.COACHVIEW_ENGINE && (process.env.TZ ?? 'UTC') === 'UTC';
const seeds = process.env.COACHVIEW_LONG === '1' ? [2001, 2002, 2003, 2004, 2005] : [2001];
const LANES = 24;
const PER_LANE = 12;
const counts = whole ? { update: 1000, upsert: 200 } : { update: 100, upsert: 20 };

const stage = useStage({ people: LANES * PER_LANE + 12, assumptions: { A27: 'ifMatch' } });
const totals = { updates: 0, upserts: 0, failed: 0, lost: 0, doubles: 0 };

afterAll(() => {
	if (whole) reportFigures('chaos', totals);
});

it.each(seeds)(
	'whatever goes wrong, nothing is lost, nobody is doubled and every receipt is true (seed %i)',
	async (seed) => {
		const { control } = stage.sandbox;
		await control.rateLimit.set({ limit: 1_000_000, remaining: 1_000_000 });
		const before = (await control.snapshot()).people;
		const model = new Model(before);
		const random = randomNumbers(seed);
		const lanes = share(before, random);
		const endings: string[] = [];
		let burst = true;
		const bursts = (async () => {
			while (burst) {
				await new Promise((resolve) => setTimeout(resolve, 700));
				await control.faults.add({ kind: 'outage', count: 4, match: { path: 'Personen' } });
			}
		})();
		await Promise.all(
			lanes.map(async (batches) => {
				for (const batch of batches) endings.push(...(await runBatch(batch, model)));
			}),
		);
		burst = false;
		await bursts;
		// What timed out may still be landing.
		await new Promise((resolve) => setTimeout(resolve, 1500));
		const unused = JSON.stringify(await control.faults.list());
		await control.faults.clear();
		for (const { personId, edit } of lanes.flat(2))
			if (edit && !unused.includes(edit.value)) model.edit(personId, edit.member, JSON.stringify(edit.value));

		const { lost, doubles, strangers } = model.compare((await control.snapshot()).people);
		totals.updates += counts.update;
		totals.upserts += counts.upsert;
		totals.failed += endings.filter((ending) => !['created', 'updated', 'unchanged'].includes(ending)).length;
		totals.lost += lost.length;
		totals.doubles += doubles.length;
		expect({ lost, doubles, strangers, complaints: model.complaints }).toEqual({
			lost: [],
			doubles: [],
			strangers: [],
			complaints: [],
		});
		expect(endings).toHaveLength(counts.update + counts.upsert);
		// Trouble that every item survives, or none, would prove nothing.
		for (const kind of ['created', 'updated', 'unavailable', 'quotaExhausted', 'unknownOutcome'])
			expect(endings).toContain(kind);
	},
	600_000,
);

/** Deals out people and items to the lanes; a person belongs to one lane, so that its items come one after another. */
function share(people: ReadonlyMap<string, string>, random: () => number): Task[][][] {
	const mine = [...people]
		.filter(([, text]) => /"externSource":"(HR|AFAS)"/.test(text) && text.includes('"externId":"10'))
		.slice(0, LANES * PER_LANE);
	const left = { ...counts };
	const edits = new Set<string>();
	const lanes: Task[][][] = Array.from({ length: LANES }, () => []);
	for (let number = 0; left.update + left.upsert > 0; number++) {
		const lane = number % LANES;
		const own = mine.slice(lane * PER_LANE, (lane + 1) * PER_LANE).sort(() => random() - 0.5);
		const kind = random() * (left.update + left.upsert) < left.upsert ? 'upsert' : 'update';
		const size = Math.min(5, left[kind]);
		left[kind] -= size;
		lanes[lane]!.push(own.slice(0, size).map(([id, text], index) => task(kind, id, text, lane, index, random, edits)));
	}
	return lanes;
}

let serial = 0;

function task(
	kind: Task['kind'],
	id: string,
	text: string,
	lane: number,
	index: number,
	random: () => number,
	edits: Set<string>,
): Task {
	const members = splitObject(text);
	const protection = (['none', 'reread', 'ifMatch'] as const)[Number.parseInt(id.slice(0, 2), 16) % 3] as Protection;
	const isNew = kind === 'upsert' && random() < 0.6;
	const n = ++serial;
	const values: IDataObject = {
		opmerking: `note ${n}`,
		geboorteplaats: `Plaats ${n % 7}`,
		geboortedatum: `19${60 + (n % 40)}-0${1 + (n % 9)}-1${n % 9}`,
		voorletters: `${'ABCDEF'[n % 6]}.`,
	};
	const fields = Object.fromEntries(Object.entries(values).filter(() => random() < 0.6));
	const made: Task = {
		kind,
		protection,
		fields: Object.keys(fields).length > 0 ? fields : { opmerking: `note ${n}` },
		faults: [],
		...(isNew
			? { personId: '', externId: `9${lane}0${(index + n) % 4}`, externSource: 'HR', lastName: 'Nieuwland' }
			: {
					personId: id,
					externId: textOf(members, 'externId')!,
					externSource: textOf(members, 'externSource')!,
					lastName: textOf(members, 'achternaam')!,
				}),
	};
	made.faults = trouble(random, made, isNew).flatMap((fault): Fault[] => {
		const path = isNew ? 'Personen$' : `Personen/${id}`;
		if (fault.kind !== 'editPerson') return [{ ...fault, match: { ...fault.match, path } }];
		// One edit a member and person, so that it does not matter when it happens. With Read Again one in all: an older one
		// that is still waiting would push it behind the second read, where Coachview gives no protection.
		if (protection === 'reread' && edits.has(`${id}titel`)) return [];
		const member = ['titel', 'tel2', 'email3', 'achterTitel'].find((name) => !edits.has(id + name));
		if (!member) return [];
		edits.add(id + member);
		made.edit = { member, value: `edit ${n}.` };
		return [
			{
				...fault,
				personId: id,
				members: JSON.stringify({ [member]: made.edit.value }),
				match: { ...fault.match, path },
			},
		];
	});
	return made;
}

/** Runs some items of one kind and one protection after another in one node, and gives their endings. */
async function runBatch(tasks: Task[], model: Model): Promise<string[]> {
	const { control } = stage.sandbox;
	const endings: string[] = [];
	for (const protection of ['none', 'reread', 'ifMatch'] as const) {
		const part = tasks.filter((one) => one.protection === protection);
		if (part.length === 0) continue;
		await control.faults.add(...part.flatMap(({ faults }) => faults));
		const items = part.map(
			({ personId, externId, externSource, lastName, fields }): IDataObject => ({
				personId,
				externId,
				externSource,
				lastName,
				...fields,
			}),
		);
		const names = ['opmerking', 'geboorteplaats', 'geboortedatum', 'voorletters'];
		const run = await stage.run(
			part[0]!.kind,
			{
				...(part[0]!.kind === 'update'
					? { person: byId('={{ $json.personId }}') }
					: {
							externId: '={{ $json.externId }}',
							externSource: '={{ $json.externSource }}',
							lastName: '={{ $json.lastName }}',
						}),
				fields: Object.fromEntries(names.map((name) => [name, `={{ $json.${name} ?? '' }}`])),
				options: { timeout: 1, maxWait: 4, concurrency: protection },
			},
			{ items, settings: { onError: 'continueErrorOutput' } },
		);
		if (run.error) throw new Error(`The node stopped the workflow: ${run.error.message}`);
		const now = (await control.snapshot()).people;
		const byItem = new Map(
			run.outputs
				.flat()
				.map(({ json, pairedItem }) => [
					typeof pairedItem === 'number' ? pairedItem : (pairedItem as { item: number }).item,
					json,
				]),
		);
		part.forEach((one, index) => {
			const json = byItem.get(index) ?? {};
			const ending = (json.error ?? json) as unknown as Ending;
			endings.push('reason' in ending ? ending.reason : ending.outcome);
			model.settle(one, ending, now);
			const shown = Object.entries(one.fields).filter(
				([name, value]) => name !== 'voorletters' && JSON.stringify(ending).includes(String(value)),
			);
			if (shown.length > 0) model.complaints.push(`${one.externId}: the receipt or the error shows a value`);
		});
	}
	return endings;
}
