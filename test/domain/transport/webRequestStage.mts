import { sendWebRequest } from '../../../nodes/Coachview/transport/webRequests.ts';
import type { Person } from '../../harness/memory.mts';
import type { Answer, Trouble } from '../../harness/memoryWeb.mts';
import { ending, idOf, tableStage } from './tableStage.mts';

export const PATH = 'Webaanvragen';
export const old: Person = {
	id: idOf(1),
	nummer: 'W-1',
	referentieNrKlant: 'web-1',
	betaalproviderRedirectUrl: 'https://pay',
};
export const post = (answer: Answer, more: Partial<Trouble> = {}): Trouble => ({ method: 'POST', answer, ...more });
export const lists = (answer: Trouble['answer'], more: Partial<Trouble> = {}): Trouble => ({
	method: 'GET',
	count: Infinity,
	answer,
	...more,
});

/** A Coachview with one web request, and whose answer to a new one is made by `troubles`. */
export async function scene(troubles: Trouble[] = [], rows: Person[] = [{ ...old }]) {
	const stage = await tableStage({ [PATH]: rows }, troubles);
	const create = async (reference = 'nieuw', looksFirst = true) =>
		await ending(
			sendWebRequest(stage.client, {
				text: JSON.stringify({ nummer: `W-${rows.length + 1}`, referentieNrKlant: reference }),
				reference,
				looksFirst,
			}),
		);
	const made = () => rows.filter(({ referentieNrKlant }) => referentieNrKlant === 'nieuw').length;
	const posts = () => stage.web.seen.filter(({ method }) => method === 'POST').length;
	/** Coachview takes it in. */
	const land = (nummer = 'W-9') => void rows.push({ id: idOf(rows.length + 1), nummer, referentieNrKlant: 'nieuw' });
	return { ...stage, create, made, posts, land };
}
