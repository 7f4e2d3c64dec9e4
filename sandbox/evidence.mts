import { courseEvidence } from './evidenceCourses.mts';
import { salesEvidence } from './evidenceSales.mts';

// Names that somebody has seen, written down by hand and frozen: a typing error in the entity table, which the nodes and
// the sandbox share, shows here. Nothing but a test reads it. A name is added or changed with new evidence only.

/** What a member holds in JSON. */
export type Form = 'text' | 'number' | 'boolean' | 'date' | 'dateTime' | 'id' | 'object';

export interface Evidence {
	/** Verbs of the vendor's documentation. */
	documentedVerbs?: readonly string[];
	/** Verbs that published code uses. */
	seenVerbs?: readonly string[];
	/** Members in the vendor's documentation. */
	documented?: Readonly<Record<string, Form>>;
	/** Members in recorded answers, or that published code reads or writes. */
	seen?: Readonly<Record<string, Form>>;
	/** Names of the above that the nodes do not offer by name. */
	left?: readonly string[];
	/** Members that are only shown with InclusiefExtraVelden. */
	calculated?: readonly string[];
	/** Related records beside an id (seen in code that calls the API). */
	relations?: readonly string[];
	/** Related records that follow from the rule alone: what `<name>Id` leads to stands under `<name>` (seen for other entities). */
	ruled?: readonly string[];
	/** Filters that are query parameters of their own (seen in code that calls the API). */
	parameters?: readonly string[];
}

/** Members of an address (seen in code that calls the API). */
export const addressLines = ['adres1', 'adres2', 'adres3', 'adres4', 'postcode', 'plaats', 'landCode'];

/** Path below `/api/v1/` to what is known of it. */
export const evidence: Readonly<Record<string, Evidence>> = {
	...courseEvidence,
	...salesEvidence,
	Personen: {
		documentedVerbs: ['create', 'replace', 'update'],
		seenVerbs: ['get', 'getMany'],
		seen: {
			titel: 'text',
			voorletters: 'text',
			voornaam: 'text',
			tussenvoegsels: 'text',
			achternaam: 'text',
			achterTitel: 'text',
			inactief: 'boolean',
			adres: 'object',
			factuurAdres: 'object',
			email1: 'text',
			tel1: 'text',
			geslacht: 'text',
			geboorteplaats: 'text',
			geboortedatum: 'date',
		},
	},
	Opleidingen: {
		documentedVerbs: ['get', 'getMany'],
		seen: {
			code: 'text',
			naam: 'text',
			opleidingStatusId: 'text',
			opmerking: 'text',
			publicatie: 'boolean',
			publicatiePlanning: 'boolean',
			planningstype: 'text',
			planningsfrequentieAantal: 'number',
			planningsfrequentieTijdseenheid: 'text',
			planningWeekdagen: 'text',
			planningConflictafhandeling: 'text',
			begindatumOorspronkelijkeOpleiding: 'date',
			redenOpleidingGeannuleerdOmschrijving: 'text',
			deadlineInschrijven: 'number',
			deadlineUitschrijven: 'number',
			opleidingssoortId: 'id',
			contactpersoonId: 'id',
			contactpersoon2Id: 'id',
			redenOpleidingGeannuleerdId: 'id',
			startLocatieId: 'id',
			startDag: 'text',
			eindDag: 'text',
			startDatum: 'dateTime',
			eindDatum: 'dateTime',
			aantalPlaatsenMin: 'number',
			aantalPlaatsenMax: 'number',
			aantalPlaatsenVrij: 'number',
			aantalPlaatsenBezet: 'number',
			totaalStudiebelasting: 'number',
			totaalAantalUur: 'number',
			aantalOnderdelen: 'number',
			aantalPersonenOpIngediendeWebaanvragen: 'number',
		},
		left: [
			'publicatiePlanning',
			'planningstype',
			'planningsfrequentieAantal',
			'planningsfrequentieTijdseenheid',
			'planningWeekdagen',
			'planningConflictafhandeling',
			'begindatumOorspronkelijkeOpleiding',
			'redenOpleidingGeannuleerdOmschrijving',
			'contactpersoon2Id',
			'redenOpleidingGeannuleerdId',
			'startDag',
			'eindDag',
			'totaalStudiebelasting',
			'aantalOnderdelen',
			'aantalPersonenOpIngediendeWebaanvragen',
		],
		calculated: [
			'startLocatieId',
			'startDag',
			'eindDag',
			'startDatum',
			'eindDatum',
			'aantalPlaatsenMin',
			'aantalPlaatsenMax',
			'aantalPlaatsenVrij',
			'aantalPlaatsenBezet',
			'totaalStudiebelasting',
			'totaalAantalUur',
			'aantalOnderdelen',
			'aantalPersonenOpIngediendeWebaanvragen',
		],
		relations: ['opleidingssoort', 'startLocatie'],
	},
};
