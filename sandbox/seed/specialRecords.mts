import { courseId, courseNames, courseRecords, definitionId } from './courseRecords.mts';
import { definedRecords } from './freeFieldRecords.mts';
import { rowId } from './row.mts';
import { salesRecords } from './salesRecords.mts';
import { companyId } from './special.mts';

// Hand-made records of other entities than people. Members that the entity table does not offer were seen in a recorded answer.

export { courseId, courseNames as recordNames };
const location = rowId('44e1');

const planning =
	'"publicatiePlanning":false,"planningstype":"GeenRoostering","planningsfrequentieAantal":null,"planningsfrequentieTijdseenheid":null,"planningWeekdagen":"geen","planningConflictafhandeling":"GebruikEerstBeschikbareDag","begindatumOorspronkelijkeOpleiding":null';

export const specialRecords: Readonly<Record<string, readonly string[]>> = {
	...courseRecords,
	...salesRecords,
	Vrijvelddefinities: definedRecords,
	Opleidingen: [
		`{"id":"${courseId}","code":"VWH-2031-01","naam":"Veilig werken op hoogte, voorjaar","opleidingStatusId":"Definitief","opmerking":"Koffie om 8.30 uur","publicatie":true,
${planning},"deadlineInschrijven":14,"deadlineUitschrijven":7,"opleidingssoortId":"${definitionId}","contactpersoonId":null,"contactpersoon2Id":null,"redenOpleidingGeannuleerdId":null,
"startLocatieId":"${location}","startDag":"Woensdag","eindDag":"Donderdag","startDatum":"2031-03-05T09:00:00","eindDatum":"2031-03-06T16:30:00","aantalPlaatsenMin":4,"aantalPlaatsenMax":12,"aantalPlaatsenVrij":5,"aantalPlaatsenBezet":7,"totaalAantalUur":12.50}`,
		`{"id":"44444444-4444-4444-8444-444444444442","code":"VWH-2031-02","naam":"Veilig werken op hoogte, najaar","opleidingStatusId":"TeStarten","opmerking":null,"publicatie":false,
${planning},"deadlineInschrijven":14,"deadlineUitschrijven":7,"opleidingssoortId":"${definitionId}","contactpersoonId":null,
"startLocatieId":null,"startDatum":"2031-10-01T09:00:00","eindDatum":"2031-10-02T16:30:00","aantalPlaatsenMin":4,"aantalPlaatsenMax":12,"aantalPlaatsenVrij":12,"aantalPlaatsenBezet":0,"totaalAantalUur":12.50}`,
		`{"id":"44444444-4444-4444-8444-444444444443","code":"EHBO-2032-01","naam":"Eerste hulp, Königstraße","opleidingStatusId":"Geannuleerd","opmerking":"Zaal is dubbel geboekt","publicatie":true,
${planning},"redenOpleidingGeannuleerdOmschrijving":"Te weinig inschrijvingen","deadlineInschrijven":0,"deadlineUitschrijven":0,"opleidingssoortId":null,"contactpersoonId":null,
"startDatum":"2032-02-02T09:00:00","eindDatum":"2032-02-02T16:30:00","aantalPlaatsenMin":null,"aantalPlaatsenMax":null,"aantalPlaatsenVrij":null,"aantalPlaatsenBezet":0,"totaalAantalUur":6.0}`,
	],
	Bedrijven: [
		`{"id":"${companyId}","naam":"Brouwerij De Halve Kraai B.V.","tel1":"+31 70 0000 456","email":"info@halvekraai.example","website":"halvekraai.example",
"bezoekadres":{"adres1":"Havenkade 3","adres2":null,"adres3":null,"adres4":null,"postcode":"2583 XL","plaats":"Den Haag","landCode":"NL","huisnummerToevoeging":"bis"},
"externId":"D-100","externSource":"AFAS","opmerking":"Levert op rekening","debiteurnummer":1234567890123456789,"korting":1.10,"kenmerken":["vast","zuid"],"leegObject":{}}`,
		`{"id":"66666666-6666-4666-8666-666666666667","naam":"Müller & Söhne GmbH","tel1":null,"email":"buero@mueller.example","website":null,"bezoekadres":null,"externId":"D-101","externSource":"AFAS","opmerking":"","ustId":"DE000000000"}`,
	],
};
