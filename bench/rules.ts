import { Random } from './company/random.js';
import { compiledRules, compiledTable, libraryRules, type Library, type Ours } from './judging/evaluators.js';
import { familiesOf, makeBookings, makeRules, rowOf, type Booking } from './judging/written-rules.js';
import { asRules, asTable, familiesIn, makeRows } from './judging/written-table.js';
import { figure, type Figure } from './steps/figures.js';

/** How many times json-rules-engine each size has to reach. */
const TARGETS: Readonly<Record<string, number>> = {
  '10-rules': 300,
  '100-rules': 1_000,
  '500-rules': 2_000,
  '500-rows': 5_000,
};
export const RULE_SIZES = Object.keys(TARGETS);

const BOOKINGS = 200;
/** The library judges for so long in a round, and ours for so long. */
const SECONDS = 0.5;

interface Judges {
  readonly ours: Ours;
  readonly library: Library;
  readonly bookings: readonly Booking[];
}

/** Measures judging one booking against a set of rules, or a table's rows: compiled against json-rules-engine, by turns in each round. */
export async function benchRules(size: string, rounds: number): Promise<Figure[]> {
  const judges = makeJudges(size);
  await sameAnswers(judges);
  const times: number[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    const library = await libraryPerSecond(judges);
    const ours = oursPerSecond(judges);
    times.push(ours / library);
    process.stderr.write(
      `${size} round ${round}: ours ${ours.toFixed(0)}/s; json-rules-engine ${library.toFixed(1)}/s\n`,
    );
  }
  const target = TARGETS[size] ?? null;
  return [figure({ name: 'rules-times-library', size, target, higherIsBetter: true }, times)];
}

function makeJudges(size: string): Judges {
  const random = new Random(20_260_331);
  const count = Number.parseInt(size, 10);
  if (size.endsWith('rows')) {
    const rows = makeRows(count);
    const bookings = makeBookings(BOOKINGS, familiesIn(count), random);
    return { ours: compiledTable(asTable(rows)), library: libraryRules(asRules(rows)), bookings };
  }
  const rules = makeRules(count, random);
  const bookings = makeBookings(BOOKINGS, familiesOf(count), random);
  return { ours: compiledRules(rules), library: libraryRules(rules), bookings };
}

/** Before anything is measured both must say the same of every booking, and rules must hold for an eighth of them. */
async function sameAnswers({ ours, library, bookings }: Judges): Promise<void> {
  let held = 0;
  for (const booking of bookings) {
    const [mine, theirs] = [ours(rowOf(booking)), await library(booking)];
    held += mine.length > 0 ? 1 : 0;
    if (mine.join() !== theirs.join())
      throw new Error(
        `${JSON.stringify(booking)}: the library says ${theirs.join()}, compiled ${mine.join()}.`,
      );
  }
  if (held * 8 < bookings.length)
    throw new Error(`Rules hold for ${held} of ${bookings.length} bookings only.`);
}

async function libraryPerSecond({ library, bookings }: Judges): Promise<number> {
  const started = performance.now();
  for (let judged = 0; ; judged += 1) {
    const seconds = (performance.now() - started) / 1_000;
    if (judged > 0 && seconds >= SECONDS) return judged / seconds;
    await library(bookings[judged % BOOKINGS] ?? {});
  }
}

function oursPerSecond({ ours, bookings }: Judges): number {
  const rows = bookings.map(rowOf);
  const started = performance.now();
  let held = 0;
  for (let judged = 0; ; judged += rows.length) {
    const seconds = (performance.now() - started) / 1_000;
    // What was found is used, so that nobody may leave the finding out.
    if (seconds >= SECONDS) return held < 0 ? 0 : judged / seconds;
    for (const row of rows) held += ours(row).length;
  }
}
