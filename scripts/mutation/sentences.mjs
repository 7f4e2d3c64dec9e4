/** Plug-in of Stryker: words for people are no behaviour that a test should pin down letter by letter. */
const WORDS = new Map([
	['Fault', 2],
	['invalidInput', 2],
	['Error', 1],
	['RawJsonError', 1],
]);

/** @param {any} path a node in its tree (Babel) @returns {boolean} whether it is an argument that is read by people */
function isSentence(path) {
	for (let at = path; at.parentPath; at = at.parentPath) {
		const call = at.parentPath.node;
		if (call.type !== 'NewExpression' && call.type !== 'CallExpression') continue;
		const words = WORDS.get(call.callee.name);
		if (words !== undefined && at.listKey === 'arguments')
			return at.key > 0 || call.callee.name.endsWith('Error') ? at.key <= words : false;
		return false;
	}
	return false;
}

export const strykerPlugins = [
	{
		kind: 'Ignore',
		name: 'sentences',
		value: {
			shouldIgnore: (/** @type {any} */ path) =>
				['StringLiteral', 'TemplateLiteral', 'TemplateElement'].includes(path.node.type) && isSentence(path)
					? 'Words for people'
					: undefined,
		},
	},
];
