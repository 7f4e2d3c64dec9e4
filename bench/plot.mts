import type { Line, Result } from './result.mts';

const [WIDTH, ROW, TOP, LEFT, RIGHT] = [900, 30, 64, 330, 150];
const [LEAST, MOST] = [0.25, 64];
const INK = { kept: '#1a7f37', missed: '#cf222e', told: '#57606a' };

/**
 * Draws each figure in parts of what is required: the line at 1 is the requirement, to the right is better. A figure that is
 * only told stands against 1 ×.
 * @returns SVG
 */
export function plot({ figures, machine, at }: Pick<Result, 'figures' | 'machine' | 'at'>): string {
	const rows = figures.filter(({ unit, required }) => unit === '×' || required);
	const height = TOP + rows.length * ROW + 40;
	const ticks = [0.25, 0.5, 1, 2, 4, 8, 16, 32, 64];
	const bottom = TOP + rows.length * ROW;
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" font-family="system-ui, sans-serif" font-size="13">`,
		`<title>Measured figures in parts of what is required</title>`,
		`<rect width="${WIDTH}" height="${height}" fill="#ffffff"/>`,
		`<text x="16" y="24" font-size="16" fill="#1f2328">Measured in parts of what is required (right of the line is better)</text>`,
		`<text x="16" y="44" fill="${INK.told}">${escaped(`${at.slice(0, 10)}, ${machine.cpu}, ${machine.cores} cores, n8n ${machine.n8n}; dot: median, bar: min to max`)}</text>`,
		...ticks.flatMap((tick) => [
			`<line x1="${x(tick)}" y1="${TOP}" x2="${x(tick)}" y2="${bottom}" stroke="${tick === 1 ? '#1f2328' : '#d0d7de'}" stroke-width="${tick === 1 ? 2 : 1}"/>`,
			`<text x="${x(tick)}" y="${bottom + 18}" text-anchor="middle" fill="${INK.told}">${tick}</text>`,
		]),
		...rows.map((line, nr) => drawn(line, TOP + nr * ROW + ROW / 2)),
		'</svg>',
		'',
	].join('\n');
}

function drawn(line: Line, y: number): string {
	const { title, measured, unit, kept } = line;
	const color = kept === undefined ? INK.told : kept ? INK.kept : INK.missed;
	const [min, median, max] = [measured.min, measured.median, measured.max].map((value) => x(part(line, value)));
	const text = `${measured.median.toFixed(2)} ${unit}${wanted(line)}`;
	return [
		`<text x="${LEFT - 12}" y="${y + 4}" text-anchor="end" fill="#1f2328">${escaped(title)}</text>`,
		`<line x1="${min}" y1="${y}" x2="${max}" y2="${y}" stroke="${color}" stroke-width="6" stroke-linecap="round" opacity="0.35"/>`,
		`<circle cx="${median}" cy="${y}" r="6" fill="${color}"/>`,
		`<text x="${WIDTH - RIGHT + 12}" y="${y + 4}" fill="${color}">${escaped(text)}</text>`,
	].join('');
}

/** Better is to the right, whichever way the requirement goes. */
function part({ required }: Line, value: number): number {
	if (!required) return value;
	return 'atLeast' in required ? value / required.atLeast : required.atMost / value;
}

function wanted({ required }: Line): string {
	if (!required) return '';
	return 'atLeast' in required ? ` (≥ ${required.atLeast})` : ` (≤ ${required.atMost})`;
}

/** Powers of two stand at equal distances. */
function x(value: number): number {
	const within = Math.min(MOST, Math.max(LEAST, value));
	const share = Math.log2(within / LEAST) / Math.log2(MOST / LEAST);
	return Math.round((LEFT + share * (WIDTH - LEFT - RIGHT)) * 10) / 10;
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
