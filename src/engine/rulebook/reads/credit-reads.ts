import type { NameTypes } from '../../conditions/types/name-types.js';
import type { CreditPart, CreditParts, EngagementPolicy, EngagementRule } from '../rulebook.js';

/** The names that give parts of a credit. */
export function namesOfParts(credit: readonly CreditPart[]): readonly string[] {
  return credit.flatMap(({ parts, quotaParts }) =>
    [parts, quotaParts].flatMap((each) => (isNamed(each) ? [each.name] : [])),
  );
}

/** Whether the parts of a rule are shares of the line, which must make the whole of it, rather than parts of what they make. */
export function areShares(credit: EngagementRule['credit'], types: NameTypes): boolean {
  if (credit === 'house') return false;
  return credit
    .flatMap(({ parts, quotaParts }) => [parts, quotaParts])
    .some((each) => (isNamed(each) ? types.get(each.name)?.is === 'percent' : isShare(each)));
}

/** Whether parts are given by a fact or a value. */
export function isNamed(parts: CreditParts | undefined): parts is Extract<CreditParts, { name: string }> {
  return typeof parts === 'object' && 'name' in parts;
}

/** Whether parts are stated as a percent. */
export function isShare(
  parts: CreditParts | undefined,
): parts is Exclude<CreditParts, { name: string } | number | string> {
  return typeof parts === 'object' && 'share' in parts;
}

/** Whether a policy says who is credited; one that does not is none for bookings. */
export function decidesCredit({ creditAt }: EngagementPolicy): boolean {
  return creditAt !== null;
}
