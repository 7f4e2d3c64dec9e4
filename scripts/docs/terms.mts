/** A term that is no entity: English, as in n8n and in this package; Dutch, as in Coachview where it has one; German. */
export interface Term {
	english: string;
	dutch: string;
	german: string;
	means: string;
}

/** Of Coachview and of training. Dutch names of fields come from the table of entities; German has no official ones. */
export const COACHVIEW_TERMS: readonly Term[] = [
	{
		english: 'person category',
		dutch: 'persoonscategorie',
		german: 'Personenkategorie',
		means: 'A label on a person. Adding one is what Coachview reports to n8n',
	},
	{
		english: 'the category *Extragegevens*',
		dutch: 'categorie Extragegevens',
		german: 'Kategorie „Zusätzliche Daten“',
		means:
			'The label that says: birth date and place are needed. The name is yours; it must be the same in the trigger',
	},
	{
		english: 'enrolment',
		dutch: 'inschrijving, opleidingsvraag',
		german: 'Anmeldung, Schulungsfrage',
		means: 'A person in a dated course',
	},
	{
		english: 'stamped action',
		dutch: 'gestempelde actie',
		german: 'gestempelte Aktion',
		means: 'An action on the enrolment that Coachview carries out when a moment is stamped, for instance *passed*',
	},
	{ english: 'passed', dutch: 'geslaagd', german: 'bestanden', means: 'The result after which the data are needed' },
	{ english: 'diploma', dutch: 'diploma, certificaat', german: 'Zeugnis, Zertifikat', means: 'What the data are for' },
	{
		english: 'External ID',
		dutch: 'ExternId',
		german: 'ExternId (Nummer im Quellsystem)',
		means: 'The number of the person in the HR system',
	},
	{
		english: 'External Source',
		dutch: 'ExternSource',
		german: 'ExternSource (Name des Quellsystems)',
		means: 'The name of the HR system, such as AFAS. Both together are the key of a person',
	},
	{
		english: 'free field',
		dutch: 'vrij veld',
		german: 'freies Feld',
		means: 'A field that your organisation added to Coachview',
	},
	{ english: 'date of birth', dutch: 'geboortedatum', german: 'Geburtsdatum', means: 'A calendar date, YYYY-MM-DD' },
	{ english: 'place of birth', dutch: 'geboorteplaats', german: 'Geburtsort', means: 'The name of the town, no code' },
	{ english: 'first name', dutch: 'voornaam', german: 'Vorname', means: '' },
	{ english: 'name prefix', dutch: 'tussenvoegsels', german: 'Namenszusatz', means: 'Such as *van der*' },
	{ english: 'last name', dutch: 'achternaam', german: 'Nachname', means: '' },
	{ english: 'employee number', dutch: 'medewerkernummer', german: 'Personalnummer', means: 'What ExternId holds' },
	{
		english: 'in service',
		dutch: 'in dienst',
		german: 'im Dienst, beschäftigt',
		means: 'A column of the AFAS connector',
	},
	{
		english: 'Live, Training',
		dutch: 'live-omgeving, trainingsomgeving',
		german: 'Echt- und Schulungsumgebung',
		means: 'Two Coachviews with their own clients, people and webhooks',
	},
	{
		english: 'client, scope',
		dutch: 'client, scope',
		german: 'Client, Berechtigung',
		means: 'The login of a program at Coachview, and what it may do',
	},
	{
		english: 'webhook, event',
		dutch: 'webhook, gebeurtenis',
		german: 'Webhook, Ereignis',
		means: 'The message that Coachview sends to n8n',
	},
	{
		english: 'delivery',
		dutch: 'levering',
		german: 'Lieferung',
		means: 'What Coachview sends at once: one event, or several',
	},
	{
		english: "Coachview's day, quota",
		dutch: 'daglimiet (5.000 aanroepen)',
		german: 'Tageskontingent (5.000 Aufrufe)',
		means: 'The 5,000 requests that Coachview allows in 24 hours, all programs together',
	},
	{
		english: 'in reserve',
		dutch: 'achter de hand',
		german: 'in Reserve',
		means: 'Requests of the day that are left to others',
	},
];

