import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import ts from 'typescript';
import { projectRoot } from '../../hosts/cache.mjs';

const FOLDER = 'nodes/Coachview';

export type Callable = ts.FunctionDeclaration | ts.FunctionExpression | ts.ArrowFunction | ts.MethodDeclaration;

/** The nodes' source as trees, and where a name in it was declared. Nothing is run or type-checked. */
export class Source {
	readonly files: ReadonlyMap<string, ts.SourceFile>;

	/** @param texts path from the root of the project → source; the nodes when left out */
	constructor(texts: ReadonlyMap<string, string> = nodesSource()) {
		this.files = new Map(
			[...texts].map(([path, text]) => [path, ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true)]),
		);
	}

	/** @returns the declaration that a name stands for at this place: inside a function, in the file, or imported */
	declaration(name: string, at: ts.Node): ts.Node | undefined {
		for (let scope: ts.Node | undefined = at; scope; scope = scope.parent) {
			const found = declaredIn(scope, name);
			if (found && ts.isImportSpecifier(found)) return this.imported(found);
			if (found) return found;
		}
		return undefined;
	}

	/** @returns every call of this declaration by its name, in any file */
	callsOf(declared: Callable): ts.CallExpression[] {
		const name = nameOf(declared);
		if (name === undefined) return [];
		return [...this.files.values()].flatMap((file) =>
			nodesOf(file, ts.isCallExpression).filter(
				({ expression }) =>
					ts.isIdentifier(expression) && callable(this.declaration(expression.text, expression)) === declared,
			),
		);
	}

	private imported(specifier: ts.ImportSpecifier): ts.Node | undefined {
		const { moduleSpecifier } = specifier.parent.parent.parent;
		if (!ts.isStringLiteral(moduleSpecifier) || !moduleSpecifier.text.startsWith('.')) return undefined;
		const path = posix.join(dirname(specifier.getSourceFile().fileName), moduleSpecifier.text.replace(/\.ts$/, ''));
		const file = this.files.get(`${path}.ts`);
		return file && declaredIn(file, (specifier.propertyName ?? specifier.name).text);
	}
}

function nodesSource(): Map<string, string> {
	const names = readdirSync(join(projectRoot, FOLDER), { recursive: true, encoding: 'utf8' });
	return new Map(
		names
			.map((name) => `${FOLDER}/${name.replaceAll('\\', '/')}`)
			.filter((path) => path.endsWith('.ts'))
			.sort()
			.map((path) => [path, readFileSync(join(projectRoot, path), 'utf8')]),
	);
}

/** @returns all nodes of a kind below this one, in the order of the text */
export function nodesOf<T extends ts.Node>(root: ts.Node, isKind: (node: ts.Node) => node is T): T[] {
	const found: T[] = [];
	const visit = (node: ts.Node): void => {
		if (isKind(node)) found.push(node);
		ts.forEachChild(node, visit);
	};
	visit(root);
	return found;
}

/** @returns the function that this one, or a constant's value, is */
export function callable(node: ts.Node | undefined): Callable | undefined {
	const value = node && ts.isVariableDeclaration(node) ? node.initializer : node;
	if (!value) return undefined;
	const isOne =
		ts.isFunctionDeclaration(value) ||
		ts.isFunctionExpression(value) ||
		ts.isArrowFunction(value) ||
		ts.isMethodDeclaration(value);
	return isOne ? value : undefined;
}

/** @returns the function around a node */
export function enclosing(node: ts.Node): Callable | undefined {
	for (let at = node.parent; at; at = at.parent) if (callable(at)) return callable(at);
	return undefined;
}

function nameOf(declared: Callable): string | undefined {
	const named = ts.isVariableDeclaration(declared.parent) ? declared.parent : declared;
	return named.name && ts.isIdentifier(named.name) ? named.name.text : undefined;
}

type Declared = ts.VariableDeclaration | ts.FunctionDeclaration | ts.ParameterDeclaration | ts.BindingElement;

function declaredIn(scope: ts.Node, name: string): Declared | ts.ImportSpecifier | undefined {
	if (ts.isSourceFile(scope) || ts.isBlock(scope)) return inStatements(scope.statements, name);
	const own = callable(scope);
	return own && own === scope ? inBindings(own.parameters, name) : undefined;
}

function inStatements(statements: readonly ts.Statement[], name: string): Declared | ts.ImportSpecifier | undefined {
	for (const statement of statements) {
		if (ts.isFunctionDeclaration(statement) && statement.name?.text === name) return statement;
		if (ts.isVariableStatement(statement)) {
			const found = inBindings(statement.declarationList.declarations, name);
			if (found) return found;
		}
		if (ts.isImportDeclaration(statement)) {
			const bindings = statement.importClause?.namedBindings;
			const found = bindings && ts.isNamedImports(bindings) && bindings.elements.find((one) => one.name.text === name);
			if (found) return found;
		}
	}
	return undefined;
}

type Binding = ts.VariableDeclaration | ts.ParameterDeclaration | ts.BindingElement;

function inBindings(bindings: readonly Binding[], name: string): Binding | undefined {
	for (const binding of bindings) {
		if (ts.isIdentifier(binding.name)) {
			if (binding.name.text === name) return binding;
			continue;
		}
		const elements = [...binding.name.elements].filter(ts.isBindingElement);
		const found = inBindings(elements, name);
		if (found) return found;
	}
	return undefined;
}
