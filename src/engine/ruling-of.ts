import { compileCondition } from './conditions/compile-condition.js';
import { namesIn, placesOf } from './conditions/fact-places.js';
import { catalogueTypes } from './conditions/types/name-types.js';
import { exception, namesOfSubject, noPolicy, rulingHead } from './engagement/decide.js';
import { compileDoubts, sayInDoubt } from './engagement/in-doubt.js';
import { judgePhases } from './engagement/judge-phases.js';
import type { RuledOutput, Ruling, SubjectFacts } from './engagement/ruling.js';
import { isWithin } from './kernel/day.js';
import { ONE, ratio } from './kernel/ratio.js';
import { CreditRulings, RULING_PHASE, sayTied, type CreditRuling } from './model/credit-ruling.js';
import {
  asIfNotCome,
  LateHolders,
  OWNER_RELATIONS,
  sayLate,
  type CameLate,
  type ToldLate,
} from './model/derived/late-holders.js';
import { TOLD_ON } from './model/recorded.js';
import { CHANGES } from './model/derived/related-facts.js';
import { areShares, decidesCredit, namesOfParts } from './rulebook/reads/credit-reads.js';
import type { CreditPart, EngagementPolicy, EngagementRule, Rulebook } from './rulebook/rulebook.js';
import { foundParts } from './steps/credit/shares/found-parts.js';
import { isFixed, shareOut, type Division } from './steps/credit/share-out.js';
import type { NamedValues } from './values/named-values.js';
import { NAMES_READ } from './values/names/names-read.js';
import { howOf } from './values/say/say-value.js';
import { sharedValues } from './values/values-of.js';
import { valueTypes } from './values/value-types.js';

type Rules = Pick<Rulebook, 'facts' | 'policies' | 'tables'> &
  ToldLate & {
    /** What people have ruled on credit, which decides before the policy. */
    readonly rulings?: readonly CreditRuling[];
  };

/**
 * Who would be credited for a booking, each with their share, and which rules lost: by the policy in force on its date. The shares make the whole,
 * or there is an exception. Crediting a calculation's lines is `steps/credit`; this is one booking that may not exist yet.
 */
export function rulingOf(booking: SubjectFacts, rules: Rules): Ruling {
  const ruled = ruledOn(booking, rules.rulings);
  const own = withHouseKept(booking, rules);
  return ruled.length === 0 ? own : ruledBefore(own, ruled);
}

/** The policy's answer, as if nobody had come late to the booking where it was at the house for that when it was told. */
function withHouseKept(booking: SubjectFacts, rules: Rules): Ruling {
  const real = byPolicy(booking, rules);
  const told = booking.facts.get(TOLD_ON);
  if (typeof told !== 'number' || isAtHouse(real, EITHER)) return real;
  const backfill = creditPolicyOn(rules.policies, booking)?.backfill ?? 0;
  const [territory, account] = ['booking.territory', 'booking.account'].map((name) => textOf(booking, name));
  const asked = {
    territory: territory ?? null,
    account: account ?? null,
    date: booking.date,
    told,
    backfill,
  };
  const late = new LateHolders(rules).cameLate(asked);
  if (late.length === 0) return real;
  const kept = byPolicy({ ...booking, facts: new Map([...booking.facts, ...asIfNotCome(late)]) }, rules);
  return isAtHouse(kept, late)
    ? { ...kept, gives: HOUSE, because: sayLate(asked, late), exception: null }
    : real;
}

/** Whether nobody gets it, or the part of who a relation leads to. */
function isAtHouse(
  { gives, exception: fault }: Ruling,
  relations: readonly Pick<CameLate, 'relation'>[],
): boolean {
  if (fault === null) return gives.some(({ output }) => output === 'house');
  return relations.some(({ relation }) => fault.reason.includes(`gives to ${relation}, and there is nobody`));
}

function byPolicy(booking: SubjectFacts, rules: Rules): Ruling {
  const policy = creditPolicyOn(rules.policies, booking);
  if (!policy) return noPolicy('credit', booking);
  const values = sharedValues(rules);
  const reader = values.reader(NAMES_READ);
  const names = namesOfSubject(booking);
  const all = policy.phases.flatMap(({ rules: own }) => own);
  const asked = [...new Set(all.flatMap(({ when }) => namesIn(when)))].sort();
  const row = asked.map((name) => reader(name)(names));
  const judged = judgePhases(policy.phases, ({ when }) => compileCondition(when, placesOf(asked))(row));
  const { winner, tied, lost } = judged;
  const doubt =
    policy.unknown === 'exception' ? compileDoubts(policy.phases, placesOf(asked))(row) : undefined;
  const parts = winner && winner.credit !== 'house' ? winner.credit : [];
  const read = [...values.reached([...asked, ...parts.map(({ to }) => to), ...namesOfParts(parts)])].sort();
  const answer = doubt
    ? exception('UNKNOWN_FACT', sayInDoubt(doubt, howOf(values, names)))
    : winner
      ? divided(winner, { booking, rules, values })
      : tied.length > 0
        ? exception('AMBIGUOUS', `${tied.map(({ id }) => id).join(' and ')} both match, and only one may.`)
        : { gives: HOUSE, because: policy.otherwise.because, exception: null };
  return {
    ...rulingHead('credit', booking, policy),
    rule: doubt ? null : (winner?.id ?? null),
    phase: doubt ? null : judged.phase,
    lost: doubt ? [] : lost,
    read: read.map((name) => ({ name, value: reader(name)(names) })),
    ...answer,
  };
}

