import { started } from './setup.mts';

/** Runs once after the host tests. */
export default async function teardown(): Promise<void> {
	await started.coachviewHost?.n8n.stop();
	await started.coachviewHost?.sandbox.stop();
}
