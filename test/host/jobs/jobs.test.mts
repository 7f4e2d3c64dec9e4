import { reportFigures } from '../../harness/report.mts';
import { connect, type Host } from '../host.mts';
import { attendance } from './attendance.mts';
import { completion } from './completion.mts';
import { courseOffer } from './courseOffer.mts';
import { crm } from './crm.mts';
import { exporting } from './exporting.mts';
import { hrMoves } from './hrMoves.mts';
import type { Job } from './job.mts';
import { renewals } from './renewals.mts';
import { webRequest } from './webRequest.mts';

jest.setTimeout(120_000);

// The jobs of docs/workflows.md, each from its trigger to its end, in one n8n.

const jobs: Readonly<Record<string, (job: Job) => void>> = {
	'attendance-report': attendance,
	'completion-to-hr-or-certificate': completion,
	'course-offer-to-website': courseOffer,
	'expiring-certificates': renewals,
	'export-changes': exporting,
	'leaver-and-mover-from-hr': hrMoves,
	'registration-to-crm': crm,
	'web-request-from-form': webRequest,
};

let host: Host;
const failed = new Set(Object.keys(jobs));

beforeAll(() => {
	host = connect();
});

afterAll(async () => {
	reportFigures('jobs', { passed: Object.keys(jobs).length - failed.size, total: Object.keys(jobs).length });
	await host.control.reset({ keep: ['clients'] });
});

describe.each(Object.entries(jobs))('%s', (name, register) => {
	let open = 0;
	register({
		get host() {
			return host;
		},
		after: (body) => afterEach(body),
		it(title, body) {
			open += 1;
			test(title, async () => {
				await body();
				open -= 1;
				if (open === 0) failed.delete(name);
			});
		},
	});
});
