import { define } from './entity.ts';

/** Participants of a web request other than the contact person (vendor documentation; names of members are inferred). */
export const webRequestParticipant = define({
	name: 'webRequestParticipant',
	path: 'WebaanvraagDeelnemers',
	words: {
		title: 'Web Request Participant',
		one: 'web request participant',
		many: 'web request participants',
		dutch: { one: 'Webaanvraagdeelnemer', many: 'Webaanvraagdeelnemers' },
		german: { one: 'Teilnehmer einer Web-Anfrage', many: 'Teilnehmer von Web-Anfragen' },
	},
	verbs: { get: 'inferred', getMany: 'documented' },
	grade: 'inferred',
	fields: [
		{ name: 'emailadres', label: 'Email', dutch: 'E-mailadres', kind: 'email' },
		{ name: 'voornaam', label: 'First Name', dutch: 'Voornaam' },
		{ name: 'achternaam', label: 'Last Name', dutch: 'Achternaam' },
		{ name: 'tussenvoegsels', label: 'Name Prefix', dutch: 'Tussenvoegsels' },
		{ name: 'webaanvraagId', label: 'Web Request ID', dutch: 'Webaanvraag', kind: 'id', filter: true },
	],
	label: ['voornaam', 'tussenvoegsels', 'achternaam'],
	simple: ['id', 'webaanvraagId', 'voornaam', 'tussenvoegsels', 'achternaam', 'emailadres'],
	sort: 'id',
});
