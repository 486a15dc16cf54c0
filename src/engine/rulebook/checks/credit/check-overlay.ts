import { checkCondition } from '../../../conditions/type-check.js';
import { sayRate } from '../../../explain/say-numbers.js';
import { compare, ONE } from '../../../kernel/ratio.js';
import { errorAt, warningAt, type Fault, type Finding } from '../../finding.js';
import { suggest } from '../../nearest.js';
import type { Overlay } from '../../rulebook.js';
import { unknownFact } from '../unknown-fact.js';
import { checkRelation, type InPolicy } from './check-credit.js';

/** Judges an overlay: people that a booking has, and a share of the line that is more than nothing. */
export function checkOverlay({ when, to, share }: Overlay, path: string, by: InPolicy): Finding[] {
  return [
    ...(when ? checkCondition(when, `${path}.when`, by.scope) : []),
    ...checkRelation(to, `${path}.to`, by.facts),
    ...checkShare(share, `${path}.share`, by),
  ];
}

function checkShare(share: Overlay['share'], path: string, { scope }: InPolicy): Finding[] {
  if ('quantity' in share) {
    const { unit, value } = share.quantity;
    if (unit.kind !== 'percent' || value.n <= 0n) return [errorAt(path, NO_SHARE)];
    return compare(value, ONE) > 0 ? [warningAt(path, aboveWhole(sayRate(value)))] : [];
  }
  const name = 'name' in share ? share.name : '';
  const type = scope.names.get(name);
  if (type) return type.is === 'percent' ? [] : [errorAt(path, NO_SHARE, name)];
  const shares = [...scope.names].flatMap(([each, { is }]) => (is === 'percent' ? [each] : []));
  const why = scope.elsewhere?.get(name);
  if (why === undefined) return [errorAt(path, unknownFact(name, shares), name)];
  const message = `${name} is not known here: ${why}`;
  return [errorAt(path, { code: 'WRONG_SCOPE', message, remedy: suggest(name, shares) }, name)];
}

function aboveWhole(share: string): Fault {
  return {
    code: 'CREDIT_PARTS',
    message: `The overlay credits ${share} of a booking: a booking of 100,000 counts as more than itself.`,
    remedy: 'Write `share: 100%` at most; keep it if that is meant.',
  };
}

const NO_SHARE: Fault = {
  code: 'UNIT_MISMATCH',
  message: 'The share of an overlay is a percent of the booking, above nothing.',
  remedy: 'Write it like `share: 100%`.',
};
