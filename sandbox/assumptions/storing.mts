import { open } from './types.mts';

// What a write makes of the values, what its answer shows, and how soon a read shows it.
export const storing = {
	putShows: open('A54', 'I', 'The answer to PUT is the record as it was stored.', {
		stored: 'the stored record',
		echo: 'what was sent, whatever was made of it',
		old: 'the record as it was before',
	}),
	postShows: open('A55', 'I', 'The answer to POST is the record as it was stored.', {
		stored: 'the stored record',
		echo: 'what was sent, and the new id',
	}),
	hiddenMembers: open('A56', 'I', 'A read without flags shows every member that PUT writes, free fields aside.', {
		all: 'every one',
		extraKept: 'voorletters and email2 only with InclusiefExtraVelden; a PUT without them keeps them',
		extraCleared: 'the same, and a PUT without them empties them',
		relationsKept: 'factuurAdres only with InclusiefDirecteRelaties; a PUT without it keeps it',
		relationsCleared: 'the same, and a PUT without it empties it',
	}),
	confidentialNull: open('A57', 'U', 'null for a confidential free field empties it.', {
		erases: 'emptied',
		keeps: 'its value stays',
	}),
	keyForm: open('A58', 'I', 'External ID and External Source are stored as sent.', {
		asSent: 'as sent',
		sourceLower: 'externSource in small letters',
		lower: 'both in small letters',
	}),
	emailForm: open('A59', 'I', 'E-mail addresses are stored as sent.', { asSent: 'as sent', lower: 'in small letters' }),
	blanks: open('A60', 'I', 'Blanks around a text are stored.', { kept: 'kept', trimmed: 'taken off' }),
	phoneForm: open('A61', 'I', 'Telephone numbers are stored as sent.', {
		asSent: 'as sent',
		regrouped: 'blanks, hyphens and brackets taken out',
	}),
	characters: open('A62', 'I', 'Characters and line ends are stored as sent.', {
		asSent: 'as sent',
		nfc: 'composed (Unicode form C)',
		lf: 'a carriage return and line feed become a line feed',
	}),
	dateForm: open('A63', 'C', 'A date is shown as yyyy-MM-dd.', {
		date: '1987-04-12',
		midnight: '1987-04-12T00:00:00',
		minutes: '1987-04-12T00:00',
		blank: '1987-04-12 00:00:00',
	}),
	freeDateForm: open('A64', 'U', 'A free field of the type date is shown and read as yyyy-MM-dd.', {
		iso: 'yyyy-MM-dd',
		midnight: 'with T00:00:00',
		dutch: 'dd-MM-yyyy',
		swapped: 'shown as dd-MM-yyyy, and a text of that form is read as MM-dd-yyyy',
	}),
	noDate: open('A65', 'C', 'A date that is not known is null.', {
		null: 'null',
		yearOne: 'shown as 0001-01-01T00:00:00',
	}),
	movingMembers: open('A66', 'I', 'Apart from auditTrail nothing in a plain answer changes by itself.', {
		none: 'nothing',
		onWrite: 'leeftijd, volledigeNaam and rijVersie are in every answer and follow each change',
		onRead: 'the same, and laatstGelezen at each read',
	}),
	listOrder: open('A67', 'I', 'A list inside a record keeps its order.', {
		stable: 'kept',
		shuffled: 'another order at each read',
	}),
	etagStep: open('A68', 'I', 'auditTrail.etag goes up by one step at each change.', {
		one: 'one at a time',
		ten: 'ten at a time',
		random: 'steps of any size',
		absent: 'there is none',
	}),
	readLag: open('A69', 'I', 'A read shows every write that was answered before it.', {
		atOnce: 'at once',
		oneRead: 'the first look after a write still shows the old state',
		twoReads: 'the first two looks do',
	}),
	refusalStatus: open('A75', 'I', 'A refused write has a status of 400 or more.', {
		status: '400, 409 …',
		successFalse: '200 with {"success": false, "message": …}',
	}),
	postDone: open('A76', 'I', 'A POST that is answered was carried out.', {
		done: 'carried out',
		later: '202 without a body; seen from the second look on',
		never: '202 without a body, and nothing happens',
	}),
	putUnknownId: open('A77', 'I', 'A PUT for an id that nobody has is refused.', {
		notFound: '404',
		bodyCreates: 'PUT /Personen, with the id in the body, makes a person; PUT /Personen/{id} is 404',
	}),
	sharedName: open('A80', 'I', 'No free field has the name of an ordinary member.', {
		distinct: 'none',
		shared:
			'a free field with the code Opmerking exists; with InclusiefVrijevelden its value takes the place of opmerking',
	}),
	freeFieldsInAnswers: open('A83', 'U', 'The answer to a write shows no free fields.', {
		hidden: 'none',
		shown: 'all, as with InclusiefVrijevelden',
	}),
	putNull: open('A84', 'U', 'PUT may leave out a member that is null.', {
		optional: 'left out is fine',
		required: '400 that names the missing ones: voornaam, tussenvoegsels, email1, tel1, titel, opmerking',
	}),
};
