import type { Own } from '../own.mts';

const marks = ['aanwezig', 'geslaagd'];
const codes: Readonly<Record<string, string>> = { true: '"Ja"', false: '"Nee"', null: '"Onbekend"' };

/** Presence and pass of a participant: the forms of assumption A92. */
export const execution: Own = {
	closed: ({ presenceForm }): Record<string, string[]> =>
		presenceForm === 'codes' ? Object.fromEntries(marks.map((name) => [name, ['Ja', 'Nee', 'Onbekend']])) : {},
	reshape(view, { presenceForm }) {
		if (presenceForm === 'null') return;
		for (const name of marks) {
			const raw = view.get(name) ?? 'null';
			if (presenceForm === 'codes') view.set(name, codes[raw] ?? raw);
			else if (raw === 'null') view.delete(name);
		}
	},
};
