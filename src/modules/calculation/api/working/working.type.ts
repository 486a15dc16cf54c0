import { ObjectType } from '@nestjs/graphql';
import type { Ratio } from '../../../../engine/kernel/ratio.js';
import type { Day } from '../../../../engine/kernel/day.js';
import { BusinessDate, Decimal } from '../../../../platform/graphql/scalars/scalars.js';
import { Shown } from '../../../../platform/graphql/schema/shown.js';

const to = 'pay';

@ObjectType('Explanation', {
  description:
    'Why it is that much: a sentence, what it comes to, and what it is made of, each with its own parts.',
})
export class ExplanationType {
  @Shown(() => String, {
    to,
    description: 'The sentence.',
    example: '"886,711.25 USD credited in FY12Q2 is 113.5% of your quota…"',
  })
  says: string;

  @Shown(() => String, {
    to,
    description: 'What it comes to, as people write it; empty where there is no amount.',
    example: '"14,093.50"',
  })
  amount: string;

  @Shown(() => [ExplanationType], { to, description: 'What it is made of.' })
  parts: readonly ExplanationType[];
}

@ObjectType({ description: 'A number that a window stood at.' })
export class StoodType {
  @Shown(() => String, {
    to,
    description: 'What it is the number of.',
    example: '"attainment.credited"',
  })
  name: string;

  @Shown(() => Decimal, { to, description: 'The number; 1 is 100%.', example: '"1.05"' })
  value: Ratio;

  @Shown(() => String, {
    to,
    nullable: true,
    description: 'What it counts, where that is not money.',
    example: '"%"',
  })
  unit?: string;
}

@ObjectType({
  description:
    'Credits of a window that share the value of a fact: the formula is applied to them by themselves.',
})
export class TierGroupType {
  @Shown(() => String, { to, description: 'The fact.', example: '"line.product"' })
  by: string;

  @Shown(() => String, {
    to,
    nullable: true,
    description: 'Its value; null where nobody knows it.',
    example: '"Laptops"',
  })
  is: string | null;
}

@ObjectType({ description: 'What one tier did: its part of the base × its rate = its amount, exact.' })
export class TierWorkingType {
  @Shown(() => String, { to, description: 'Id of the tier in the plan.', example: '"to-quota"' })
  id: string;

  @Shown(() => Decimal, { to, description: 'The part of the base that it pays on.', example: '"781000"' })
  base: Ratio;

  @Shown(() => Decimal, {
    to,
    description: 'Its rate; 0.015 is 1.5%. Money for each where the base counts something.',
    example: '"0.015"',
  })
  rate: Ratio;

  @Shown(() => Decimal, {
    to,
    description: 'What it comes to, before modifiers and rounding.',
    example: '"11715"',
  })
  amount: Ratio;

  @Shown(() => [StoodType], {
    to,
    nullable: true,
    description:
      'What decided it beside the measure: places on a matrix, weight and score of an objective, amounts chosen from.',
  })
  by?: readonly StoodType[];

  @Shown(() => TierGroupType, {
    to,
    nullable: true,
    description: 'The group of credits it was for, where the formula is applied to each group.',
  })
  group?: TierGroupType;
}

@ObjectType('AppliedFxRate', { description: 'An exchange rate that was applied.' })
export class AppliedRateType {
  @Shown(() => String, { to, description: 'Its set.', example: '"market"' })
  set: string;

  @Shown(() => String, { to, description: 'One unit of this currency …', example: '"USD"' })
  from: string;

  @Shown(() => String, { to, description: '… is worth so much of this one.', example: '"INR"' })
  to: string;

  @Shown(() => BusinessDate, { to, description: 'The day that the plan asks for.', example: '"2026-02-28"' })
  on: Day;

  @Shown(() => BusinessDate, {
    to,
    description: 'The day of the rate that was in force then.',
    example: '"2026-02-28"',
  })
  dated: Day;

  @Shown(() => Decimal, { to, description: 'The rate.', example: '"84.5"' })
  rate: Ratio;
}

@ObjectType({
  description: "What an earning was in the plan's currency, where the person is paid in another.",
})
export class PayConversionType {
  @Shown(() => String, { to, description: "The plan's currency.", example: '"USD"' })
  currency: string;

  @Shown(() => Decimal, { to, description: 'What was earned in it.', example: '"3000"' })
  earned: Ratio;

  @Shown(() => [AppliedRateType], { to, description: 'The rates by which it is paid, each once.' })
  rates: readonly AppliedRateType[];
}

@ObjectType({ description: 'How a modifier was judged, and what it multiplied pay by.' })
export class ModifierWorkingType {
  @Shown(() => String, { to, description: 'What kind of modifier.', example: '"multiplier"' })
  what: string;

  @Shown(() => Decimal, { to, description: 'What pay is multiplied by where it applies.', example: '"0.5"' })
  times: Ratio;

  @Shown(() => Boolean, { to, description: 'Whether it applied.', example: 'true' })
  applied: boolean;

  @Shown(() => String, {
    to,
    description: 'Why.',
    example: '"attainment.credited is 36.3%, which is below 50%"',
  })
  because: string;

  @Shown(() => Decimal, {
    to,
    nullable: true,
    description: 'What a limit took off (below zero) or put on, where it is no factor.',
    example: '"-2000"',
  })
  change?: Ratio;
}

@ObjectType({
  description: "The numbers of an incentive's window behind an earning, before and after rounding.",
})
export class WorkingType {
  @Shown(() => String, { to, description: 'The formula.', example: '"tiers-marginal"' })
  formula: string;

  @Shown(() => [TierWorkingType], { to, description: 'Tier by tier.' })
  tiers: readonly TierWorkingType[];

  @Shown(() => [ModifierWorkingType], { to, description: 'Modifiers, in the order in which they apply.' })
  modifiers: readonly ModifierWorkingType[];

  @Shown(() => Decimal, {
    to,
    description: 'What earlier pay periods of the same window earned.',
    example: '"0"',
  })
  earlier: Ratio;

  @Shown(() => Decimal, { to, description: "This period's pay before rounding.", example: '"14093.503121"' })
  exact: Ratio;

  @Shown(() => String, {
    to,
    nullable: true,
    description: 'What the measure counts, where that is not money.',
    example: '"logo"',
  })
  unit?: string;

  @Shown(() => String, {
    to,
    nullable: true,
    description: 'What the bases of the tiers count, where that is not money.',
    example: '"logo"',
  })
  per?: string;

  @Shown(() => String, {
    to,
    nullable: true,
    description:
      'Id of the measure where no credits add up to it, such as a reported result; empty where the pay hangs on none.',
    example: '"nrr"',
  })
  measured?: string;

  @Shown(() => PayConversionType, {
    to,
    nullable: true,
    description: "What it was in the plan's currency, where the person is paid in another.",
  })
  pay?: PayConversionType;

  @Shown(() => String, {
    to,
    description: 'How it is rounded.',
    example: '"cents, half away from zero, once per window"',
  })
  rounding: string;
}
