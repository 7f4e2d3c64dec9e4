import { asFault, Fault } from '../domain/fault';
import { sameAt } from '../domain/json/compare';
import { editRecord } from '../domain/json/edit';
import { rawAt, rawRecord, textAt, type RawRecord } from '../domain/json/record';
import type { WriteAnswer } from '../domain/write/port';
import type { Entity } from '../entities/entity';
import type { CoachviewClient } from './client';
import type { Failure } from './failure';
import type { ApiRequest } from './request';
import type { WholeRead } from './wholeRead';
import { readWriteAnswer } from './writeAnswer';

/** How the version number of a record is used when it is written (assumption A27). */
export type ConcurrencyCheck = 'none' | 'ifMatch';

/** Forms of sending that one update may learn. */
const MAX_FORMS = 3;

/** What has been learned of an environment, client and entity: whether the id goes into the body (assumption A19), which nulls it wants. */
interface Form {
	idInBody: boolean;
	nullsNeeded: Set<string>;
	/** Members that only come on request and that it does not take back. */
	notTaken: Set<string>;
}

const forms = new Map<string, Form>();

/** Sends records to Coachview, each time once. */
export class RecordWrites {
	private readonly entity: Entity;
	private readonly client: CoachviewClient;
	private readonly concurrency: ConcurrencyCheck;
	private readonly whole: WholeRead;
	private readonly form: Form;

	/** @param state environment, client and entity */
	constructor(client: CoachviewClient, entity: Entity, state: string, concurrency: ConcurrencyCheck, whole: WholeRead) {
		this.entity = entity;
		this.client = client;
		this.concurrency = concurrency;
		this.whole = whole;
		this.form = forms.get(state) ?? { idInBody: false, nullsNeeded: new Set(), notTaken: new Set() };
		forms.set(state, this.form);
	}

	private get address(): Pick<ApiRequest, 'entity' | 'of'> {
		return { entity: this.entity.path, of: this.entity };
	}

	get nullsNeeded(): ReadonlySet<string> {
		return this.form.nullsNeeded;
	}

	async create(text: string): Promise<WriteAnswer> {
		return await this.send({ method: 'POST', ...this.address, body: text });
	}

	/** @returns what sends this record; it remembers the forms that it has tried */
	of(id: string): (text: string, base: RawRecord) => Promise<WriteAnswer> {
		let tried = 0;
		let other = false;
		const notTaken = new Set<string>();
		const nulls = new Set<string>();
		let onTrial = new Set<string>();
		return async (text, base) => {
			const inBody = other !== this.form.idInBody;
			const whole = rawRecord(text);
			const wanted = [...this.form.nullsNeeded, ...nulls]
				.filter((name) => isLeftOutNull(name, base, whole))
				.map((name) => ({ path: [name], json: 'null' }));
			// What the user asks to change is sent whatever kind of member it is.
			const isAsked = (name: string) => !sameAt(whole, base, [name]);
			const leftOut = [...this.form.notTaken, ...notTaken, ...onTrial].filter((name) => !isAsked(name));
			const body = editRecord(whole, wanted, leftOut);
			try {
				const answer = await this.send({
					method: 'PUT',
					...this.address,
					...(inBody ? {} : { id }),
					body,
					headers: this.headers(base),
				});
				// What worked is kept for the next record.
				if (answer.kind === 'accepted') {
					this.form.idInBody = inBody;
					notTaken.forEach((name) => this.form.notTaken.add(name));
					nulls.forEach((name) => this.form.nullsNeeded.add(name));
					other = false;
				}
				// A success without a record may be a refusal (assumption A75): if the next read shows nothing, it goes without these.
				onTrial = new Set(answer.kind === 'uncertain' && answer.trouble === undefined ? this.whole.extra : []);
				return answer;
			} catch (error) {
				const fault = asFault(error);
				const { httpStatus } = fault.details;
				// 405 is about the address; 404 only if the record is still there, which the next read tells (assumption A19).
				const isAddress = httpStatus === 405 || (httpStatus === 404 && !inBody);
				if (isAddress) other = !other;
				const isForm =
					isAddress ||
					(httpStatus === 400 &&
						(this.learnsNulls(fault, body, base, nulls) || this.leavesOut(fault, body, base, notTaken)));
				if (isForm && ++tried <= MAX_FORMS) return { kind: 'again', fault };
				throw this.explained(fault, body);
			}
		};
	}

	/** A member that only comes on request may be one that nobody can write (assumption S01); a refusal may not name it. */
	private leavesOut(fault: Fault, body: string, base: RawRecord, notTaken: Set<string>): boolean {
		const sent = rawRecord(body);
		const isSentBack = (name: string) => rawAt(sent, [name]) !== undefined && sameAt(sent, base, [name]);
		const extra = [...this.whole.extra].filter(
			(name) => isSentBack(name) && (fault.fields.length === 0 || fault.fields.includes(name)),
		);
		extra.forEach((name) => notTaken.add(name));
		return extra.length > 0;
	}

	/**
	 * A server that wants to see a member which was left out because it is null (assumption A84) gets it, when it is one of
	 * the known fields or one that a plain read shows: no confidential value can be behind that null.
	 */
	private learnsNulls(fault: Fault, text: string, base: RawRecord, nulls: Set<string>): boolean {
		const sent = rawRecord(text);
		const isOrdinary = (name: string) =>
			this.entity.fields.some((field) => field.name === name) || this.whole.ordinary.has(name);
		if (fault.fields.length === 0 || !fault.fields.every((name) => isOrdinary(name) && isLeftOutNull(name, base, sent)))
			return false;
		fault.fields.forEach((name) => nulls.add(name));
		return true;
	}

	private headers(base: RawRecord): { [name: string]: string } {
		const etag = textAt(base, ['auditTrail', 'etag']);
		return this.concurrency === 'ifMatch' && etag !== '' ? { 'If-Match': `"${etag}"` } : {};
	}

	/** A Coachview that does not take free fields on a record (assumption A34) refuses all of it. */
	private explained(fault: Fault, text: string): Fault {
		const { reason, message, advice, fields, details } = fault;
		const sent = rawRecord(text);
		if (reason !== 'rejected' || ![...this.whole.free].some((name) => rawAt(sent, [name]) !== undefined)) return fault;
		return new Fault(
			'rejected',
			message,
			`${advice} If it is about free fields, set the option Free Fields to Leave Out.`,
			{ fields, details },
		);
	}

	private async send(request: ApiRequest): Promise<WriteAnswer> {
		let outcome;
		try {
			outcome = await this.client.write(request);
		} catch (error) {
			const fault = asFault(error);
			if (fault.reason === 'conflict') return { kind: 'stale', fault };
			throw asFault(fault);
		}
		switch (outcome.kind) {
			case 'answered':
				return readWriteAnswer(outcome.answer);
			case 'uncertain':
				return { kind: 'uncertain', trouble: outcome.failure, late: mayArriveLate(outcome.failure) };
			default:
				return { kind: 'undelivered', fault: outcome.fault, trouble: outcome.failure };
		}
	}
}

function isLeftOutNull(name: string, base: RawRecord, sent: RawRecord): boolean {
	return (rawAt(base, [name]) ?? 'null') === 'null' && rawAt(sent, [name]) === undefined;
}

/** After a time-out the request may still be on its way; every other end says that nothing more will come of it. */
export function mayArriveLate({ status, code = '' }: Failure): boolean {
	return status === undefined
		? /^(timedOut|ETIMEDOUT|ECONNABORTED|ESOCKETTIMEDOUT)$/.test(code)
		: status === 408 || status === 504;
}
