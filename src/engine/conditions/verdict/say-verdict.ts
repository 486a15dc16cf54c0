import { writeDay } from '../../kernel/day.js';
import { sayNumber, sayTest, sayValue, unitOf } from './say-test.js';
import type { Gap, TestVerdict, Verdict } from './verdict.js';

/**
 * A verdict in plain words, a line for each thing that decided it: where it fails, what failed and by how much; where it holds, what made
 * it hold. Inner lines are indented by two spaces.
 */
export function sayVerdict(verdict: Verdict): readonly string[] {
  return sayDeciding(verdict, verdict.holds);
}

function sayDeciding(verdict: Verdict, holds: boolean): readonly string[] {
  switch (verdict.kind) {
    case 'test':
      return [sayTestVerdict(verdict)];
    case 'not':
      return [
        holds ? 'This does not hold, as it must not:' : 'This holds and must not:',
        ...indent(sayDeciding(verdict.part, !holds)),
      ];
    case 'named':
      return [
        `${verdict.id} ${holds ? 'holds' : 'does not hold'}:`,
        ...indent(sayDeciding(verdict.part, holds)),
      ];
    case 'any':
      if (holds) return firstDeciding(verdict.parts, true);
      return ['None of these holds:', ...indent(verdict.parts.flatMap((part) => sayDeciding(part, false)))];
    case 'all':
      return verdict.parts.filter((part) => part.holds === holds).flatMap((part) => sayDeciding(part, holds));
  }
}

function firstDeciding(parts: readonly Verdict[], holds: boolean): readonly string[] {
  return parts
    .filter((part) => part.holds === holds)
    .slice(0, 1)
    .flatMap((part) => sayDeciding(part, holds));
}

function indent(lines: readonly string[]): readonly string[] {
  return lines.map((line) => `  ${line}`);
}

/** One test in a sentence: `line.net is 4,000 USD, and must be >= 5,000 USD: 1,000 USD too low.` */
function sayTestVerdict({ fact, test, actual, others, holds, gap }: TestVerdict): string {
  if (test.is === 'anything') return `${fact} may be anything.`;
  if (test.is === 'known')
    return holds ? `${fact} is known: ${sayValue(actual, test)}.` : `${fact} is unknown, and must be known.`;
  if (test.is === 'unknown')
    return holds ? `${fact} is unknown.` : `${fact} is ${sayValue(actual, test)}, and must be unknown.`;
  const unknown = [...others].filter(([, value]) => value === undefined).map(([name]) => name);
  const found = `${fact} is ${sayValue(actual, test)}`;
  const known = [...others].filter(([, value]) => value !== undefined);
  const where = known.map(([name, value]) => `${name} is ${sayValue(value, test)}`);
  const compared = where.length > 0 ? ` (${where.join(', ')})` : '';
  if (holds) return `${found}: ${sayWanted(test)}${compared}.`;
  const missing =
    unknown.length > 0 ? `: ${unknown.join(', ')} is unknown` : gap ? `: ${sayGap(gap, test)}` : '';
  return `${found}, and must be ${sayWanted(test)}${compared}${missing}.`;
}

function sayWanted(test: TestVerdict['test']): string {
  return test.is === 'one-of' ? `one of ${sayTest(test)}` : sayTest(test);
}

function sayGap(gap: Gap, test: TestVerdict['test']): string {
  const side = gap.side === 'below' ? 'too low' : 'too high';
  if (gap.by === null) return `it comes ${gap.side === 'below' ? 'before' : 'after'} ${sayEnd(gap.limit)}`;
  if (typeof gap.by === 'number') {
    if (gap.by === 0) return `${sayEnd(gap.limit)} itself does not count`;
    return `${gap.by} ${gap.by === 1 ? 'day' : 'days'} ${gap.side === 'below' ? 'too early' : 'too late'}`;
  }
  return gap.by.n === 0n
    ? 'exactly at the limit, which does not count'
    : `${sayNumber(gap.by, unitOf(test))} ${side}`;
}

function sayEnd(limit: Gap['limit']): string {
  if (typeof limit === 'string') return `"${limit}"`;
  return typeof limit === 'number' ? writeDay(limit) : 'the limit';
}
