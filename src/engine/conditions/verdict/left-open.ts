import type { UnaryTest } from '../../rulebook/rulebook.js';
import type { TestVerdict, Verdict } from './verdict.js';

type Came = 'holds' | 'fails' | 'open';

/**
 * The facts and names for want of which a condition does not hold: known, they could make it hold. None where it holds, or fails whatever they are.
 */
export function leftOpen(verdict: Verdict): readonly string[] {
  return !verdict.holds && cameOut(verdict) === 'open' ? [...new Set(unknownIn(verdict))] : [];
}

function cameOut(verdict: Verdict): Came {
  switch (verdict.kind) {
    case 'test':
      return unknownOf(verdict).length > 0 ? 'open' : verdict.holds ? 'holds' : 'fails';
    case 'named':
      return cameOut(verdict.part);
    case 'not': {
      const inner = cameOut(verdict.part);
      return inner === 'open' ? inner : inner === 'holds' ? 'fails' : 'holds';
    }
    default: {
      const settles = verdict.kind === 'all' ? 'fails' : 'holds';
      const parts = verdict.parts.map(cameOut);
      if (parts.includes(settles)) return settles;
      return parts.includes('open') ? 'open' : settles === 'fails' ? 'holds' : 'fails';
    }
  }
}

function unknownIn(verdict: Verdict): readonly string[] {
  if (verdict.kind === 'test') return unknownOf(verdict);
  return 'parts' in verdict ? verdict.parts.flatMap(unknownIn) : unknownIn(verdict.part);
}

function unknownOf({ fact, test, actual, others }: TestVerdict): readonly string[] {
  const named = [...others].filter(([, value]) => value === undefined).map(([name]) => name);
  return actual === undefined && !asksWhetherKnown(test) ? [fact, ...named] : named;
}

/** A test of whether something is known has its answer where it is not. */
function asksWhetherKnown(test: UnaryTest): boolean {
  if (test.is === 'not') return asksWhetherKnown(test.test);
  if (test.is === 'one-of') return test.tests.some(asksWhetherKnown);
  return test.is === 'anything' || test.is === 'known' || test.is === 'unknown';
}
