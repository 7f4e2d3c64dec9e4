/** @returns what is thrown, or what is given instead */
export const messageOf = (work: () => unknown): string => {
	try {
		return `no fault, but ${JSON.stringify(work())}`;
	} catch (error) {
		return (error as Error).message;
	}
};
