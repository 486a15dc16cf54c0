import { decidedBefore, startCalculation, type Calculating } from '../../../engine/calculate.js';
import { writeDay, type Day } from '../../../engine/kernel/day.js';
import { fingerprintOf } from '../../../engine/kernel/fingerprint.js';
import { invariant } from '../../../engine/kernel/invariant.js';
import type { Company } from '../../../engine/model/facts.js';
import type { Rulebook } from '../../../engine/rulebook/rulebook.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import { readHeldBlocks } from '../blocks/held-blocks.js';
import { accountHistory } from '../../accounts/accounts.service.js';
import { lineFacts, type LineFact } from '../lines/line-facts.js';
import { bookingLinesSql } from '../lines/line-query.js';
import { LineReader } from '../lines/line-reader.js';
import { LinesSeen } from '../lines/lines-seen.js';
import { ResultWriter } from '../blocks/result-writer.js';
import { companyFingerprint } from './company-fingerprint.js';
import type { SettledFacts } from './settled-facts.js';
import { recordByData } from './record-by-data.js';
import { membersOf } from './shard-of.js';
import { DayCounts, leafOf, PeriodCounts, type ShardSummary } from './shard-summary.js';
import type { ShardProgress, ShardTask } from './shard-task.js';

/** What a shard computes with, as known at its calculation's position. */
export interface ShardInputs {
  readonly company: Company;
  readonly rulebook: Rulebook;
  readonly rulebookFingerprint: string;
  /** The day on which the calculation began, and what was known at the cut-offs that had passed by then. */
  readonly today: Day;
  readonly settled: readonly SettledFacts[];
}

/** What a shard came to. `inputs` is the hash of the booking lines as they were read, now and at each cut-off. */
export interface ShardOutcome {
  readonly inputs: string;
  readonly summary: ShardSummary;
}

/** Is told how far a shard is; also keeps its lease alive. */
export type Tell = (progress: ShardProgress) => void;

/**
 * Computes one shard inside the transaction that will also finish it: reads every line once, credits them, and writes what its own
 * participants earn. Nothing it writes is seen before the transaction commits.
 */
export async function runShard(
  tx: Transaction,
  { task, inputs }: { readonly task: ShardTask; readonly inputs: ShardInputs },
  tell: Tell,
): Promise<ShardOutcome> {
  const mine = membersOf(task.shard, task.shards);
  const { company, rulebook, today, settled } = inputs;
  const run = startCalculation(company, rulebook, { mine, today, settled });
  const seen = new LinesSeen();
  const days = new DayCounts();
  const read = await readLines(tx, { task, run, inputs, seen, days }, tell);
  const writer = new ResultWriter(tx, task, { seen, held: await readHeldBlocks(tx, mine) });
  const exceptions =
    task.shard === 0
      ? await writeExceptions(run, writer, { seen, days })
      : { count: 0, byCode: recordByData<number>() };
  const { leaves, periods } = await writeEarnings(run, writer, tell);
  const digest = await writer.finish();
  const summary: ShardSummary = {
    company: companiesFingerprint(inputs),
    rulebook: inputs.rulebookFingerprint,
    leaves,
    exceptions: { ...exceptions, digest },
    days: task.shard === 0 ? days.counts : {},
    periods: periods.counts,
    written: writer.written,
    troubles: run.troubles(),
    memory: Math.round(process.resourceUsage().maxRSS / 1024),
  };
  return { inputs: read, summary };
}

interface Reading {
  readonly task: ShardTask;
  readonly run: Calculating;
  readonly inputs: ShardInputs;
  readonly seen: LinesSeen;
  readonly days: DayCounts;
}

async function readLines(
  tx: Transaction,
  { task, run, inputs, seen, days }: Reading,
  tell: Tell,
): Promise<string> {
  await tx.query(`select set_config('work_mem', '256MB', true)`);
  const facts = lineFacts(run.lineFacts, inputs.rulebook.facts, await accountHistory(tx, run.lineFacts));
  const sql = bookingLinesSql(task.position, facts);
  const reader = new LineReader(facts);
  const stream = tx.copyOut(`copy (${sql}) to stdout (format binary)`);
  const hash = await reader.read(
    stream,
    ({ id, at, line }) => {
      run.credit(line);
      seen.add({ id, at, date: line.date });
      days.add(line);
    },
    (done) => tell({ step: 'read', done, of: 0 }),
  );
  days.finish();
  const then = [];
  for (const known of inputs.settled) then.push(await readThen(tx, { run, seen, facts }, known));
  return then.length === 0 ? hash : fingerprintOf([hash, ...then]);
}

/** Reads the lines as they were known at a cut-off. */
async function readThen(
  tx: Transaction,
  { run, seen, facts }: Pick<Reading, 'run' | 'seen'> & { readonly facts: readonly LineFact[] },
  { day, from, position }: SettledFacts,
): Promise<string> {
  const sql = bookingLinesSql(position, facts, `b.booked_on >= '${writeDay(from)}'`);
  const stream = tx.copyOut(`copy (${sql}) to stdout (format binary)`);
  return await new LineReader(facts).read(
    stream,
    ({ id, at, line }) => {
      run.creditThen(day, line);
      seen.add({ id, at, date: line.date });
    },
    () => undefined,
  );
}

/** What was known of the company, now and at each cut-off, and what the day of the calculation lets be over. */
function companiesFingerprint({ company, rulebook, today, settled }: ShardInputs): string {
  const now = companyFingerprint(company);
  const decided = decidedBefore(today, rulebook);
  if (decided.length === 0) return now;
  const known = settled.map((each) => [each.day, companyFingerprint(each.company)]);
  return fingerprintOf({ now, decided, known });
}

interface Found {
  readonly count: number;
  readonly byCode: Record<string, number>;
}

/** Every shard finds the same exceptions; the first one writes them. */
async function writeExceptions(
  run: Calculating,
  writer: ResultWriter,
  of: { seen: LinesSeen; days: DayCounts },
): Promise<Found> {
  const byCode = recordByData<number>();
  let count = 0;
  for (const exception of run.exceptions()) {
    writer.except(exception);
    count += 1;
    byCode[exception.code] = (byCode[exception.code] ?? 0) + 1;
    of.days.except(of.seen.days[exception.line] ?? 0);
    if (writer.isFull()) await writer.flush();
  }
  return { count, byCode };
}

async function writeEarnings(
  run: Calculating,
  writer: ResultWriter,
  tell: Tell,
): Promise<{ leaves: Record<string, string>; periods: PeriodCounts }> {
  const leaves = recordByData<string>();
  const periods = new PeriodCounts();
  const participants = run.participants();
  let earning = 0;
  for (const [index, participant] of participants.entries()) {
    const entries = [];
    for (const earned of run.earn(participant)) {
      invariant(
        earned.earning.participant === participant,
        `an earning of ${earned.earning.participant} came with those of ${participant}`,
      );
      const before = writer.credits;
      entries.push(writer.earn(earned));
      periods.add(earned.earning, writer.credits - before);
      if (writer.isFull()) await writer.flush();
    }
    // Whoever is on a plan that may pay without a credit is asked, and may earn nothing: then the manifest does not name them.
    if (entries.length > 0) {
      leaves[participant] = leafOf(entries);
      earning += 1;
    }
    tell({ step: 'earn', done: index + 1, of: participants.length });
  }
  const named = Object.keys(leaves).length;
  invariant(named === earning, `${earning} participants who earn gave ${named} leaves`);
  return { leaves, periods };
}
