import type { NameType } from '../../../engine/conditions/types/name-types.js';
import type { Company } from '../../../engine/model/facts.js';
import { measureType } from '../../../engine/rulebook/reads/measure-type.js';
import type { Plan, Rulebook } from '../../../engine/rulebook/rulebook.js';
import { latestKnown } from '../../../platform/database/known.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import { Refusal } from '../../../platform/refusal.js';

interface StoredUnit {
  readonly external_id: string;
  readonly measure: string;
  readonly participant: string | null;
  readonly team: string | null;
  readonly unit: string;
}

/**
 * Refuses where a plan would read a result in another unit than it was handed in: euros as dollars, or a percentage as an amount. Of a
 * participant only those of somebody who is or was on the plan; of a SPIFF of everybody, since whoever is on a plan may take part.
 */
export async function refuseMisfitResults(
  tx: Transaction,
  position: bigint,
  { company, plans, spiffs = [] }: { readonly company: Company } & Pick<Rulebook, 'plans' | 'spiffs'>,
): Promise<void> {
  if (company.results.length === 0) return;
  const rows = await tx.query<StoredUnit>(
    `select distinct on (fact.measure, fact.participant, fact.team, fact.unit) fact.external_id, fact.measure, fact.participant, fact.team, fact.unit
     from (${latestKnown('result', 'id, external_id, measure, participant, team, unit')}) fact
     order by fact.measure, fact.participant, fact.team, fact.unit, fact.external_id collate "C", fact.id`,
    [position.toString()],
  );
  const seats = new Set(company.assignments.map(({ participant, plan }) => `${plan}/${participant}`));
  const isSpiff = new Set<Plan>(spiffs);
  for (const plan of [...plans, ...spiffs])
    for (const measure of plan.measures) {
      if (measure.derived?.kind !== 'reported') continue;
      const { by } = measure.derived;
      const wanted = measureType(measure, plan);
      const misfit = rows.find(
        (row) =>
          row.measure === measure.id &&
          ofWhat(row) === by &&
          (row.participant === null || isSpiff.has(plan) || seats.has(`${plan.id}/${row.participant}`)) &&
          !fits(row.unit, wanted),
      );
      if (misfit) throw mistyped(misfit, wanted, plan);
    }
}

function ofWhat({ participant, team }: StoredUnit): 'participant' | 'team' | 'company' {
  if (participant !== null) return 'participant';
  return team === null ? 'company' : 'team';
}

function fits(unit: string, { is, currency, unit: counted }: NameType): boolean {
  if (is === 'money') return unit === currency;
  if (is === 'percent') return unit === '%';
  if (is === 'days') return unit === 'days';
  return counted === undefined ? /^[a-z]/.test(unit) : unit === counted;
}

function mistyped(
  { external_id: result, measure, unit }: StoredUnit,
  { is, currency, unit: counted }: NameType,
  plan: Plan,
): Refusal {
  const wanted = currency ?? counted ?? { percent: '%', days: 'days' }[is as string] ?? 'what it counts';
  return new Refusal(
    'RESULT_MISTYPED',
    `The result ${result} is in ${unit}, but the plan ${plan.id} reads ${measure} in ${wanted}.`,
    `Import all results of ${measure} again in ${wanted}, or let the plan read another measure.`,
  );
}
