import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

const candidates = [
	'/usr/bin/chromium',
	'/usr/bin/chromium-browser',
	'/usr/bin/google-chrome',
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/**
 * Starts Chromium; as root on Debian or Ubuntu it is installed first when there is none.
 * @throws Error that says what to install: a check that silently does not run would prove nothing
 */
export async function launchBrowser(): Promise<Browser> {
	const executablePath = process.env.CHROMIUM_PATH ?? candidates.find((path) => existsSync(path)) ?? installChromium();
	const quiet = [
		'--disable-quic',
		'--no-first-run',
		'--disable-background-networking',
		'--disable-component-update',
		'--disable-sync',
	];
	return await chromium.launch({ executablePath, headless: true, args: ['--no-sandbox', '--disable-gpu', ...quiet] });
}

function installChromium(): string {
	if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
		execFileSync('apt-get', ['update', '-qq'], { stdio: ['ignore', 2, 2] });
		execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-liberation'], {
			stdio: ['ignore', 2, 2],
		});
		const installed = candidates.find((path) => existsSync(path));
		if (installed) return installed;
	}
	throw new Error('The editor check needs a browser: install Chromium or Chrome, or set CHROMIUM_PATH to its binary.');
}
