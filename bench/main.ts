import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { benchCalculate } from './calculate.js';
import { benchSettle } from './settle.js';
import type { Figure } from './steps/figures.js';
import { SIZES } from './steps/rounds.js';

const USAGE = `npm run bench -- calculate|settle --size ${Object.keys(SIZES).join('|')} [--rounds 5] [--workers 1]
(--workers: calculate only)`;

type Bench = (size: string, rounds: number, workers: number) => Promise<Figure[]>;

const BENCHES: Readonly<Record<string, Bench>> = { calculate: benchCalculate, settle: benchSettle };

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      size: { type: 'string' },
      rounds: { type: 'string', default: '5' },
      workers: { type: 'string', default: '1' },
    },
  });
  const sizes = values.size === undefined ? Object.keys(SIZES) : [values.size];
  const [rounds, workers] = [Number(values.rounds), Number(values.workers)];
  const bench = BENCHES[positionals[0] ?? ''];
  if (!bench || sizes.some((size) => !(size in SIZES)) || !(rounds >= 1) || !(workers >= 1)) {
    process.stderr.write(`${USAGE}\n`);
    return 2;
  }
  for (const size of sizes)
    for (const row of await bench(size, rounds, workers)) process.stdout.write(`${JSON.stringify(row)}\n`);
  return 0;
}

process.exitCode = await main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  return 1;
});
