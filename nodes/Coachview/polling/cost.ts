import type { NodeHint } from 'n8n-workflow';

/** Coachview's limit, over everything that uses its API (vendor documentation). */
const REQUESTS_OF_A_DAY = 5_000;

/** Looks a day of n8n's usual choices: every minute, every 2, 3, 5, 10, 15, 20 and 30 minutes, 1, 2, 4, 6, 8 and 12 hours, once. */
const USUAL = [1440, 720, 480, 288, 144, 96, 72, 48, 24, 12, 6, 4, 3, 2, 1];

/** Upper ends of what any other choice may come to. */
const BOUNDS = [24, 48, 96, 144, 288, 480, 720, 1440, 2880, 5000];

/** From here on the interval is dear for one workflow. */
const DEAR = 700;

/** Looks a day, as an n8n expression over Poll Times; not a number where a Cron expression says it. */
const LOOKS =
	'($parameter["pollTimes"]?.item ?? []).reduce((sum, one) => sum + (({ everyMinute: 1440, everyHour: 24, everyDay: 1, everyWeek: 1, everyMonth: 1, everyX: Math.floor((one.unit === "minutes" ? 1440 : 24) / (one.value ?? 2)) })[one.mode ?? "everyDay"] ?? NaN), 0)';

/** The same for the canvas: `288 looks a day`. */
export const LOOKS_OF_A_DAY = `(looks => looks > 0 ? looks + " looks a day" : "by Cron")(${LOOKS})`;

/**
 * What the interval costs, below the parameters. Poll Times is n8n's own and a hint cannot count, so that there is one for each
 * usual interval, and for any other one the next number above it.
 */
export const COST_HINTS: NodeHint[] = [
	...USUAL.map((looks) => costHint(`${LOOKS} === ${looks}`, `${grouped(looks)} looks a day`, looks)),
	...BOUNDS.map((most, index) => {
		const above = BOUNDS[index - 1] ?? 0;
		const isOther = `(looks => looks > ${above} && looks <= ${most} && ![${USUAL.join(', ')}].includes(looks))(${LOOKS})`;
		return costHint(isOther, `at most ${grouped(most)} looks a day`, most);
	}),
	costHint(`${LOOKS} > ${REQUESTS_OF_A_DAY}`, 'more looks a day than Coachview allows requests', Infinity),
	{
		message: `These Poll Times have a Cron expression, which is not counted here. Each look takes at least one of the ${grouped(REQUESTS_OF_A_DAY)} requests that Coachview allows a day.`,
		displayCondition: `={{ isNaN(${LOOKS}) }}`,
		type: 'info',
		location: 'ndv',
		whenToDisplay: 'always',
	},
];

function costHint(condition: string, looks: string, number: number): NodeHint {
	const share = Math.ceil((number / REQUESTS_OF_A_DAY) * 100);
	const cost = number > REQUESTS_OF_A_DAY ? '' : `, so ${share} % of the ${grouped(REQUESTS_OF_A_DAY)} requests a day`;
	return {
		message: `These Poll Times are ${looks}${cost}. A look takes 1 request, and more when over 100 records were changed lately.`,
		displayCondition: `={{ ${condition} }}`,
		type: number > DEAR ? 'warning' : 'info',
		location: 'ndv',
		whenToDisplay: 'always',
	};
}

function grouped(number: number): string {
	return String(number).replace(/\B(?=(\d{3})+$)/g, ',');
}
