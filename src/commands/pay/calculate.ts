import type { Command } from 'commander';
import {
  CalculationService,
  type CalculationProgress,
} from '../../modules/calculation/calculation.service.js';
import { LedgerService, type Settled } from '../../modules/ledger/ledger.service.js';
import { wholeNumber } from '../arguments.js';
import { answering } from '../command.js';
import { withEnvironment, type Environment } from '../environment.js';
import { OPERATOR, type Answer } from '../output.js';
import { count, ProgressBar } from '../progress.js';
import { summaryText } from './summary-text.js';

/** `kicker calculate`: computes what everybody earns from what is known now, and posts the difference to the open period. */
export function addCalculate(program: Command): void {
  program
    .command('calculate')
    .description('calculate what everybody earns as known now, and post the difference')
    .option('--workers <n>', 'processes that compute', wholeNumber, 1)
    .option('--no-settle', 'calculate only; post nothing')
    .action(
      answering(async (options: { workers: number; settle: boolean }) =>
        withEnvironment(async (environment) => {
          const run = await calculateAndSettle(environment, options);
          return await calculated(environment, run);
        }),
      ),
    );
}

export interface Run {
  readonly calculation: bigint;
  readonly sameAs: bigint | null;
  readonly settled: Settled | null;
}

/** Calculates with progress bars and settles; the same facts again change nothing. */
export async function calculateAndSettle(
  { app }: Environment,
  { workers, settle }: { workers: number; settle: boolean },
): Promise<Run> {
  const bars = new StepBars();
  const { summary, sameAs, position } = await app
    .get(CalculationService)
    .calculate(OPERATOR, { workers, onProgress: (progress) => bars.show(progress) });
  bars.finish();
  const settled = settle
    ? await app.get(LedgerService).settle(OPERATOR, summary.calculation, position)
    : null;
  return { calculation: summary.calculation, sameAs, settled };
}

const STEPS: Readonly<Record<CalculationProgress['step'], readonly [title: string, unit: string]>> = {
  read: ['read bookings', 'lines'],
  earn: ['work out earnings', 'people'],
  publish: ['publish the results', 'steps'],
};

/** One bar for each step of a calculation; the next step ends the bar of the one before. */
class StepBars {
  private bar: ProgressBar | undefined;
  private last: CalculationProgress | undefined;

  show(progress: CalculationProgress): void {
    if (progress.step !== this.last?.step) {
      this.finish();
      this.bar = new ProgressBar(...STEPS[progress.step]);
    }
    this.last = progress;
    this.bar?.tick(progress.done, progress.of === 0 ? null : progress.of);
  }

  finish(): void {
    if (this.last)
      this.bar?.finish(
        this.last.step === 'publish' ? 'done' : `${count(this.last.done)} ${STEPS[this.last.step][1]}`,
      );
    this.bar = undefined;
  }
}

async function calculated(environment: Environment, { calculation, sameAs, settled }: Run): Promise<Answer> {
  const summary = await environment.app.get(CalculationService).summary(OPERATOR, calculation);
  const said = [
    sameAs === null
      ? `Calculation ${calculation}`
      : `Nothing that decides pay has changed since calculation ${sameAs}.`,
    await summaryText(environment, summary),
    settled === null
      ? 'Nothing was posted (--no-settle).'
      : settled.unchanged || settled.lines === 0
        ? 'Nothing was to be posted.'
        : `Posted ${count(settled.lines)} lines to the ledger.`,
  ];
  return { text: said.join('\n'), json: { summary, sameAs, settled } };
}
