import ts from 'typescript';
import { callable, nodesOf, type Callable, type Source } from './source.mts';

/** Stands for what is known in a run only. */
export const GAP = '…';

/** Members of an entity, as they read for a person; every other value is a gap. */
const EXAMPLES: { [name: string]: string } = {
	one: 'person',
	many: 'people',
	path: 'Personen',
	read: 'Personen.Lezen',
	write: 'Personen.Schrijven',
	aRecord: 'a person',
};
/** Of a longer list it is better not to show each. */
const MOST_VALUES = 3;
const MOST = 12;
const DEEPEST = 6;

/** Values of parameters: the texts that each one may have. */
type Bound = ReadonlyMap<ts.Node, readonly string[]>;

/** A call, and the function that it calls. */
export interface Call {
	called: Callable;
	call: ts.CallExpression;
}

interface Evaluated {
	/** What the expression may be, shortest form first; with gaps. */
	texts: readonly string[];
	/** Whether a gap is a parameter of the function around it, so that its callers know more. */
	needsCaller: boolean;
}

/** Reads texts out of expressions without running them: templates, conditions, constants and small functions. */
export class Evaluator {
	private needsCaller = false;
	private depth = 0;
	private readonly source: Source;

	constructor(source: Source) {
		this.source = source;
	}

	/** @param calls that lead to the function around the node, the nearest first */
	evaluate(node: ts.Expression, calls: readonly Call[]): Evaluated {
		this.needsCaller = false;
		this.depth = 0;
		const none: Bound = new Map();
		const bound = calls.reduceRight((outer, { called, call }) => this.bind(called, call, outer), none);
		const texts = [...new Set(this.texts(node, bound).map(tidy))];
		return { texts, needsCaller: this.needsCaller };
	}

