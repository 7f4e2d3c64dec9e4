/** It comes without types; this is what webhookRequest.mts needs of it. */
declare module 'xml2js' {
	export class Parser {
		constructor(options: object);
		parseStringPromise(text: string): Promise<unknown>;
	}
}
