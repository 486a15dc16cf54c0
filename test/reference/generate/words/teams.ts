import fc from 'fast-check';
import type { Incentive, Measure, TeamQuota } from '../../../../src/engine/rulebook/rulebook.js';
import { incentive, operand, tiers } from '../../../support/sample-rules.js';

export const someTeamQuota: fc.Arbitrary<TeamQuota> = fc
  .constantFrom<readonly string[]>([], ['50%', '50%', '50%'], ['0%', '33.3%'])
  .map((months) => ({ since: months.length === 0 ? null : 'assignment.start', months: months.map(operand) }));

/** The quota beside what the people below sell: the sum of theirs, or one of somebody's own. */
export const someTeam = fc.record({
  quota: fc.constantFrom('attribute.quota', 'value.quota'),
  teamQuota: fc.option(someTeamQuota, { nil: null, freq: 3 }),
});

/** The keys of a measure of what the people below sell. */
export function ofTeam({
  quota,
  teamQuota,
}: typeof someTeam extends fc.Arbitrary<infer T> ? T : never): Partial<Measure> {
  return { id: 'team', credits: 'rollup', quota, ...(teamQuota ? { teamQuota } : {}) };
}

/** Rates on what the people below sell, by how much of the quota it is. */
export const someOverride: fc.Arbitrary<Incentive> = fc
  .record({
    mode: fc.constantFrom<'marginal' | 'whole' | 'above'>('marginal', 'whole', 'above'),
    noQuota: fc.constantFrom('refuse', '0.5%'),
  })
  .map(({ mode, noQuota }) =>
    incentive(
      tiers(
        [
          ['a', '0%', '0.7%'],
          ['b', '40%', '1.5%'],
          ['c', '>100%', '3%'],
        ],
        {
          mode,
          axis: 'attainment.team',
          base: 'measure.team',
          noQuota: noQuota === 'refuse' ? 'refuse' : operand(noQuota),
        },
      ),
      { id: 'override' },
    ),
  );
