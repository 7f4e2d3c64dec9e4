import type { ICredentialType, INodeProperties, INodePropertyCollection, INodeTypeDescription } from 'n8n-workflow';

/** What a page says in italics. Bold, code and links are something else; a line may break inside. */
export function italics(page: string): string[] {
	const plain = page
		.replace(/^ *```[\s\S]*?^ *```/gm, '')
		.replace(/^\|?-{3,}.*$/gm, '')
		.replace(/`[^`]*`/g, '`')
		.replace(/\\\*/g, '')
		.replace(/\*\*[^*]+\*\*/g, '');
	const found = [...plain.matchAll(/(?<![*\w])\*(?![\s*])([^*|]{1,120}?)(?<!\s)\*(?![*\w])/g)];
	return found.map(([, text = '']) => text.replace(/\s*\n[\s>]*/g, ' '));
}

/** @returns the labels in one quotation: a path of menus, or a parameter with its choice */
export function partsOf(quoted: string, known: ReadonlySet<string>): string[] {
	if (known.has(quoted)) return [];
	return quoted
		.split(' → ')
		.flatMap((step) => (known.has(step) ? [] : step.split(/: /)))
		.filter((part) => part !== '⋯');
}

/** @returns every word of a node's panel that a page may quote: parameters, choices, operations, placeholders of buttons */
export function nodeLabels({ displayName, properties, credentials = [] }: INodeTypeDescription): string[] {
	return [
		displayName,
		...credentials.flatMap(({ displayName: shown }) => (shown === undefined ? [] : [shown])),
		...properties.flatMap(propertyLabels),
	];
}

/** @returns the words of a credential's dialog */
export function credentialLabels({ displayName, properties }: ICredentialType): string[] {
	return [displayName, ...properties.flatMap(propertyLabels)];
}

function propertyLabels({ displayName, placeholder, type, options = [], modes = [] }: INodeProperties): string[] {
	if (type === 'notice' || type === 'hidden') return [];
	const inside = options.flatMap((option) => {
		if ('values' in option) return groupLabels(option);
		return 'displayName' in option ? propertyLabels(option) : [option.name];
	});
	const button = type === 'collection' || type === 'fixedCollection' ? [placeholder ?? ''] : [];
	return [...spellings(displayName), ...button, ...modes.map((mode) => mode.displayName), ...inside.flatMap(spellings)];
}

const groupLabels = ({ displayName, values }: INodePropertyCollection) => [
	displayName,
	...values.flatMap(propertyLabels),
];

/** A page may leave out the Dutch term behind a label, and n8n's words about where to choose. */
const spellings = (label: string) => [label, label.replace(/ \([^)]*\)$/, ''), label.replace(/ Name or ID$/, '')];
