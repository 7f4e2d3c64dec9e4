import { courseId, definitionId, doneEnrolmentId } from './courseRecords.mts';
import { row, rowId } from './row.mts';
import { companyId, pieterId } from './special.mts';

// Sales: requests and their lines, prices, invoices, web requests. All is invented.

const [request, wish] = [rowId('4811'), rowId('4812')] as const;
const [invoice, priceLine, webRequest] = [rowId('4831'), rowId('4841'), rowId('4861')] as const;

export const salesRecords: Readonly<Record<string, readonly string[]>> = {
	Aanvragen: [
		row('4811', {
			nummer: 'A-2031-001',
			aanvraagStatusId: 'Order',
			contactpersoonId: pieterId,
			bedrijfId: companyId,
			referentieNrKlant: 'PO 7781',
			opmerking: null,
			verkoper: 'demo.beheerder',
		}),
		row('4812', { nummer: 'A-2031-002', aanvraagStatusId: 'Concept', contactpersoonId: null, bedrijfId: null }),
	],
	Orderverkoopregels: [
		row('4821', { aanvraagId: request, naam: 'Deelname', aantal: 2 }, '"bedragExclBtw":395.00,"korting":1.10'),
		row('4822', { aanvraagId: wish, naam: 'Deelname', aantal: 1 }, '"bedragExclBtw":395.00'),
	],
	Facturen: [
		row('4831', {
			nummer: 'F-2031-0007',
			datum: '2031-03-10',
			betaald: true,
			datumBetaald: '2031-03-24',
			omschrijving: 'Veilig werken op hoogte, voorjaar',
			persoonId: pieterId,
		}),
		row('4832', { nummer: 'F-2031-0008', datum: '2031-03-11', betaald: false, datumBetaald: null }),
	],
	Factuurregels: [
		row(
			'4835',
			{ factuurId: invoice, opleidingsvraagId: doneEnrolmentId, naam: 'Deelname', aantal: 1 },
			'"prijs":395.00,"bedrag":395.00,"btwPercentage":21.0,"grootboek":8000',
		),
	],
	Verkoopregels: [
		row('4841', { code: 'DEELNAME', naam: 'Deelname', publicatie: true }, '"bedragExclBtw":395.00,"eenheid":"persoon"'),
	],
	Opleidingssoorten_Verkoopregels: [row('4842', { opleidingssoortId: definitionId, verkoopregelId: priceLine })],
	Betaalwijzen: [
		row('4851', { code: 'FACTUUR', naam: 'Op factuur', volgorde: 1 }),
		row('4852', { code: 'ONLINE', naam: 'Online betalen', volgorde: 2 }),
	],
	Webaanvragen: [
		row('4861', {
			nummer: 'W-2031-0001',
			referentieNrKlant: 'web-0001',
			aantalDeelnemers: 3,
			contactpersoonIsDeelnemer: true,
			opmerking: 'Graag een lunch zonder noten',
			betaalproviderRedirectUrl: null,
		}),
		row('4862', {
			nummer: 'W-2031-0002',
			referentieNrKlant: null,
			aantalDeelnemers: 2,
			contactpersoonIsDeelnemer: false,
			opmerking: null,
		}),
	],
	WebaanvraagOpleidingen: [
		row('4865', {
			webaanvraagId: webRequest,
			opleidingId: courseId,
			opleidingssoortId: definitionId,
			code: 'VWH-2031-01',
			naam: 'Veilig werken op hoogte, voorjaar',
		}),
	],
	WebaanvraagDeelnemers: [
		row('4866', {
			webaanvraagId: webRequest,
			voornaam: 'Ella',
			tussenvoegsels: null,
			achternaam: 'Voorbeeld',
			emailadres: 'ella@example.org',
		}),
		row('4867', { webaanvraagId: webRequest, voornaam: 'Bo', achternaam: 'Voorbeeld', emailadres: null }),
	],
};
