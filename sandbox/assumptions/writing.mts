import { fixed, open } from './types.mts';

// Writing a person, categories and free fields, and the answers to it.
export const writing = {
	putAddress: open('A19', 'I', 'A person is replaced by PUT /Personen/{id}.', {
		idInPath: 'PUT /Personen/{id}',
		idInBody: 'PUT /Personen with `id` in the body; PUT /Personen/{id} is 405',
	}),
	putMissing: open('A20', 'I', 'PUT replaces the whole record: what is left out becomes null.', {
		replace: 'left out becomes null, inside addresses too',
		merge: 'left out keeps its value',
	}),
	putAnswer: open('A21', 'I', 'PUT answers 200 with the record.', {
		object: '200 with the record',
		noContent: '204 without a body',
	}),
	postAnswer: open('A22', 'I', 'POST answers 201 with the record and its id.', {
		created: '201 with the record',
		ok: '200 with the record',
		idOnly: '200 with the id as a JSON text',
		location: '201, empty body, address in Location',
	}),
	requiredMembers: open('A23', 'V', 'Only `achternaam` is required; so say the import pages.', {
		achternaam: 'achternaam',
		achternaamEmail1: 'achternaam and email1',
	}),
	doubleKey: open('A24', 'I', 'A second person with the same ExternId and ExternSource is refused with 409.', {
		conflict: '409',
		badRequest: '400',
		allowed: 'accepted; two persons carry the key',
	}),
	keyLookUp: open('A25', 'I', 'A person is found by where=externId=…;externSource=….', {
		works: 'finds the person',
		empty: 'never finds anybody',
		error: '400: not a field to filter on',
	}),
	patchAndDelete: open('A26', 'I', 'There is no PATCH and no DELETE on a person.', {
		notAllowed: '405',
		allowed: 'PATCH changes parts, DELETE removes',
	}),
	etagCheck: open('A27', 'I', 'PUT ignores etags; `auditTrail.etag` goes up by one on each change; no ETag header.', {
		ignored: 'no check',
		ifMatch: 'ETag header sent; another If-Match is 412',
		bodyEtag: 'another `auditTrail.etag` in the body is 409',
	}),
	genders: open('A28', 'I', '`geslacht` is Man, Vrouw or Onbekend; any other text is accepted.', {
		anyText: 'any text',
		closed: 'others 400',
	}),
	enumerations: open('A29', 'I', 'Enumerations such as `optInOut` take any text.', {
		anyText: 'any text',
		closed: 'optInOut: Onbekend, OptIn or OptOut; others 400',
	}),
	emptyText: open('A30', 'C', 'An empty text is stored as null, and null is returned as null.', {
		nullStored: '"" becomes null',
		emptyKept: '"" is kept',
		emptyReturned: '"" becomes null, and a text member that is null comes back as ""',
	}),
	unknownMember: open('A31', 'I', 'An unknown member on write is ignored.', {
		ignored: 'ignored',
		rejected: '400',
		stored: 'stored and returned',
	}),
	givingCategory: open('A32', 'U', 'A category is given by POST /Persoonscategorieen {persoonId, categorieId}.', {
		post: 'POST works',
		controlOnly: 'POST is 405; only people in Coachview do it',
	}),
	categoryRows: open('A33', 'U', 'Rows of Persoonscategorieen are links {id, persoonId, categorieId, naam}.', {
		links: 'links',
		nameOnly: 'only {naam}',
	}),
	takingCategory: open(
		'A93',
		'U',
		'A row of Persoonscategorieen is read by its id, and taken away by DELETE /Persoonscategorieen/{id}.',
		{ delete: 'DELETE takes it away', notAllowed: 'DELETE is 405; only people in Coachview do it' },
	),
	freeFieldWrite: open(
		'A34',
		'U',
		'A free field is written as a flattened member of the PUT body; left out, it keeps its value.',
		{
			flattened: 'written; left out keeps',
			erased: 'written; left out is emptied',
			ignored: 'ignored',
			rejected: '400',
		},
	),
	confidential: open('A35', 'U', 'A confidential free field is returned as null.', {
		null: 'null',
		returned: 'its value',
		omitted: 'not there',
	}),
	companyMembers: fixed(
		'A36',
		'U',
		'Companies look like the nested company object, with externId and externSource.',
		'the sandbox plays the names of the nested object only',
		{ nested: 'as stated', other: 'other fields' },
	),
	enrolments: fixed(
		'A37',
		'U',
		'Enrolments are read-only with the fields that naming suggests.',
		'the sandbox plays the names that naming suggests only',
		{ conventional: 'as stated', other: 'other fields' },
	),
	unnamedPaths: fixed(
		'A38',
		'U',
		'Unavailability and documents have no path.',
		'a path that is not played is 404 already',
		{ absent: '404', present: 'paths exist' },
	),
	errorBody: open(
		'A39',
		'I',
		'Errors: problem JSON for 400, 404, 409, 412, 415 and 500; empty 401 and 403; plain text 429.',
		{
			problem: 'as stated',
			empty: 'no body',
			text: 'plain text',
			html: 'an HTML page',
			message: '{message}',
			oauth: '{error, error_description}',
			list: 'an array of texts',
		},
	),
	webRequests: open('A40', 'U', 'A web request needs the contact’s last name and one course.', {
		minimal: 'as stated',
		email: 'and the contact’s email address',
	}),
	readOnlyMembers: open(
		'S01',
		'U',
		'Read-only members (auditTrail, expanded relations, calculated fields) are ignored on write.',
		{
			ignored: 'ignored',
			rejected: '400 that names them',
			stored: 'the creation data in auditTrail are taken over',
		},
	),
};
