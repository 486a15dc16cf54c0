import type { Condition, UnaryTest } from '../rulebook/rulebook.js';
import type { Holds } from './compile-condition.js';
import { compileTest } from './compile-test.js';
import { namesIn, namesInTest, placeOf, type FactPlaces } from './fact-places.js';

/** Between what a condition lies, whatever the facts are that are not known. */
export interface Bounds {
  /** It holds by what is known alone. */
  readonly surely: Holds;
  /** It holds, or might if what is not known were known. Never too little: tests of one fact that cannot hold together are not weighed against each other. */
  readonly maybe: Holds;
}

/**
 * Compiles a condition into its bounds. What it asks of openly, by `known` or `unknown`, may be unknown: that is an answer, and never a doubt. Only
 * where it stands between its bounds does what is not known decide.
 */
export function compileBounds(condition: Condition, places: FactPlaces): Bounds {
  return boundsOf(condition, { places, open: new Set(askedOpenly(condition)) });
}

/** The names that a condition reads and whose being unknown may put it in doubt. */
export function doubtful(condition: Condition): readonly string[] {
  const open = new Set(askedOpenly(condition));
  return namesIn(condition).filter((name) => !open.has(name));
}

interface Compiling {
  readonly places: FactPlaces;
  readonly open: ReadonlySet<string>;
}

function boundsOf(node: Condition, by: Compiling): Bounds {
  if ('all' in node) {
    const parts = node.all.map((part) => boundsOf(part, by));
    return {
      surely: (facts) => parts.every(({ surely }) => surely(facts)),
      maybe: (facts) => parts.every(({ maybe }) => maybe(facts)),
    };
  }
  if ('any' in node) {
    const parts = node.any.map((part) => boundsOf(part, by));
    return {
      surely: (facts) => parts.some(({ surely }) => surely(facts)),
      maybe: (facts) => parts.some(({ maybe }) => maybe(facts)),
    };
  }
  if ('not' in node) {
    const { surely, maybe } = boundsOf(node.not, by);
    return { surely: (facts) => !maybe(facts), maybe: (facts) => !surely(facts) };
  }
  // Policies name no conditions.
  if ('named' in node) return { surely: () => false, maybe: () => true };
  return boundsOfTest(node, by);
}

function boundsOfTest({ fact, test }: Extract<Condition, { readonly fact: string }>, by: Compiling): Bounds {
  const place = placeOf(fact, by.places);
  const passes = compileTest(test, by.places);
  const surely: Holds = (facts) => passes(facts[place], facts);
  const read = [fact, ...namesInTest(test)].filter((name) => !by.open.has(name));
  const missable = read.map((name) => placeOf(name, by.places));
  if (missable.length === 0) return { surely, maybe: surely };
  return { surely, maybe: (facts) => surely(facts) || missable.some((at) => facts[at] === undefined) };
}

/** Facts of which it is asked whether they are known. */
function askedOpenly(condition: Condition): readonly string[] {
  if ('all' in condition) return condition.all.flatMap(askedOpenly);
  if ('any' in condition) return condition.any.flatMap(askedOpenly);
  if ('not' in condition) return askedOpenly(condition.not);
  return 'fact' in condition && asksOpenly(condition.test) ? [condition.fact] : [];
}

function asksOpenly(test: UnaryTest): boolean {
  if (test.is === 'one-of') return test.tests.some(asksOpenly);
  return test.is === 'not' ? asksOpenly(test.test) : test.is === 'known' || test.is === 'unknown';
}
