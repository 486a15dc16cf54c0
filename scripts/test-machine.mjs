import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './lib/run.mjs';
import { conclude } from './lib/tally.mjs';

// What needs more than Node: accounts, a fresh clone, containers. Each file of scripts/machine exports proofs().
const modules = readdirSync(join(ROOT, 'scripts', 'machine'))
  .filter((name) => name.endsWith('.mjs'))
  .sort();
const tally = { passed: 0, failed: 0, why: [] };

const uncommitted = execFileSync('git', ['status', '--porcelain'], { cwd: ROOT, encoding: 'utf8' }).trim();
if (uncommitted)
  process.stdout.write('A clone holds what is committed: changes that are not are not proved here.\n');

for (const name of modules) {
  const { proofs } = await import(`./machine/${name}`);
  for (const proof of proofs()) {
    try {
      process.stdout.write(`ok   ${proof.name}: ${await proof.run()}\n`);
      tally.passed += 1;
    } catch (error) {
      process.stdout.write(`FAIL ${proof.name}: ${error.message}\n`);
      tally.failed += 1;
    }
  }
}
conclude(tally);
