import { ENTITIES } from '../../nodes/Coachview/entities/index.ts';
import type { Control } from '../control/client.mts';
import { flatten, isEmpty, members } from '../control/compare.mts';
import type {
	Employee,
	Fault,
	RateLimitState,
	RecordedRequest,
	Snapshot,
	WebhookDelivery,
	WebhookRegistration,
} from '../control/types.mts';

/** What the visitor looks at; it stands in the address, so that it holds without scripts. */
export interface Look {
	person: string;
	all: boolean;
}

/** Everything the page shows, at one moment. */
export interface Scene {
	look: Look;
	before: Snapshot;
	now: Snapshot;
	employees: Employee[];
	listeners: WebhookRegistration[];
	deliveries: WebhookDelivery[];
	requests: RecordedRequest[];
	quota: RateLimitState;
	faults: Fault[];
}

/** Reads the sandbox as it is now. @param before as it was at the start or the last reset */
export async function readScene(control: Control, before: Snapshot, look: Look): Promise<Scene> {
	const [now, employees, listeners, deliveries, requests, quota, faults] = await Promise.all([
		control.snapshot(),
		control.hr.employees(),
		control.webhooks.list(),
		control.webhooks.deliveries(false),
		control.requests.list(),
		control.rateLimit.get(),
		control.faults.list(),
	]);
	return { look, before, now, employees, listeners, deliveries, requests, quota, faults };
}

/** One person, before and now. */
export interface PersonView {
	id: string;
	name: string;
	/** Number and source, as HR and Coachview know them. */
	externId: string;
	externSource: string;
	categories: string[];
	before: Map<string, string>;
	now: Map<string, string>;
	changed: string[];
	/** Filled before and empty now. */
	lost: string[];
}

/** A person of the scene; one who is gone is shown as he or she was. */
export function viewOf({ before, now }: Scene, id: string): PersonView {
	const [old, current] = [members(before, id), members(now, id)];
	const known = flatten(now.people.get(id) ?? before.people.get(id) ?? '{}');
	const plain = (field: string) => shown(known.get(field));
	const paths = [...new Set([...old.keys(), ...current.keys()])].filter((path) => path !== '');
	const changed = paths.filter((path) => old.get(path) !== current.get(path));
	return {
		id,
		name: ['voornaam', 'tussenvoegsels', 'achternaam'].map(plain).filter(Boolean).join(' ') || 'Nameless person',
		externId: plain('externId'),
		externSource: plain('externSource'),
		categories: now.categories.filter(({ persoonId }) => persoonId === id).map(({ naam }) => naam),
		before: old,
		now: current,
		changed,
		lost: changed.filter((path) => !isEmpty(old.get(path)) && isEmpty(current.get(path))),
	};
}

/** JSON text as a person would write it; nothing for what is empty. */
export function shown(text: string | undefined): string {
	if (text === undefined || isEmpty(text)) return '';
	return text.startsWith('"') ? (JSON.parse(text) as string) : text;
}

const fields = ENTITIES.find(({ path }) => path === 'Personen')!.fields;

/** What the editor calls a member, as far as it knows it: `adres.plaats` is "Address: City". */
export function labelOf(path: string): string | undefined {
	const [name, line] = path.split('.');
	const field = fields.find((one) => one.name === name);
	if (!line) return field?.label;
	const part = field?.members?.find((one) => one.name === line);
	return part && `${field!.label}: ${part.label}`;
}

/** The employees that HR finds by the person's number. */
export const employeesOf = ({ employees }: Scene, { externId }: PersonView): Employee[] =>
	employees.filter(({ number }) => externId !== '' && number === externId);
