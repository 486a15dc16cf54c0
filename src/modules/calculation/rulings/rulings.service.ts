import { Injectable } from '@nestjs/common';
import { catalogueTypes } from '../../../engine/conditions/types/name-types.js';
import { namesIn } from '../../../engine/conditions/fact-places.js';
import { CreditRulings } from '../../../engine/model/credit-ruling.js';
import { LateHolders } from '../../../engine/model/derived/late-holders.js';
import { TOLD_ON } from '../../../engine/model/recorded.js';
import { Roster } from '../../../engine/model/roster.js';
import type { EngagementPolicy } from '../../../engine/rulebook/rulebook.js';
import type { NamedValues } from '../../../engine/values/named-values.js';
import { NAMES_READ } from '../../../engine/values/names/names-read.js';
import { howOf } from '../../../engine/values/say/say-value.js';
import { valueTypes } from '../../../engine/values/value-types.js';
import { sharedValues } from '../../../engine/values/values-of.js';
import { Database, type Actor } from '../../../platform/database/database.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import { bookingKey, namesOf, type BookingNamed } from '../../bookings/api/booking-list.service.js';
import { ParticipantsService } from '../../participants/participants.service.js';
import { RulesService } from '../../rules/rules.service.js';
import { latestCalculation, type LatestCalculation } from '../reading/latest-calculation.js';
import { namesOfLine, readJudgedLines, type JudgedLine } from './judged-lines.js';
import { lineWithout, withHouseKept } from './house-stays.js';
import { JUDGING } from './judging-actor.js';
import { ofUnseen, sayUnseen, seenLines, type SeenLines } from './other-bookings.js';
import { ruleOnLine, type JudgedRule, type LineRuling } from './rule-on-line.js';

export type { JudgedRule, LineRuling, RuleOutcome } from './rule-on-line.js';

/** Why a line was credited to nobody, or not to all whom the rules name. */
export interface LineException {
  readonly code: string;
  readonly reason: string;
}

/** What was decided for a line, with what a person must look at. */
export interface StoredRuling extends LineRuling {
  readonly exceptions: readonly LineException[];
}

/** What the engagement policy decided for bookings in the latest calculation, with the rules that lost. */
@Injectable()
export class RulingsService {
  constructor(
    private readonly database: Database,
    private readonly rules: RulesService,
    private readonly participants: ParticipantsService,
  ) {}

  /**
   * The rulings for the lines of bookings, by `bookingKey`; none before the first calculation. Judged as the calculation did, with everything
   * seen; shown of the lines whose row, as the calculation knew it, the actor sees.
   */
  async rulings(
    actor: Actor,
    wanted: readonly BookingNamed[],
  ): Promise<ReadonlyMap<string, readonly StoredRuling[]>> {
    const latest = await this.database.reading(actor, latestCalculation);
    if (!latest) return new Map();
    const ruled = await this.database.reading(JUDGING, (tx) => this.ruledAt(tx, latest, wanted));
    return await this.database.reading(actor, async (tx) => {
      const lines = ruled.rulings.map(({ line }) => line);
      const seen = await readSeen(tx, lines);
      const hides = { values: ruled.values, seen: await seenLines(tx, actor, namesOf(wanted)) };
      const exceptions = await readExceptionsOf(tx, latest.calculation, [...seen]);
      const rulings = new Map<string, StoredRuling[]>();
      for (const ruling of ruled.rulings.filter(({ line }) => seen.has(line.key))) {
        const key = bookingKey(ruling.line);
        const rules = ruling.rules.map((rule) => ({ ...rule, says: saidOf(rule, ruling, hides) }));
        const stored = { ...ruling, rules, exceptions: exceptions.get(ruling.line.key) ?? [] };
        rulings.set(key, [...(rulings.get(key) ?? []), stored]);
      }
      return rulings;
    });
  }

  private async ruledAt(
    tx: Transaction,
    { position }: LatestCalculation,
    wanted: readonly BookingNamed[],
  ): Promise<{ readonly rulings: readonly LineRuling[]; readonly values: NamedValues }> {
    const { rulebook } = await this.rules.rulebookAt(tx, position);
    const { policies, facts: catalogue } = rulebook;
    const company = await this.participants.companyAt(tx, position, catalogue);
    const roster = new Roster(company);
    const values = sharedValues(rulebook);
    const types = new Map([...catalogueTypes(catalogue), ...valueTypes(catalogue.values)]);
    const by = { policies, rulings: new CreditRulings(company.rulings), types, values };
    const asked = namesInPolicies(policies);
    const late = new LateHolders(company);
    const told = company.holdingsTold || company.ownersTold ? [TOLD_ON] : [];
    const knowing = { position, catalogue, roster, names: [...values.leaves(asked), ...told] };
    const reader = values.reader(NAMES_READ);
    const rulings: LineRuling[] = [];
    for (const line of await readJudgedLines(tx, knowing, namesOf(wanted))) {
      const ruled = async (of: JudgedLine): Promise<LineRuling> => {
        const names = namesOfLine(of);
        const facts = new Map(asked.map((name) => [name, reader(name)(names)]));
        const ruling = await ruleOnLine(by, { ...of, facts }, howOf(values, names));
        return { ...ruling, line: { ...ruling.line, facts: new Map([...of.facts, ...facts]) } };
      };
      const kept = withHouseKept(await ruled(line), late, (who) => ruled(lineWithout(line, who)));
      rulings.push(await kept);
    }
    return { rulings, values };
  }
}

/** How a rule came out, without what would tell of bookings that are not seen. */
function saidOf(
  { rule, says }: JudgedRule,
  { policy, line }: LineRuling,
  hides: { values: NamedValues; seen: SeenLines },
): readonly string[] {
  const rules = policy?.phases.flatMap((phase) => phase.rules) ?? [];
  const when = rules.find(({ id }) => id === rule)?.when;
  const unseen = when ? ofUnseen(namesIn(when), line, hides) : [];
  return unseen.length > 0 ? [sayUnseen(unseen)] : says;
}

/** Of lines as a calculation knew them, those whose row the actor sees, by key. */
async function readSeen(tx: Transaction, lines: readonly JudgedLine[]): Promise<ReadonlySet<string>> {
  const rows = await tx.query<{ id: string }>(
    `select line.id from booking_line line join unnest($1::uuid[], $2::int[]) judged (id, nth) on judged.id = line.id and judged.nth = line.nth`,
    [lines.map(({ key }) => key), lines.map(({ nth }) => nth)],
  );
  return new Set(rows.map(({ id }) => id));
}

function namesInPolicies(policies: readonly EngagementPolicy[]): readonly string[] {
  const rules = policies.flatMap(({ phases }) => phases.flatMap((phase) => phase.rules));
  return [...new Set(rules.flatMap(({ when }) => namesIn(when)))];
}

/** Exceptions of lines in a calculation, by line; none for an actor who does not see everybody's pay. */
async function readExceptionsOf(
  tx: Transaction,
  calculation: bigint,
  lines: readonly string[],
): Promise<ReadonlyMap<string, readonly LineException[]>> {
  const rows = await tx.query<LineException & { booking_line: string }>(
    `select distinct booking_line, code, reason from credit_exception
     where calculation = $1 and booking_line = any($2::uuid[]) order by booking_line, code, reason`,
    [calculation, lines],
  );
  const found = new Map<string, LineException[]>();
  for (const { booking_line, code, reason } of rows)
    found.set(booking_line, [...(found.get(booking_line) ?? []), { code, reason }]);
  return found;
}
