import type { Evidence } from './evidence.mts';

// What is known of companies, categories, free fields, sales and web requests.
export const salesEvidence: Readonly<Record<string, Evidence>> = {
	// Seen inside a location; the path never.
	Bedrijven: { seen: { naam: 'text', tel1: 'text', email: 'text', website: 'text', bezoekadres: 'object' } },
	Persoonscategorieen: {
		seenVerbs: ['getMany'],
		seen: { naam: 'text' },
		parameters: ['PersoonId'],
		ruled: ['persoon'],
	},
	// Seen beside the values of a record; the path only in a comment.
	Vrijvelddefinities: {
		seen: {
			volgorde: 'number',
			code: 'text',
			label: 'text',
			vrijveldTypeId: 'text',
			expressie: 'text',
			inactief: 'boolean',
			vertrouwelijk: 'boolean',
		},
	},
	Aanvragen: { documentedVerbs: ['getMany'] },
	Orderverkoopregels: { documentedVerbs: ['getMany'], documented: { aanvraagId: 'id' } },
	Verkoopregels: { seenVerbs: ['getMany'] },
	Betaalwijzen: { seenVerbs: ['getMany'], seen: { code: 'text', naam: 'text' } },
	Webaanvragen: {
		documentedVerbs: ['getMany'],
		documented: { aantalDeelnemers: 'number', contactpersoonIsDeelnemer: 'boolean' },
		// In the answer to a new one.
		seen: { nummer: 'text' },
	},
	WebaanvraagOpleidingen: { documentedVerbs: ['getMany'] },
	WebaanvraagDeelnemers: { documentedVerbs: ['getMany'] },
};