const EITHER = ['territory.holders' as const, ...OWNER_RELATIONS].map((relation) => ({ relation }));
const PERCENT = { kind: 'percent' } as const;
const HOUSE: readonly RuledOutput[] = [{ output: 'house', value: ONE, unit: PERCENT }];

interface By {
  readonly booking: SubjectFacts;
  readonly rules: Rules;
  readonly values: NamedValues;
}

/** The policy that says on a day who is credited. */
export function creditPolicyOn(
  policies: readonly EngagementPolicy[],
  { date }: Pick<SubjectFacts, 'date'>,
): EngagementPolicy | undefined {
  const inForce = policies.filter((each) => decidesCredit(each) && isWithin(date, each.effective));
  return inForce.sort((a, b) => a.effective.from - b.effective.from).at(-1);
}

function divided(
  { id, credit, because }: EngagementRule,
  by: By,
): Pick<Ruling, 'gives' | 'because' | 'exception'> {
  if (credit === 'house') return { gives: HOUSE, because, exception: null };
  const division = divisionOf(credit, by);
  if ('fault' in division) return exception('SHARES', `${id}: ${division.fault}`);
  const { shares, of, nobody } = division;
  const [missing] = nobody;
  if (missing !== undefined)
    return exception('UNKNOWN_FACT', `${id} gives to ${missing}, and there is nobody.`);
  const whole = shares.reduce((sum, { parts }) => sum + parts, 0);
  if (whole !== of) return exception('SHARES', `${id} gives ${whole} of ${of} parts, not the whole.`);
  const kept = new Set(
    credit.flatMap(({ to, as }) => (as ? peopleIn(namesOfSubject(by.booking).leaf(to)) : [])),
  );
  const gives = shares.flatMap(({ person, parts }): RuledOutput[] => {
    const as = kept.has(person) ? ({ as: 'holdover' } as const) : {};
    const value = ratio(BigInt(parts), BigInt(of));
    return parts === 0 ? [] : [{ output: person, value, unit: PERCENT, ...as }];
  });
  return { gives, because, exception: null };
}

function divisionOf(
  credit: readonly CreditPart[],
  { booking, rules, values }: By,
): Division | { readonly fault: string } {
  const reader = values.reader(NAMES_READ);
  const names = namesOfSubject(booking);
  const people = (relation: string): readonly string[] => peopleIn(names.leaf(relation));
  if (isFixed(credit)) return shareOut(credit, people);
  const types = new Map([...catalogueTypes(rules.facts), ...valueTypes(rules.facts.values)]);
  return foundParts(credit, {
    people,
    areShares: areShares(credit, types),
    read: (name) => reader(name)(names),
    why: howOf(values, names),
  });
}

/** Rulings that reach the booking: as it may not exist yet, those about its account, or about the booking that it changes. */
function ruledOn(booking: SubjectFacts, rulings: Rules['rulings']): readonly CreditRuling[] {
  const [source, account, changes] = ['booking.source', 'booking.account', CHANGES].map((name) =>
    textOf(booking, name),
  );
  const { id, date } = booking;
  const asked = {
    source: source ?? '',
    booking: id,
    account: account ?? null,
    date,
    changes: changes ?? null,
  };
  return new CreditRulings(rulings).on(asked);
}

function textOf({ facts }: SubjectFacts, name: string): string | null {
  const value = facts.get(name);
  return typeof value === 'string' ? value : null;
}

/** What people have ruled decides; the policy's answer has lost to it. */
function ruledBefore(own: Ruling, ruled: readonly CreditRuling[]): Ruling {
  const [ruling] = ruled;
  if (!ruling) return own;
  const won =
    own.rule === null || own.phase === null
      ? []
      : [{ rule: own.rule, phase: own.phase, because: own.because, lostTo: RULING_PHASE }];
  const lost = [...won, ...own.lost.map((each) => ({ ...each, lostTo: RULING_PHASE }))];
  if (ruled.length > 1)
    return { ...own, rule: null, phase: RULING_PHASE, lost, ...exception('AMBIGUOUS', sayTied(ruled)) };
  const { id, to, because } = ruling;
  const of = to === 'house' ? 1 : to.reduce((sum, { parts }) => sum + parts, 0);
  const gives =
    to === 'house'
      ? HOUSE
      : to.map(({ participant, parts }): RuledOutput => {
          return { output: participant, value: ratio(BigInt(parts), BigInt(of)), unit: PERCENT };
        });
  return { ...own, rule: id, phase: RULING_PHASE, gives, because, lost, exception: null };
}

/** A relation to several people is their ids with commas between. */
function peopleIn(value: ReturnType<ReturnType<typeof namesOfSubject>['leaf']>): readonly string[] {
  if (typeof value !== 'string') return [];
  return value
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '');
}
