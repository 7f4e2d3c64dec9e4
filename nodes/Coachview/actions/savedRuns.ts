import type { IExecuteFunctions } from 'n8n-workflow';
import { savedRunsAdvice } from '../domain/savedRuns';
import { ENTITIES } from '../entities';
import type { FieldKind } from '../entities/entity';
import { typedEntity } from './parameters/entityPath';

/** Its value as a resource: it holds dates of birth, and is no entity of Coachview. */
const HR_ANSWER = 'hrAnswer';

/** Fields that only human beings have. */
const OF_PEOPLE: readonly FieldKind[] = ['birthDate', 'email'];

/**
 * Tells whoever tries a workflow out that n8n keeps what runs through it. In production there is nobody to tell.
 * n8n 1.120 may lack the function that shows the settings; then nothing is said.
 */
export function tellOfSavedRuns(context: IExecuteFunctions): void {
	if (context.getMode() !== 'manual' || typeof context.getWorkflowSettings !== 'function') return;
	if (!holdsPeople(String(context.getNodeParameter('resource', 0)))) return;
	const message = savedRunsAdvice(context.getWorkflowSettings() ?? {});
	if (message !== undefined) context.addExecutionHints?.({ message, type: 'warning', location: 'outputPane' });
}

/** An entity that the user types may be one of people. */
function holdsPeople(resource: string): boolean {
	if (resource === HR_ANSWER) return true;
	const known = ENTITIES.find(({ name }) => name === resource);
	if (!known) return resource === typedEntity.entity.name;
	return known.fields.some(({ kind }) => OF_PEOPLE.includes(kind));
}
