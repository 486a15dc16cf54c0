import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { APPROVAL_SIZES, benchApprovals } from './approvals.js';
import { benchCalculate } from './calculate.js';
import { benchOpportunities } from './opportunities.js';
import { benchRules, RULE_SIZES } from './rules.js';
import { benchSettle } from './settle.js';
import type { Figure } from './steps/figures.js';
import { SIZES } from './steps/rounds.js';

const USAGE = `npm run bench -- calculate|settle|opportunities --size ${Object.keys(SIZES).join('|')} [--rounds 5] [--workers 1]
npm run bench -- rules --size ${RULE_SIZES.join('|')} [--rounds 5]
npm run bench -- approvals --size ${APPROVAL_SIZES.join('|')} [--rounds 5]
(--workers: calculate only)`;

interface Bench {
  readonly sizes: readonly string[];
  readonly run: (size: string, rounds: number, workers: number) => Promise<Figure[]>;
}

const BENCHES: Readonly<Record<string, Bench>> = {
  calculate: { sizes: Object.keys(SIZES), run: benchCalculate },
  settle: { sizes: Object.keys(SIZES), run: benchSettle },
  rules: { sizes: RULE_SIZES, run: benchRules },
  approvals: { sizes: APPROVAL_SIZES, run: benchApprovals },
  opportunities: { sizes: Object.keys(SIZES), run: benchOpportunities },
};

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      size: { type: 'string' },
      rounds: { type: 'string', default: '5' },
      workers: { type: 'string', default: '1' },
    },
  });
  const [rounds, workers] = [Number(values.rounds), Number(values.workers)];
  const bench = BENCHES[positionals[0] ?? ''];
  const sizes = values.size === undefined ? (bench?.sizes ?? []) : [values.size];
  if (!bench || sizes.some((size) => !bench.sizes.includes(size)) || !(rounds >= 1) || !(workers >= 1)) {
    process.stderr.write(`${USAGE}\n`);
    return 2;
  }
  for (const size of sizes)
    for (const row of await bench.run(size, rounds, workers))
      process.stdout.write(`${JSON.stringify(row)}\n`);
  return 0;
}

process.exitCode = await main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  return 1;
});
