import { writeDay } from '../../kernel/day.js';
import type { FactValue } from '../../model/facts.js';
import { sayNumber, sayTest, sayValue, unitOf } from './say-test.js';
import type { Gap, TestVerdict, Verdict } from './verdict.js';

/** How a computed value came about, or why it is unknown; `undefined` for a fact. */
export type SayHow = (name: string) => string | undefined;

/** What is added to a sentence in brackets; nothing where there is nothing to add. */
export function inBracket(why: string | undefined): string {
  return why === undefined ? '' : ` (${why})`;
}

/**
 * A verdict in plain words, a line for each thing that decided it: where it fails, what failed and by how much; where it holds, what made
 * it hold; a value that is computed says how. Inner lines are indented by two spaces.
 */
export function sayVerdict(verdict: Verdict, how: SayHow = () => undefined): readonly string[] {
  return sayDeciding(verdict, verdict.holds, how);
}

function sayDeciding(verdict: Verdict, holds: boolean, how: SayHow): readonly string[] {
  switch (verdict.kind) {
    case 'test':
      return [sayTestVerdict(verdict, how)];
    case 'not':
      return [
        holds ? 'This does not hold, as it must not:' : 'This holds and must not:',
        ...indent(sayDeciding(verdict.part, !holds, how)),
      ];
    case 'named':
      return [
        `${verdict.id} ${holds ? 'holds' : 'does not hold'}:`,
        ...indent(sayDeciding(verdict.part, holds, how)),
      ];
    case 'any':
      if (holds) return firstDeciding(verdict.parts, how);
      return [
        'None of these holds:',
        ...indent(verdict.parts.flatMap((part) => sayDeciding(part, false, how))),
      ];
    case 'all':
      return verdict.parts
        .filter((part) => part.holds === holds)
        .flatMap((part) => sayDeciding(part, holds, how));
  }
}

function firstDeciding(parts: readonly Verdict[], how: SayHow): readonly string[] {
  const first = parts.find((part) => part.holds);
  return first ? sayDeciding(first, true, how) : [];
}

function indent(lines: readonly string[]): readonly string[] {
  return lines.map((line) => `  ${line}`);
}

/** One test in a sentence: `line.net is 4,000 USD, and must be >= 5,000 USD: 1,000 USD too low.` */
function sayTestVerdict({ fact, test, actual, others, holds, gap }: TestVerdict, how: SayHow): string {
  if (test.is === 'anything') return `${fact} may be anything.`;
  const said = (name: string, value: FactValue): string => {
    const because = how(name);
    return because === undefined ? sayValue(value, test) : `${sayValue(value, test)} (${because})`;
  };
  const found = `${fact} is ${said(fact, actual)}`;
  if (test.is === 'known')
    return holds ? `${fact} is known: ${said(fact, actual)}.` : `${found}, and must be known.`;
  if (test.is === 'unknown') return holds ? `${found}.` : `${found}, and must be unknown.`;
  const unknown = [...others].filter(([, value]) => value === undefined);
  const known = [...others].filter(([, value]) => value !== undefined);
  const where = known.map(([name, value]) => `${name} is ${said(name, value)}`);
  const compared = where.length > 0 ? ` (${where.join(', ')})` : '';
  if (holds) return `${found}: ${sayWanted(test)}${compared}.`;
  const lacking = unknown.map(([name, value]) => `${name} is ${said(name, value)}`).join(', ');
  const missing = lacking !== '' ? `: ${lacking}` : gap ? `: ${sayGap(gap, test)}` : '';
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
