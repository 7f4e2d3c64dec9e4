import type { Failure } from '../../../nodes/Coachview/transport/failure';

/** @returns a failure with these members */
export const failure = (given: Partial<Failure>): Failure => ({ headers: {}, text: '', ...given });

export const now = Date.parse('2026-11-24T10:00:00Z');