	private texts(node: ts.Expression, bound: Bound): string[] {
		if (ts.isStringLiteralLike(node)) return [node.text];
		if (ts.isNumericLiteral(node)) return [node.text];
		if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node)) return this.texts(node.expression, bound);
		if (ts.isTemplateExpression(node)) return this.template(node, bound);
		if (ts.isConditionalExpression(node)) return this.condition(node, bound);
		if (ts.isBinaryExpression(node)) return this.binary(node, bound);
		if (ts.isIdentifier(node)) return this.name(node, bound);
		if (ts.isPropertyAccessExpression(node)) return this.member(node, bound);
		if (ts.isElementAccessExpression(node)) {
			const values = this.valuesOf(node.expression, bound);
			return values.length > MOST_VALUES ? [GAP] : values;
		}
		if (ts.isCallExpression(node)) return this.call(node, bound);
		return [GAP];
	}

	private template({ head, templateSpans }: ts.TemplateExpression, bound: Bound): string[] {
		return templateSpans.reduce(
			(begun, { expression, literal }) => {
				const inside = this.texts(expression, bound).map((text) => `${text}${literal.text}`);
				return begun.flatMap((text) => inside.map((end) => `${text}${end}`)).slice(0, MOST);
			},
			[head.text],
		);
	}

	private binary(node: ts.BinaryExpression, bound: Bound): string[] {
		const { kind } = node.operatorToken;
		if (kind === ts.SyntaxKind.PlusToken) {
			const right = this.texts(node.right, bound);
			return this.texts(node.left, bound).flatMap((text) => right.map((end) => `${text}${end}`));
		}
		const isFallback = kind === ts.SyntaxKind.QuestionQuestionToken || kind === ts.SyntaxKind.BarBarToken;
		return isFallback ? this.either([node.left, node.right], bound) : [GAP];
	}

	/** A parameter that a call leaves out is known to be undefined; every other condition may turn out either way. */
	private condition({ condition, whenTrue, whenFalse }: ts.ConditionalExpression, bound: Bound): string[] {
		if (ts.isBinaryExpression(condition) && condition.right.getText() === 'undefined') {
			const isAsked = condition.operatorToken.kind === ts.SyntaxKind.EqualsEqualsEqualsToken;
			if (this.texts(condition.left, bound).join() === '') return this.texts(isAsked ? whenTrue : whenFalse, bound);
		}
		return this.either([whenTrue, whenFalse], bound);
	}

	/** What may be left out altogether is shown: who looks for a sentence finds its beginning either way. */
	private either(nodes: readonly ts.Expression[], bound: Bound): string[] {
		const found = nodes.flatMap((node) => this.texts(node, bound)).filter((text) => text !== '');
		const told = found.filter((text) => text !== GAP);
		return told.length > 0 ? told : found.length > 0 ? [GAP] : [''];
	}

	private name(node: ts.Identifier, bound: Bound): string[] {
		if (node.text === 'undefined') return [''];
		const declared = this.source.declaration(node.text, node);
		if (!declared) return [GAP];
		const given = bound.get(declared);
		if (given) return [...given];
		if (ts.isVariableDeclaration(declared) && declared.initializer) return this.deeper(declared.initializer, bound);
		if (isParameter(declared)) {
			const initial = (declared as ts.ParameterDeclaration).initializer;
			if (initial) return this.deeper(initial, bound);
			if (EXAMPLES[node.text]) return [EXAMPLES[node.text]!];
			this.needsCaller = true;
		}
		return [EXAMPLES[node.text] ?? GAP];
	}

	private member(node: ts.PropertyAccessExpression, bound: Bound): string[] {
		const value = this.object(node.expression)?.properties.find(
			(property) => ts.isPropertyAssignment(property) && property.name.getText() === node.name.text,
		);
		if (value && ts.isPropertyAssignment(value)) return this.deeper(value.initializer, bound);
		if (EXAMPLES[node.name.text]) return [EXAMPLES[node.name.text]!];
		return node.name.text === 'why' ? this.reasons(node) : [GAP];
	}

	/** A reader that refuses gives `{ why: '…' }`: all that the reader in question can give. */
	private reasons(node: ts.PropertyAccessExpression): string[] {
		if (!ts.isIdentifier(node.expression)) return [GAP];
		const declared = this.source.declaration(node.expression.text, node);
		const made = declared && ts.isVariableDeclaration(declared) ? declared.initializer : undefined;
		const reader = made && ts.isCallExpression(made) && ts.isIdentifier(made.expression) ? made.expression : undefined;
		const file = reader && callable(this.source.declaration(reader.text, reader))?.getSourceFile();
		const texts = file
			? nodesOf(file, ts.isPropertyAssignment)
					.filter(({ name }) => name.getText() === 'why')
					.flatMap(({ initializer }) => this.deeper(initializer, new Map()))
			: [];
		return texts.length > 0 ? texts : [GAP];
	}

	/** @returns all values of a constant object */
	valuesOf(node: ts.Expression, bound: Bound = new Map()): string[] {
		const values = (this.object(node)?.properties ?? []).flatMap((property) =>
			ts.isPropertyAssignment(property) ? this.deeper(property.initializer, bound) : [],
		);
		return values.length > 0 ? values : [GAP];
	}

	private object(node: ts.Expression): ts.ObjectLiteralExpression | undefined {
		if (!ts.isIdentifier(node)) return undefined;
		const declared = this.source.declaration(node.text, node);
		let value = declared && ts.isVariableDeclaration(declared) ? declared.initializer : undefined;
		while (value && (ts.isAsExpression(value) || ts.isSatisfiesExpression(value))) value = value.expression;
		return value && ts.isObjectLiteralExpression(value) ? value : undefined;
	}

	private call(node: ts.CallExpression, bound: Bound): string[] {
		const { expression } = node;
		const example = ts.isIdentifier(expression) ? EXAMPLES[expression.text] : undefined;
		if (example !== undefined) return [example];
		const called = ts.isIdentifier(expression)
			? callable(this.source.declaration(expression.text, expression))
			: undefined;
		if (!called) return [GAP];
		const given = this.bind(called, node, bound);
		const returned = returnsOf(called).flatMap((text) => this.deeper(text, given));
		const told = returned.filter((text) => text !== GAP && text !== '');
		return told.length > 0 ? told.slice(0, MOST) : [GAP];
	}

	/** @returns what the parameters of a function are in this call; what the call leaves out has its default */
	private bind(called: Callable, node: ts.CallExpression, bound: Bound): Map<ts.Node, readonly string[]> {
		const pairs = called.parameters.flatMap((parameter, index): Array<[ts.Node, readonly string[]]> => {
			const given = node.arguments[index];
			if (!ts.isIdentifier(parameter.name)) return [];
			if (given) return [[parameter, this.texts(given, bound)]];
			return parameter.initializer ? [] : [[parameter, ['']]];
		});
		return new Map([...bound, ...pairs]);
	}

	private deeper(node: ts.Expression, bound: Bound): string[] {
		if (this.depth >= DEEPEST) return [GAP];
		this.depth += 1;
		const found = this.texts(node, bound);
		this.depth -= 1;
		return found;
	}
}

const isParameter = (node: ts.Node) => ts.isParameter(node) || ts.isBindingElement(node);

/** @returns what a function may give back; not what functions inside it do */
export function returnsOf(called: Callable): ts.Expression[] {
	const { body } = called;
	if (!body) return [];
	if (!ts.isBlock(body)) return [body];
	const found: ts.Expression[] = [];
	const visit = (node: ts.Node): void => {
		if (callable(node)) return;
		if (ts.isReturnStatement(node) && node.expression) found.push(node.expression);
		ts.forEachChild(node, visit);
	};
	ts.forEachChild(body, visit);
	return found;
}

/** One gap where several are together. */
const tidy = (text: string) => text.replace(/…(?:[\s,]*…)+/g, GAP).trim();
