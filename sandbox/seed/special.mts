// Hand-made people: the heroes of the story and the contents on which programs stumble. All are invented. They are raw
// JSON texts, so that the numbers keep their form.

/** Id of Pieter Pietersen, who was created from HR without birth data. */
export const pieterId = '33333333-3333-4333-8333-333333333333';
/** Id of the category that asks for extra data. */
export const extraCategoryId = '55555555-5555-4555-8555-555555555555';

/** Id of the company that Pieter works for. */
export const companyId = '66666666-6666-4666-8666-666666666666';
const job = '77777777-7777-4777-8777-777777777777';
const department = '88888888-8888-4888-8888-888888888888';

/** Names behind the ids that the people refer to. */
export const relationNames: ReadonlyArray<readonly [string, string]> = [
	[companyId, 'Brouwerij De Halve Kraai B.V.'],
	[job, 'Teamleider'],
	[department, 'Techniek'],
];

// Her ExternId lost its leading zeros in a spreadsheet import: HR knows her as 000001005.
/** Decomposed form of é and ö, which must come back as two characters each. */
const nfd = 'Ame\u0301lie Ko\u0308nig';

export const specialPeople: readonly string[] = [
	`{"id":"${pieterId}","titel":null,"voorletters":"P.J.","voornaam":"Pieter","tussenvoegsels":null,"achternaam":"Pietersen",
"geslacht":"Man","geboortedatum":null,"geboorteplaats":null,"inactief":false,
"adres":{"adres1":"Kerkstraat 12","adres2":null,"adres3":null,"adres4":null,"postcode":"2514 EA","plaats":"'s-Gravenhage","landCode":"NL"},
"factuurAdres":{"adres1":"Postbus 77","adres2":"t.a.v. crediteuren","adres3":null,"adres4":null,"postcode":"2500 AB","plaats":"Den Haag","landCode":"NL"},
"email1":"pieter.pietersen@example.org","email2":"pp@example.net","tel1":"+31 70 0000 123","tel2":"06-00000123","optInOut":"Onbekend",
"opmerking":"Dieet: vegetarisch.\\nParkeert achter het gebouw; komt met de trein als het sneeuwt ❄","externId":"10023","externSource":"HR",
"bedrijfId":"${companyId}","functieId":"${job}","afdelingId":"${department}","kaartnummer":1234567890123456789,"bonus":1.10}`,
	`{"voornaam":"Zoë","achternaam":"Groß","geslacht":"Vrouw","geboorteplaats":null,"adres":{"adres1":"Königstraße 5","postcode":"04103","plaats":"Leipzig","landCode":"DE","huisnummerToevoeging":"b"},
"email1":"zoe.gross@example.org","externId":"10024","externSource":"HR","opmerking":"Straße, \\u00e4\\u00f6\\u00fc, \\"aanhalingstekens\\" en \\\\ backslash","score":0.10,"grootGetal":1E400}`,
	`{"voornaam":"${nfd.split(' ')[0]}","achternaam":"${nfd.split(' ')[1]}","geslacht":"Vrouw","externId":"1005","externSource":"AFAS","email1":"amelie@example.org","bijnaam":"${nfd}"}`,
	`{"voornaam":"Sam","achternaam":"de Lange 👩🏽‍🏫","geslacht":"Onbekend","externId":"BERTILK","externSource":"AFAS","geboortedatum":"1979-02-28","geboorteplaats":"Breda",
"profiel":{"talen":["nl","de","en"],"niveau":{"code":"B2","punten":87.50,"leeg":"","niets":null},"gezien":false},"voorkeuren":[{"dag":"maandag"},{"dag":"dinsdag"},{"dag":"woensdag"}],"reeks":[1,2.0,3e2]}`,
	`{"voornaam":null,"achternaam":"Óskarsdóttir","adres":null,"factuurAdres":{"adres1":null,"postcode":null,"plaats":null,"landCode":null},"email1":null,"externId":"ab-77","externSource":"HR","leeg":"","niets":null,"nul":0,"minNul":-0,"onwaar":false,"leegObject":{},"legeLijst":[]}`,
	`{"voornaam":"Pieter","achternaam":"Pietersen","geslacht":"Man","externId":"10023","externSource":"Debiteuren","email1":"p.pietersen@example.com","opmerking":"Naamgenoot met hetzelfde nummer uit een ander systeem"}`,
	`{"voornaam":"Anna","achternaam":"Dubbel","geslacht":"Vrouw","externId":"20001","externSource":"HR","email1":"anna.dubbel@example.org"}`,
	`{"voornaam":"Jonas","achternaam":"Bergström","geslacht":"Man","geboortedatum":"1990-04-03","geboorteplaats":"Malmö","externId":"10025","externSource":"HR","inactief":true,"__proto__":{"besmet":true},"10":"tien","2":"twee"}`,
];

/** What HR knows beside the generated employees. Two carry one number, one has a placeholder date, one has nothing. */
export const specialEmployees = [
	{
		number: '10023',
		firstName: 'Pieter',
		lastName: 'Pietersen',
		dateOfBirth: '1987-04-12',
		placeOfBirth: "'s-Gravenhage",
		countryOfBirth: 'NL',
		email: 'pieter.pietersen@example.org',
	},
	{
		number: '10024',
		firstName: 'Zoë',
		lastName: 'Groß',
		dateOfBirth: '1991-11-30',
		placeOfBirth: 'Görlitz',
		countryOfBirth: 'DE',
		email: 'zoe.gross@example.org',
	},
	{
		number: '000001005',
		firstName: 'Amélie',
		lastName: 'König',
		dateOfBirth: '1940-05-16',
		placeOfBirth: 'Hengelo',
		countryOfBirth: 'NL',
	},
	{
		number: 'BERTILK',
		firstName: 'Sam',
		prefix: 'de',
		lastName: 'Lange',
		dateOfBirth: '1979-02-28',
		placeOfBirth: 'Breda',
		countryOfBirth: 'NL',
	},
	{ number: 'AB-77', firstName: 'Lilja', lastName: 'Óskarsdóttir', dateOfBirth: null, placeOfBirth: null },
	{
		number: '10025',
		firstName: 'Jonas',
		lastName: 'Bergström',
		dateOfBirth: '1900-01-01',
		placeOfBirth: 'ONBEKEND',
		inService: false,
	},
	{
		number: '20001',
		firstName: 'Anna',
		lastName: 'Dubbel',
		dateOfBirth: '1985-01-02',
		placeOfBirth: 'Zwolle',
		countryOfBirth: 'NL',
	},
	{
		number: '20001',
		firstName: 'Anne',
		lastName: 'Dubbel',
		dateOfBirth: '1986-03-04',
		placeOfBirth: 'Assen',
		countryOfBirth: 'NL',
	},
];