/** Of n8n and of this package. n8n's screens are English; these words explain them. */
export const N8N_TERMS: readonly Term[] = [
	{ english: 'workflow', dutch: 'workflow (werkstroom)', german: 'Workflow (Ablauf)', means: 'What you build in n8n' },
	{ english: 'node', dutch: 'node (bouwsteen)', german: 'Node (Baustein)', means: 'One box on the canvas' },
	{
		english: 'trigger',
		dutch: 'trigger (start)',
		german: 'Trigger (Auslöser)',
		means: 'The node that starts the workflow',
	},
	{
		english: 'credential',
		dutch: 'credential (inloggegevens)',
		german: 'Credential (Zugangsdaten)',
		means: 'A login that n8n keeps encrypted',
	},
	{ english: 'canvas', dutch: 'canvas (werkblad)', german: 'Canvas (Arbeitsfläche)', means: 'Where the nodes are' },
	{ english: 'execution, run', dutch: 'uitvoering', german: 'Ausführung', means: 'One time that the workflow works' },
	{ english: 'publish', dutch: 'publiceren', german: 'veröffentlichen', means: 'Make the workflow work by itself' },
	{
		english: 'Production URL, Test URL',
		dutch: 'productie-URL, test-URL',
		german: 'Produktions-URL, Test-URL',
		means: 'The addresses of a trigger: the first for Coachview support, the second for trying things out',
	},
	{
		english: 'Header Auth',
		dutch: 'inloggen met een header',
		german: 'Anmeldung mit einem Header',
		means: 'A credential of n8n: a name and a value that go with each call, such as the token of AFAS',
	},
	{
		english: 'raw body',
		dutch: 'ruwe inhoud',
		german: 'Rohinhalt',
		means: 'What was sent, byte by byte, before n8n has read it',
	},
	{
		english: 'Error Workflow',
		dutch: 'workflow bij fouten',
		german: 'Fehler-Workflow',
		means: 'The workflow that n8n calls when another one dies',
	},
	{
		english: 'sub-workflow',
		dutch: 'subworkflow',
		german: 'Unter-Workflow',
		means: 'A workflow that another one calls',
	},
	{
		english: 'expression',
		dutch: 'expressie',
		german: 'Ausdruck',
		means: 'A value that n8n works out, between {{ and }}',
	},
	{
		english: 'data table',
		dutch: 'gegevenstabel',
		german: 'Datentabelle',
		means: 'A table inside n8n, such as `coachview_follow_up`',
	},
	{ english: 'dry run', dutch: 'proefrun', german: 'Probelauf', means: 'Says what would happen and writes nothing' },
	{
		english: 'receipt',
		dutch: 'bewijs (ontvangstbewijs)',
		german: 'Beleg',
		means: 'What a write gives back: outcome, ids and names of fields, no values',
	},
	{
		english: 'conflict',
		dutch: 'conflict (andere waarde)',
		german: 'Konflikt (anderer Wert)',
		means: 'Coachview had another value and kept it',
	},
	{
		english: 'overlap',
		dutch: 'gelijktijdige wijziging',
		german: 'gleichzeitige Änderung',
		means: 'Somebody else wrote the person at the same moment',
	},
	{
		english: 'follow-up list',
		dutch: 'opvolglijst',
		german: 'Nachfassliste',
		means: 'Who needs a look of a person, and why',
	},
	{
		english: 'adapter',
		dutch: 'adapter (HR-koppeling)',
		german: 'Adapter (HR-Anbindung)',
		means: 'A small workflow that asks one HR system',
	},
	{
		english: 'HR answer',
		dutch: 'antwoord van HR',
		german: 'Antwort von HR',
		means:
			'What an HR system answered to the HTTP Request node; *HR Answer: Read* takes date and place of birth from it',
	},
	{
		english: 'GetConnector',
		dutch: 'GetConnector',
		german: 'GetConnector',
		means: 'A list in AFAS that a program may read',
	},
	{
		english: 'inbox',
		dutch: 'postvak (wachtrij)',
		german: 'Posteingang (Warteschlange)',
		means: 'A table in which events wait until they are worked on together',
	},
	{
		english: 'lease',
		dutch: 'tijdelijke reservering',
		german: 'befristete Reservierung',
		means: 'Until when a row of the inbox belongs to the run that has taken it',
	},
];
