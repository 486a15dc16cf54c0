import { build } from './lib/build.mjs';
import { conclude, runJest } from './lib/tally.mjs';

// Everything that needs only Node: the database project starts a PostgreSQL of its own.
const args = process.argv.slice(2);
if (build() === 'failed') conclude({ passed: 0, failed: 1, why: ['the build failed, so no test ran'] });
else conclude(await runJest(args, { filtered: args.length > 0 }));
