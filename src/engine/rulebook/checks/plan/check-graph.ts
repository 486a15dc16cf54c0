import { namesIn } from '../../../conditions/fact-places.js';
import { errorAt, type Finding } from '../../finding.js';
import { incentiveReads, measureReads } from '../../reads/incentive-reads.js';
import type { Plan } from '../../rulebook.js';

/** Measures and incentives that are made of each other in a circle, each told once. */
export function checkGraph(plan: Plan): Finding[] {
  const named = new Map(plan.conditions.map(({ id, when }) => [id, when]));
  const reads = new Map<string, readonly string[]>();
  for (const measure of plan.measures) {
    const { names } = measureReads(measure);
    reads.set(`measure ${measure.id}`, names.flatMap(nodeOf));
  }
  for (const incentive of plan.incentives) {
    const { operands, conditions } = incentiveReads(incentive);
    const names = [
      ...operands.flatMap((operand) => ('name' in operand ? [operand.name] : [])),
      ...conditions.flatMap((condition) => namesIn(condition, named)),
    ];
    reads.set(`incentive ${incentive.id}`, names.flatMap(nodeOf));
  }
  return [
    ...circlesIn(plan.measures, { kind: 'measure', reads }),
    ...circlesIn(plan.incentives, { kind: 'incentive', reads }),
  ];
}

function circlesIn(
  parts: readonly { readonly id: string }[],
  { kind, reads }: { kind: 'measure' | 'incentive'; reads: ReadonlyMap<string, readonly string[]> },
): Finding[] {
  return parts.flatMap(({ id }, index) => {
    const node = `${kind} ${id}`;
    if (!reaches(node, node, { reads, seen: new Set() })) return [];
    const message = `The ${kind} ${id} is made of itself.`;
    return [errorAt(`${kind}s.${index}.id`, { code: 'CYCLE', message, remedy: 'Break the circle.' }, id)];
  });
}

function reaches(
  from: string,
  goal: string,
  by: { reads: ReadonlyMap<string, readonly string[]>; seen: Set<string> },
): boolean {
  return (by.reads.get(from) ?? []).some((next) => {
    if (next === goal) return true;
    if (by.seen.has(next)) return false;
    by.seen.add(next);
    return reaches(next, goal, by);
  });
}

function nodeOf(name: string): readonly string[] {
  const [kind, id = ''] = name.split('.');
  if (kind === 'incentive') return [`incentive ${id}`];
  return kind === 'measure' || kind === 'attainment' || kind === 'quota' ? [`measure ${id}`] : [];
}
