import { fingerprintOf } from '../../../engine/kernel/fingerprint.js';
import type { Facts } from '../../../engine/approvals/deal.js';
import type { Rulebook } from '../../../engine/rulebook/rulebook.js';
import { ExpectedReadings } from '../../../platform/database/together/expected-readings.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import { TextUnreadable, type RulesService } from '../../rules/rules.service.js';
import { offeredOf, outgrownSays } from '../../../engine/approvals/offered/offered.js';
import { hashNow } from '../acting/hash-now.js';
import { termsToJson } from '../store/terms-json.js';
import type { StoredRequest } from '../store/read-requests.js';
import { Surroundings, type DealSetting } from './read-setting.js';
import type { StoredDeal } from './stored-deal.js';

/** The fingerprint of all that is said of a deal and that judging it may read. */
export function saidOf({ seller, account, currency, offeredOn, facts, lines }: StoredDeal): string {
  const plain = (of: Facts): Readonly<Record<string, unknown>> => termsToJson(new Map([...of].sort(byName)));
  return fingerprintOf({
    seller,
    account,
    currency,
    offeredOn,
    facts: plain(facts),
    lines: lines.map(plain),
  });
}

function byName([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** What a deal has outgrown of what it was when it was submitted, completing "the deal ..."; null where it is still of the same account and seller and comes to no more. */
export function outgrownBy(
  { offered }: StoredRequest,
  { asking: { deal, matrix } }: DealSetting,
): string | null {
  return offered && outgrownSays(offeredOf(deal), offered, matrix);
}

/**
 * Judges deals as they are now by what was known when they were submitted: the values and tables of the rules, the seats of their sellers, and what is said of
 * accounts and sellers, of that position and day. So a deal that nobody changed keeps its fingerprint, whatever was published, told of people, or turned over at midnight since.
 */
export class AsSubmitted {
  private readonly rulebooks = new Map<bigint, Rulebook>();
  private readonly readings: ExpectedReadings<Submitted, Rulebook, Surroundings>;

  /** `rulesSince` says from which position on the rules were those of a position, where that is at hand. */
  constructor(tx: Transaction, rules: RulesService, rulesSince: (position: bigint) => bigint = (at) => at) {
    this.readings = new ExpectedReadings(tx, {
      nameOf: ({ of, deal: { id, account, seller } }) =>
        JSON.stringify([of.judgedAt.toString(), of.submittedAt, id, account, seller]),
      prepare: async ({ of }) => {
        const since = rulesSince(of.judgedAt);
        const known = this.rulebooks.get(since) ?? (await rulebookAt(tx, rules, since));
        this.rulebooks.set(since, known);
        return known;
      },
      read: (reading, { of: { judgedAt: position, submittedAt: at }, deal }, rulebook) =>
        Surroundings.ofDeal(reading, { rulebook, position, at, deal }),
    });
  }

  /** Says that it will be asked what the fingerprint of a deal is. */
  expect(of: StoredRequest, deal: StoredDeal): void {
    if (!isAsNow(of) && of.said !== saidOf(deal)) this.readings.expect({ of, deal });
  }

  /** The fingerprint of the judged terms of a deal as it is now; another one where the deal has outgrown what it was, unless what it is asked for is within that. What could not be judged waits for other rules and people, so that it is judged by those of now. */
  async hashOf(of: StoredRequest, setting: DealSetting, isWithin = false): Promise<string> {
    if (isAsNow(of)) return hashNow(setting);
    if (of.said === saidOf(setting.stored)) return of.request.hash;
    const then = await this.readings.of({ of, deal: setting.stored });
    const hash = hashNow(then.of(setting.stored, setting.asking.matrix, of.request.submitter));
    const other = isWithin ? null : outgrownBy(of, setting);
    return other === null ? hash : fingerprintOf({ hash, other });
  }
}

/** A request, and the deal that is judged as when it was submitted. */
interface Submitted {
  readonly of: StoredRequest;
  readonly deal: StoredDeal;
}

function isAsNow({ request }: StoredRequest): boolean {
  return request.standing === 'EVALUATION_FAILED';
}

/** The rules as they were published at a position; where these hold a text of long ago that this version of Kicker reads no more, as they are now. */
async function rulebookAt(tx: Transaction, rules: RulesService, position: bigint): Promise<Rulebook> {
  try {
    return (await rules.rulebookAt(tx, position)).rulebook;
  } catch (error) {
    if (!(error instanceof TextUnreadable)) throw error;
    return (await rules.rulebookNow(tx)).rulebook;
  }
}
