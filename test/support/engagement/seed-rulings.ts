import { RulesService } from '../../../src/modules/rules/rules.service.js';
import { RulingsService } from '../../../src/modules/engagement/rulings.service.js';
import type { Database } from '../../../src/platform/database/database.js';
import { seeingAll } from '../actors/actor.js';
import { canariesOf } from '../api/company.js';

/** The day for which they are ruled on. */
export const RULED_ON = '2026-02-11';

/** Who would be credited for a booking line of every seller of the seeded company. */
export async function seedRulings(database: Database): Promise<void> {
  const questions = Array.from({ length: 8 }, (_, number) => ({
    kind: 'booking' as const,
    subject: `crm/${canariesOf(number)['booking']}1/1`,
    decision: 'credit',
    day: RULED_ON,
  }));
  await new RulingsService(database, new RulesService(database)).decideAll(seeingAll('tester'), questions);
}
