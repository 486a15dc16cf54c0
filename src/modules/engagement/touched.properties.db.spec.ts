import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { seeingAll } from '../../../test/support/actors/actor.js';
import { testDatabase } from '../../../test/support/database.js';
import { giveFacts, publishAll } from '../../../test/support/engagement/engaged-company.js';
import { CHANGES_TOLD, type Told } from '../../../test/support/engagement/touched-changes.js';
import {
  TOUCHED_FIRST,
  TOUCHED_QUESTIONS,
  TOUCHED_RULES,
} from '../../../test/support/engagement/touched-company.js';
import { importing } from '../../../test/support/importing.js';
import { runs } from '../../../test/support/properties/property-runs.js';
import { ImportService } from '../bookings/import.service.js';
import { RulesService } from '../rules/rules.service.js';
import { RulingsService } from './rulings.service.js';

const database = testDatabase();
const actor = seeingAll('tester');
const rules = new RulesService(database);
const service = new RulingsService(database, rules);
const imports = new ImportService(database);
const entries: string[] = [];

async function tell(told: Told): Promise<void> {
  const catalogue = await database.reading(actor, (tx) => rules.catalogueNow(tx));
  if ('nth' in told) {
    const entry = entries[told.nth % Math.max(1, entries.length)];
    // What something else rests on, or was undone before, is refused and changes nothing.
    if (entry !== undefined) await imports.undoImport(actor, entry, { catalogue }).catch(() => undefined);
    return;
  }
  const { entry } = await importing(database)(told.kind, told.text, { catalogue });
  if (entry !== null) entries.push(entry);
}

/** Looks at every question, whatever was told, as if all of it mattered to all; how many answers stood that were not right. */
async function wrongByFullPass(): Promise<readonly string[]> {
  const before = await standing();
  await database.asOwner((tx) =>
    tx.query('update engagement_question set touched = greatest(touched, checked + 1)'),
  );
  const { checked, changed } = await service.decideAgain(actor);
  const after = await standing();
  expect(checked).toBe(after.size);
  const wrong = [...after].flatMap(([key, nth]) => (before.get(key) === nth ? [] : [key]));
  expect(wrong).toHaveLength(changed);
  return wrong;
}

async function standing(): Promise<ReadonlyMap<string, number>> {
  const rows = await database.reading(actor, (tx) =>
    tx.query<{ key: string; nth: number }>(
      `select concat_ws(' ', kind, subject, decision, day) as key, nth from engagement_question where nth > 0`,
    ),
  );
  return new Map(rows.map(({ key, nth }) => [key, nth]));
}

async function ask(): Promise<void> {
  const asked = await standing();
  const fresh = TOUCHED_QUESTIONS.filter(
    ({ kind, subject, decision, day }) => !asked.has(`${kind} ${subject} ${decision} ${day}`),
  );
  await service.decideAll(actor, fresh);
}

beforeAll(async () => {
  await publishAll(database, TOUCHED_RULES);
  for (const [kind, text] of TOUCHED_FIRST) await giveFacts(database, kind, text);
  await ask();
}, 60_000);

describe('questions that are decided again', () => {
  it('are all whose answer is another by what was told', async () => {
    const counts = { looked: 0, full: 0, changed: 0 };
    await fc.assert(
      fc.asyncProperty(fc.array(CHANGES_TOLD, { minLength: 40, maxLength: 40 }), async (changes) => {
        for (const told of changes) {
          await tell(told);
          const { checked, changed } = await service.decideAgain(actor);
          expect([told, await wrongByFullPass()]).toEqual([told, []]);
          counts.looked += checked;
          counts.changed += changed;
          counts.full += (await standing()).size;
          await ask();
        }
      }),
      { ...runs(1, 1), endOnFailure: true },
    );
    expect(counts.changed).toBeGreaterThan(10);
    expect(counts.looked).toBeLessThan(counts.full * 0.75);
  }, 600_000);
});
