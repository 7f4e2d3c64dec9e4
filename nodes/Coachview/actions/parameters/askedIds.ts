import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { GUID } from './picker';
import { parameter } from './parameter';

/** Ids have this form; anything else might be a name or an address that an expression put in the wrong place. */
const PLAIN = /^[\w.-]{1,50}$/;

/**
 * The ids that an item of an operation names, for its error: who it was about is known before Coachview is asked.
 *
 * @returns by the names of outputs (`personId`, `externId`, `externSource`); only what has the form of an id. Never throws.
 */
export function askedIds(
	context: IExecuteFunctions,
	properties: readonly INodeProperties[],
	item: number,
): { [name: string]: string } {
	const found: { [name: string]: string } = {};
	const keep = (name: string, value: string, form: RegExp) => {
		if (form.test(value)) found[name] = value;
	};
	for (const { name, type } of properties) {
		const given = read(context, name, item);
		if (type === 'resourceLocator') {
			const { mode = 'list', value = '' } = (given ?? {}) as { mode?: unknown; value?: unknown };
			const text = String(value).trim();
			if (mode === 'id' || mode === 'list') keep(`${name}Id`, text.toLowerCase(), new RegExp(`^${GUID}$`));
			const slash = text.indexOf('/');
			if (mode === 'externalKey' && slash > 0) {
				keep('externSource', text.slice(0, slash).trim(), PLAIN);
				keep('externId', text.slice(slash + 1).trim(), PLAIN);
			}
		} else if (name === 'externId' || name === 'externSource') {
			keep(name, typeof given === 'string' || typeof given === 'number' ? String(given).trim() : '', PLAIN);
		}
	}
	return found;
}

function read(context: IExecuteFunctions, name: string, item: number): unknown {
	try {
		return parameter(context, name, item);
	} catch {
		// An expression that fails names nobody.
		return undefined;
	}
}
