import { performance } from 'node:perf_hooks';
import type { Database } from '../../src/platform/database/database.js';
import { readSubjects } from '../../src/modules/engagement/rulings.service.js';
import { catalogueTypes } from '../../src/engine/conditions/types/name-types.js';
import { touchQuestions } from '../../src/modules/engagement/store/touching/touch-questions.js';
import { BENCH } from '../company/actor.js';
import { readCatalogue } from './catalogue.js';
import { tellAgain } from './load.js';

const READS = { people: false, hierarchy: true, lastActivity: true, owned: true, earlierBookings: true };
const ASKED = `insert into engagement_question (kind, subject, decision, day, nth, checked)
  select 'booking', 'bench/b-' || n * 5 || '/1', 'credit', date '2026-02-01', 1, last_position() from generate_series(1, $1::int) n`;

/** What looking for questions to decide again took, in milliseconds. */
export interface Touched {
  readonly trip: number;
  readonly booking: number;
  readonly batch: number;
}

/** Asks about every fifth booking, so that what is told afterwards is looked for among them. */
export async function askMany(database: Database, bookings: number): Promise<void> {
  await database.asOwner((tx) => tx.query(ASKED, [Math.round(bookings / 5)]));
  await database.inTransaction(BENCH, (tx) => touchQuestions(tx, READS));
  await database.asOwner(async (tx) => {
    await tx.query('update engagement_question set checked = touched');
    await tx.query('analyze engagement_question');
  });
}

/** How long it takes to find what one booking touches, and to read 200 bookings as rulings do, beside a bare round trip. */
export async function touchedIn(database: Database, round: number): Promise<Touched> {
  await tellAgain(database, round * 5);
  const booking = await timed(() => database.inTransaction(BENCH, (tx) => touchQuestions(tx, READS)));
  const trip = await timed(() => database.inTransaction(BENCH, (tx) => tx.query('select 1')));
  const catalogue = readCatalogue();
  const subjects = Array.from({ length: 200 }, (_, nth) => `bench/b-${nth * 5 + round * 2000 + 5}/1`);
  const asked = subjects.map((subject) => ({ kind: 'booking', subject, day: 20_500 }) as const);
  const related = ['account.previous-booking-date'];
  const at = { related, persons: [], catalogue, types: catalogueTypes(catalogue) };
  const batch = await timed(() =>
    database.reading(BENCH, async (tx) => {
      const [last] = await tx.query<{ position: string }>('select last_position() as position');
      return await readSubjects(tx, { ...at, position: BigInt(last?.position ?? 0) }, asked);
    }),
  );
  return { trip, booking, batch };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await work();
  return performance.now() - from;
}
