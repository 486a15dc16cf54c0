import { namesIn } from '../../../conditions/fact-places.js';
import { circlesAmong, sayCircle } from '../../circles.js';
import { errorAt, type Finding } from '../../finding.js';
import { incentiveReads, measureReads } from '../../reads/incentive-reads.js';
import type { Plan } from '../../rulebook.js';

/** Measures and incentives that are made of each other in a circle, each circle told once. */
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
  return circlesAmong(reads.keys(), (node) => reads.get(node) ?? []).map((circle) => {
    const [node = ''] = circle;
    const [kind, id = ''] = node.split(' ');
    const parts = kind === 'measure' ? plan.measures : plan.incentives;
    const message = `The ${node} is made of itself: ${sayCircle(circle)}.`;
    const path = `${kind}s.${parts.findIndex((part) => part.id === id)}.id`;
    return errorAt(path, { code: 'CYCLE', message, remedy: 'Break the circle.' }, id);
  });
}

function nodeOf(name: string): readonly string[] {
  const [kind, id = ''] = name.split('.');
  if (kind === 'incentive') return [`incentive ${id}`];
  return kind === 'measure' || kind === 'attainment' || kind === 'quota' ? [`measure ${id}`] : [];
}
