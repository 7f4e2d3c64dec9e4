import ts from 'typescript';
import { Evaluator, GAP, returnsOf, type Call } from './evaluate.mts';
import { enclosing, nodesOf, Source } from './source.mts';

export interface Sentence {
	reason: string;
	/** As on the screen, with `…` for what differs from run to run. */
	message: string;
	/** What the node advises; several where that depends on the circumstances. */
	advice: readonly string[];
}

/** Letters that a sentence must have of its own; one with fewer is made of what its callers give. */
const OWN_LETTERS = 7;
const MOST_CALLS = 5;

/**
 * @param source the nodes; another one in a test
 * @returns every sentence of every fault that the nodes can make, each once, and the places for which there is none
 */
export function faultSentences(source = new Source()): { sentences: Sentence[]; silent: string[] } {
	const reader = { source, evaluator: new Evaluator(source) };
	const silent: string[] = [];
	const found = new Map<string, Sentence>();
	const add = ({ reason, message, advice }: Sentence) => {
		const key = `${reason} ${message}`;
		found.set(key, { reason, message, advice: [...new Set([...(found.get(key)?.advice ?? []), ...advice])] });
	};
	for (const file of source.files.values()) {
		const sites = nodesOf(file, ts.isNewExpression).filter(({ expression }) => expression.getText() === 'Fault');
		for (const site of sites) {
			const told = sentencesAt(reader, site, []).filter(({ message }) => letters(message) >= OWN_LETTERS);
			if (told.length === 0) silent.push(`${file.fileName}: ${site.getText().slice(0, 80)}`);
			told.forEach(add);
		}
	}
	addressSentences(reader).forEach(add);
	return { sentences: [...found.values()], silent };
}

/** What is wrong with an address is thrown by the domain as an ordinary error, and passed on as a fault. */
const ADDRESS = 'nodes/Coachview/domain/baseUrl.ts';

function addressSentences({ source, evaluator }: Reader): Sentence[] {
	const file = source.files.get(ADDRESS);
	const sites = file ? nodesOf(file, ts.isNewExpression) : [];
	return sites
		.filter(({ expression }) => expression.getText() === 'Error')
		.flatMap(({ arguments: [message] = ts.factory.createNodeArray() }) =>
			message ? evaluator.evaluate(message, []).texts : [],
		)
		.map((message) => ({ reason: 'credential', message, advice: ['Correct the address in the credential.'] }));
}

interface Reader {
	source: Source;
	evaluator: Evaluator;
}

/** A fault whose words are parameters is followed to whoever gives them. */
function sentencesAt(reader: Reader, site: ts.NewExpression, calls: readonly Call[]): Sentence[] {
	const [reason, message, advice] = site.arguments ?? [];
	if (!reason || !message || !advice) return [];
	const { evaluator, source } = reader;
	const [reasons, messages, advices] = [reason, message, advice].map((text) => evaluator.evaluate(text, calls));
	const isVague = messages!.texts.some((text) => letters(text) < OWN_LETTERS) && messages!.needsCaller;
	const isBare = advices!.texts.join() === GAP && advices!.needsCaller;
	const around = enclosing(calls.at(-1)?.call ?? site);
	if ((isVague || isBare) && around && calls.length < MOST_CALLS) {
		const further = source
			.callsOf(around)
			.flatMap((call) => sentencesAt(reader, site, [...calls, { called: around, call }]));
		if (further.length > 0) return further;
	}
	return messages!.texts.map((text) => ({
		reason: reasons!.texts[0] ?? GAP,
		message: text,
		advice: advices!.texts.filter((one) => one !== '' && one !== GAP),
	}));
}

const letters = (text: string) => text.replace(/[^\p{L}]/gu, '').length;

/** @returns what the trigger says in a test about an event that does not start the workflow, each sentence once */
export function trialSentences(source = new Source()): string[] {
	const file = source.files.get('nodes/Coachview/domain/webhook/why.ts');
	const evaluator = new Evaluator(source);
	const told = (file ? nodesOf(file, ts.isFunctionDeclaration) : [])
		.filter(({ name }) => name?.text === 'whySentence')
		.flatMap(returnsOf)
		.flatMap((text) => evaluator.evaluate(text, []).texts);
	const others = (file ? nodesOf(file, ts.isVariableDeclaration) : [])
		.filter(({ name }) => name.getText() === 'OTHERS')
		.flatMap(({ initializer }) => (initializer ? nodesOf(initializer, ts.isPropertyAssignment) : []))
		.flatMap(({ initializer }) => evaluator.evaluate(initializer, []).texts);
	return [...new Set([...told, ...others])].filter((text) => letters(text) >= OWN_LETTERS);
}
