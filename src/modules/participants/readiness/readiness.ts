import { paidBy, type PaidBy } from './paid-by.js';
import { lacksResults } from './lacks-results.js';
import type { Lack, ReadinessLine, ReadinessQuestion } from './readiness-line.js';
import { isWithin, writeDay, type Day } from '../../../engine/kernel/day.js';
import type { Assignment, Company, FactValue, Participant } from '../../../engine/model/facts.js';
import { incentiveReads } from '../../../engine/rulebook/reads/incentive-reads.js';
import type { Plan } from '../../../engine/rulebook/rulebook.js';

/** Who and what is not ready to be paid on a day; people who are not employed that day are left out. In order of ids. */
export function readinessOf(company: Company, question: ReadinessQuestion): readonly ReadinessLine[] {
  const { on, office } = question;
  const employed = company.participants.filter((person) => isEmployed(person, on));
  const seats = new Map(
    company.assignments.filter((row) => isWithin(on, row)).map((row) => [row.participant, row]),
  );
  const managers = new Set([...seats.values()].map((row) => row.manager));
  const people = employed.flatMap((person) => {
    const seat = seats.get(person.id);
    if (!seat && office?.has(person.id)) return [];
    return [
      ...lacksPlan(person, seat, question),
      ...(seat ? lacksAttributes(person, seat, { ...question, company }) : []),
      ...lacksManager(person, seat, { employed, isManager: managers.has(person.id), on }),
      ...(question.onPayroll.has(person.id)
        ? []
        : [line('PAYROLL_ID', person, 'has no payroll id, so no payment can be exported.')]),
    ];
  });
  const gone = company.participants.flatMap((person) => stillOnPlan(person, seats.get(person.id), on));
  return [
    ...people,
    ...lacksResults(company, { employed, seats, question }),
    ...gone,
    ...vacantTerritories(company, on),
  ];
}

function isEmployed({ hired, left }: Participant, on: Day): boolean {
  return (hired === null || hired <= on) && (left === null || on <= left);
}

/** Pay follows the assignment, not the leave date: whoever is on a plan after the last day would go on earning. */
function stillOnPlan(person: Participant, seat: Assignment | undefined, on: Day): ReadinessLine[] {
  if (!seat || person.left === null || on <= person.left) return [];
  const message = `left on ${writeDay(person.left)} and is still on the plan ${seat.plan} on ${writeDay(on)}: end the assignment, or bookings go on earning.`;
  return [line('ASSIGNMENT_END', person, message)];
}

function lacksPlan(
  person: Participant,
  seat: Assignment | undefined,
  { on, plans }: ReadinessQuestion,
): ReadinessLine[] {
  if (!seat)
    return [
      line('PLAN', person, `is on no plan on ${writeDay(on)}: bookings credited to them earn nothing.`),
    ];
  const isPublished = plans.some((plan) => plan.id === seat.plan && isWithin(on, plan.effective));
  return isPublished
    ? []
    : [
        line(
          'PUBLISHED_PLAN',
          person,
          `is on the plan ${seat.plan}, of which no version is published for ${writeDay(on)}.`,
        ),
      ];
}

/** The quotas, and the other attributes by which pay is computed, that nobody told of them. */
function lacksAttributes(
  person: Participant,
  seat: Assignment,
  question: ReadinessQuestion & { company: Company },
): ReadinessLine[] {
  return paidBy(person, seat, question).flatMap((by) => lacksOf(person, { seat, by, ...question }));
}

function lacksOf(
  person: Participant,
  { seat, by, on, company }: { seat: Assignment; by: PaidBy; on: Day; company: Company },
): ReadinessLine[] {
  const { plan, called } = by;
  const quotas = new Set(
    plan.measures.flatMap(({ quota, teamQuota }) => (quota === null || teamQuota ? [] : [quota])),
  );
  const rates = new Set(attributesPaidBy(plan).filter((name) => !quotas.has(name)));
  const valueOf = (name: string): FactValue | undefined =>
    company.attributes.find((row) => row.participant === person.id && row.name === name && isWithin(on, row))
      ?.value ?? seat.attributes.get(name);
  const day = writeDay(on);
  const noQuota = [...quotas].filter((name) => {
    const value = valueOf(name);
    return typeof value === 'object' ? value.n === 0n : value === undefined;
  });
  const noRate = [...rates].filter((name) => valueOf(name) === undefined);
  return [
    ...noQuota.map((name) =>
      line('QUOTA', person, `has no ${name} on ${day}, which ${called} reads as quota.`),
    ),
    ...noRate.map((name) =>
      line('ATTRIBUTE', person, `has no ${name} on ${day}, by which ${called} computes pay.`),
    ),
  ];
}

/** The attributes that decide how much the incentives of a plan pay: rates, where tiers start, what they are multiplied by. */
function attributesPaidBy({ incentives }: Plan): string[] {
  return incentives
    .flatMap((incentive) => incentiveReads(incentive).operands)
    .flatMap((operand) => ('name' in operand ? [operand.name] : []))
    .filter((name) => name.startsWith('attribute.'));
}

function lacksManager(
  person: Participant,
  seat: Assignment | undefined,
  { employed, isManager, on }: { employed: readonly Participant[]; isManager: boolean; on: Day },
): ReadinessLine[] {
  if (!seat) return [];
  const { manager } = seat;
  if (manager === null)
    return isManager
      ? []
      : [line('MANAGER', person, `reports to nobody on ${writeDay(on)} and manages nobody.`)];
  if (employed.some(({ id }) => id === manager)) return [];
  return [line('KNOWN_MANAGER', person, `reports to ${manager}, who is not employed on ${writeDay(on)}.`)];
}

function vacantTerritories(company: Company, on: Day): ReadinessLine[] {
  const held = new Set(company.territoryHolders.filter((row) => isWithin(on, row)).map((row) => row.of));
  return company.territories
    .filter(({ id }) => !held.has(id))
    .map(({ id }) => ({
      lacks: 'TERRITORY_HOLDER',
      id,
      message: `Territory ${id} is held by nobody on ${writeDay(on)}.`,
    }));
}

function line(lacks: Lack, { id, name }: Participant, what: string): ReadinessLine {
  return { lacks, id, message: `${name} (${id}) ${what}` };
}
