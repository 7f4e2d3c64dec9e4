import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { projectRoot } from '../hosts/cache.mjs';
import { pack } from './pack.mts';

// Writes reports/release: the package as it goes to npm, and its checksum in the form in which npm shows it
// (`npm view n8n-nodes-coachview@X.Y.Z dist.integrity`), so that anybody can compare the two.

const folder = join(projectRoot, 'reports', 'release');
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const { tarball } = await pack();
const name = basename(tarball);
cpSync(tarball, join(folder, name));
const integrity = `sha512-${createHash('sha512').update(readFileSync(tarball)).digest('base64')}`;
writeFileSync(join(folder, `${name}.integrity.txt`), `${integrity}  ${name}\n`);
console.log(`reports/release/${name}\n${integrity}`);
