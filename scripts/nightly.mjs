import { build } from './lib/build.mjs';
import { conclude, runJest } from './lib/tally.mjs';

// Long property runs: the same tests with many more cases from one seed, which is printed so that a failure can be repeated.
const seed = process.env.KICKER_SEED ?? String(Math.trunc(Date.now() / 1000));
const runs = process.env.KICKER_PROPERTY_RUNS ?? '5000';
process.stdout.write(`KICKER_SEED=${seed} KICKER_PROPERTY_RUNS=${runs}\n`);

const args = process.argv.slice(2);
if (build() === 'failed') conclude({ passed: 0, failed: 1, why: ['the build failed, so no test ran'] });
else {
  const env = { KICKER_SEED: seed, KICKER_PROPERTY_RUNS: runs };
  conclude(await runJest(['--testTimeout=1800000', ...args], { env, filtered: args.length > 0 }));
}
