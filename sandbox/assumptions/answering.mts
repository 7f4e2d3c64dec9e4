import { open } from './types.mts';

// Limits of requests, lists that are not quite what they seem, and unusual answers.
export const answering = {
	queryLength: open('A53', 'U', 'A query may be of any length that the server’s own limit (16 kB) lets through.', {
		unlimited: 'any length',
		uri2000: 'above 2,000 characters: 414',
		header2000: 'above 2,000 characters: 431',
		notFound2000: 'above 2,000 characters: 404, as Internet Information Services does',
		bad2000: 'above 2,000 characters: 400',
	}),
	listRows: open('A70', 'I', 'A row of a list shows the same as a read by id.', {
		equal: 'the same',
		shortened: 'only names, birth data, the e-mail addresses, the external key and auditTrail',
		cut: 'texts of remarks and address lines are cut to 10 characters',
	}),
	rowOrder: open('A71', 'I', 'Rows that are equal in the field sorted by come in the same order on every page.', {
		stable: 'the same',
		unstable: 'another order at each request',
		unsorted: 'the same, and without orderby no order at all',
	}),
	sortFields: open('A72', 'U', '`orderby` takes one field.', {
		one: 'one; a comma is 400',
		several: 'several, with a comma between them',
		firstOnly: 'a comma is taken, and what follows it is ignored',
	}),
	whereHeeded: open('A73', 'C', '`where` is heeded.', { heeded: 'heeded', ignored: 'every list has all rows' }),
	redirects: open('A74', 'I', 'No call is answered by a redirect.', {
		none: 'none',
		moved301: 'reads: 301 to another address',
		moved302: '302',
		moved307: '307',
		moved308: '308',
		seeOther: 'POST: 303 with the address of the new person, after storing',
	}),
	keyCase: open('A78', 'V', 'Keys and e-mail addresses are compared in `where` without regard to case.', {
		insensitive: 'case ignored',
		exact: 'as written; whether a key is in use is still checked without regard to case',
		exactUnique: 'as written, and so is whether a key is in use',
	}),
	errorValues: open('A79', 'I', 'An error repeats no value of the request.', {
		none: 'none',
		truncated: 'the beginning of a value: Truncated value: ‘Alphen aan den’',
		upper: 'values in capitals',
		html: 'values escaped for HTML and for addresses',
		keys: 'values as names of members of `errors`',
		words: 'the birth date in words: 12 april',
		token: 'the access token',
	}),
	nullMembers: open('A81', 'C', 'A member without a value is shown as null.', { shown: 'null', omitted: 'left out' }),
	emptyFreeField: open('A82', 'U', 'With InclusiefVrijevelden a free field without a value is shown as null.', {
		shown: 'null',
		omitted: 'left out; a confidential one that has a value is shown as A35 says',
	}),
	creationMoment: open('A98', 'C', 'A new record shows the same moment as its creation and as its last change.', {
		equal: 'both the same',
		later: 'the change a few hundredths of a second after the creation',
		onlyCreated: 'no moment of a change before the first one; filters and orders take that of the creation',
		hidden: 'the moment of the creation is not shown',
	}),
	dateHeader: open('A99', 'I', 'Every answer has a Date header, as HTTP asks for.', {
		sent: 'sent',
		absent: 'not sent',
	}),
};
