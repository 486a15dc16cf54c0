import { errorAt, type Fault, type Finding } from '../../rulebook/finding.js';
import type { FactType, HitPolicy, Table } from '../../rulebook/rulebook.js';

const ADDED: readonly FactType[] = ['money', 'percent', 'count', 'days'];

/** What each hit policy that makes one value can make it of; a count of rows is made of anything. */
const TAKES: Partial<Record<HitPolicy, readonly FactType[]>> = {
  'collect-sum': ADDED,
  'collect-min': [...ADDED, 'date'],
  'collect-max': [...ADDED, 'date'],
};

/** Whether the hit policy can answer with these outputs, and whether what no match means is said in one way. */
export function checkHit(table: Table): readonly Finding[] {
  const fault = hitFault(table);
  return [...(fault ? [errorAt('hit', fault)] : []), ...defaultFaults(table)];
}

function hitFault({ hit, outputs }: Table): Fault | undefined {
  if (hit === 'priority' || hit === 'output-order')
    return outputs.some(({ values }) => values) ? undefined : noOrder(hit);
  const takes = TAKES[hit];
  if (!takes && hit !== 'collect-count') return undefined;
  if (outputs.length !== 1) {
    return {
      code: 'HIT_POLICY',
      message: `${hit} makes one number, and the table has ${outputs.length} outputs.`,
      remedy: 'Write one table for each output.',
    };
  }
  const is = outputs[0]?.is ?? 'text';
  if (!takes || takes.includes(is)) return undefined;
  return {
    code: 'HIT_POLICY',
    message: `${hit} cannot be made of ${is}.`,
    remedy: `Write an output that is ${takes.join(', ')}, or another hit policy.`,
  };
}

function noOrder(hit: HitPolicy): Fault {
  return {
    code: 'HIT_POLICY',
    message: `${hit} goes by the order of output values, and no output says one.`,
    remedy: 'Write the values of an output, the most important first: `values: [9%, 8%, 6%]`.',
  };
}

function defaultFaults({ outputs, noMatch }: Table): readonly Finding[] {
  return outputs.flatMap((output, at) => {
    if (noMatch === 'default' && !output.default) {
      const message = `no-match is \`default\`, and ${output.id} has none.`;
      return [errorAt(`outputs.${at}`, { code: 'UNDECLARED', message, remedy: 'Write its `default:`.' })];
    }
    if (noMatch === 'default' || !output.default) return [];
    const message = `${output.id} has a default, and no-match is \`${noMatch}\`, so nobody ever gets it.`;
    const remedy = 'Write `no-match: default`, or take the default away.';
    return [errorAt(`outputs.${at}.default`, { code: 'NOT_NEEDED', message, remedy })];
  });
}
