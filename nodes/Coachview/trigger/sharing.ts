/** Most answers that are remembered. */
const MAX_REMEMBERED = 1_000;

/**
 * Answers that several events wait for: a question that is being asked is not asked again, and a "yes" holds for a
 * moment. Only a "yes" is kept: a "no" may turn into one (a read that lags behind), and a failure says nothing.
 */
export class SharedAnswers {
	private readonly underWay = new Map<string, Promise<void>>();
	/** Question to the moment until which its "yes" holds, oldest first. */
	private readonly agreed = new Map<string, number>();

	/**
	 * @param question what is asked, and whom
	 * @param holds milliseconds for which a "yes" is kept
	 * @param ask resolves for "yes" and throws for anything else
	 * @throws what `ask` throws, also to those who only waited along
	 */
	async ask(question: string, holds: number, ask: () => Promise<void>): Promise<void> {
		if ((this.agreed.get(question) ?? 0) > Date.now()) return;
		const running = this.underWay.get(question) ?? this.start(question, holds, ask);
		await running;
	}

	private async start(question: string, holds: number, ask: () => Promise<void>): Promise<void> {
		const running = ask()
			.then(() => this.keep(question, Date.now() + holds))
			.finally(() => this.underWay.delete(question));
		this.underWay.set(question, running);
		await running;
	}

	private keep(question: string, until: number): void {
		this.agreed.delete(question);
		this.agreed.set(question, until);
		for (const [oldest, end] of this.agreed) {
			if (end > Date.now() && this.agreed.size <= MAX_REMEMBERED) break;
			this.agreed.delete(oldest);
		}
	}
}
