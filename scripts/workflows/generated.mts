import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import ts from 'typescript';
import { projectRoot } from '../../hosts/cache.mjs';
import type { WorkflowJson, WorkflowNode } from '../../hosts/n8n/workflow.mts';
import { formatWorkflow, readWorkflows, workflowFolder } from './files.mts';

/** The line that begins the generated part of a Code node; what stands in the parentheses is a file of scripts/workflows/code. */
const MARK = /^\/\/ ===== From here on the same in every [^\n]*\((\w+)\)[^\n]*$/m;

const markLine = (entry: string) => `// ===== From here on the same in every workflow of this project (${entry}):
// made from the rules of the Coachview node by "npm run workflows:code". =====`;

const isCode = ({ type }: WorkflowNode) => type === 'n8n-nodes-base.code';

/** What a Code node holds: its own lines, and which generated part it asks for (undefined when it asks for none). */
export function partsOf(node: WorkflowNode): { own: string; entry?: string; generated: string } {
	const code = String(node.parameters.jsCode);
	const found = MARK.exec(code);
	return found
		? { own: code.slice(0, found.index).trimEnd(), entry: found[1]!, generated: code.slice(found.index) }
		: { own: code, generated: '' };
}

const made = new Map<string, string>();

/**
 * The generated part: `const { … } = rules()` in the node's own lines reaches everything that the entry exports.
 * @param entry name of a file in scripts/workflows/code, which may import the node's domain
 * @throws Error when there is no such file, or it imports something that is not one of the project's pure modules
 */
export function generatedPart(entry: string): string {
	const known = made.get(entry);
	if (known) return known;
	const modules = new Map<string, string>();
	collect(join(projectRoot, 'scripts', 'workflows', 'code', `${entry}.mts`), modules);
	const definitions = [...modules]
		.map(([name, code]) => `\t\t'${name}': (exports, require) => {\n${indent(code)}\n\t\t},`)
		.join('\n');
	const text = `${markLine(entry)}
function rules() {
	const modules = {
${definitions}
	};
	const loaded = {};
	const load = (name) => {
		if (!loaded[name]) modules[name]((loaded[name] = {}), load);
		return loaded[name];
	};
	return load('${nameOf(join(projectRoot, 'scripts', 'workflows', 'code', `${entry}.mts`))}');
}`;
	made.set(entry, text);
	return text;
}

/** Compiles a module and what it imports; imported ones come first. */
function collect(file: string, modules: Map<string, string>): void {
	const name = nameOf(file);
	if (modules.has(name)) return;
	const { outputText } = ts.transpileModule(readFileSync(file, 'utf8'), {
		compilerOptions: {
			target: ts.ScriptTarget.ES2022,
			module: ts.ModuleKind.CommonJS,
			removeComments: true,
			newLine: ts.NewLineKind.LineFeed,
		},
	});
	// n8n's task runner lets nobody define a property with a getter, so that members are plain values here.
	const plain = outputText
		.replace('Object.defineProperty(exports, "__esModule", { value: true });\n', '')
		.replace(
			/Object\.defineProperty\(exports, "(\w+)", \{ enumerable: true, get: function \(\) \{ return ([\w.]+); \} \}\);/g,
			'exports.$1 = $2;',
		);
	const code = plain.replace(/require\("([^"]+)"\)/g, (_whole, path: string) => {
		const target = [path, `${path}.ts`, `${path}.mts`]
			.map((one) => resolve(dirname(file), one))
			.find((one) => existsSync(one));
		if (!path.startsWith('.') || !target)
			throw new Error(`${name} imports ${path}, which a Code node of n8n does not have.`);
		collect(target, modules);
		return `require('${nameOf(target)}')`;
	});
	modules.set(name, code.trim());
}

const nameOf = (file: string) =>
	relative(projectRoot, file)
		.replaceAll('\\', '/')
		.replace(/^nodes\/Coachview\/|^scripts\/workflows\/|\.m?ts$/g, '');

const tabs = (line: string) => line.replace(/^( {4})+/, (blanks) => '\t'.repeat(blanks.length / 4));

const indent = (code: string) =>
	code
		.split('\n')
		.map((line) => (line === '' ? line : `\t\t\t${tabs(line)}`))
		.join('\n');

/** @returns the workflow with the generated part of each Code node as it has to be */
function withGenerated(workflow: WorkflowJson): WorkflowJson {
	const nodes = workflow.nodes.map((node) => {
		const { own, entry } = isCode(node) ? partsOf(node) : {};
		return entry === undefined
			? node
			: { ...node, parameters: { ...node.parameters, jsCode: `${own}\n\n${generatedPart(entry)}\n` } };
	});
	return { ...workflow, nodes };
}

/** Writes the generated part anew into every workflow. @returns names of the files that are different now */
export function writeGenerated(): string[] {
	const changed: string[] = [];
	for (const { name, text, workflow } of readWorkflows()) {
		const now = formatWorkflow(withGenerated(workflow));
		if (now === text) continue;
		writeFileSync(join(workflowFolder, `${name}.json`), now);
		changed.push(name);
	}
	return changed;
}
