import type { Condition } from '../../rulebook/rulebook.js';
import { meantBy } from '../compile-condition.js';
import { compileTest } from '../compile-test.js';
import { namesInTest, NO_NAMED_CONDITIONS, placesOf, type NamedConditions } from '../fact-places.js';
import { gapOf, type ReadValue, type Verdict } from './verdict.js';

/** How an evaluator came out at one node of a condition, and how it came out below. */
export interface Outcome {
  holds(node: Condition, parts: readonly Verdict[]): boolean;
  part(index: number): Outcome;
}

/** What a tree of verdicts is made from besides the condition and its outcome. */
export interface Evidence {
  readonly read: ReadValue;
  readonly named?: NamedConditions;
}

/**
 * Why a condition holds or not: the same tree with how each part came out, the values found and by how much each comparison failed.
 * For explanations, one at a time; the bulk path uses `compileCondition`, which gives the same answers.
 */
export function whyNot(condition: Condition, evidence: Evidence): Verdict {
  const own: Outcome = { holds: (node, parts) => follows(node, parts, evidence.read), part: () => own };
  return verdictTree(condition, own, evidence);
}

/** The tree of verdicts of an evaluator's outcome: the engine's own, or the library's. */
export function verdictTree(condition: Condition, outcome: Outcome, evidence: Evidence): Verdict {
  return treeOf(condition, outcome, { ...evidence, within: [] });
}

function treeOf(
  node: Condition,
  outcome: Outcome,
  by: Evidence & { readonly within: readonly string[] },
): Verdict {
  const part = (inner: Condition, index: number): Verdict => treeOf(inner, outcome.part(index), by);
  if ('fact' in node) return testVerdict(node, outcome.holds(node, []), by.read);
  if ('not' in node) {
    const inner = part(node.not, 0);
    return { kind: 'not', holds: outcome.holds(node, [inner]), part: inner };
  }
  if ('named' in node) {
    const meant = meantBy(node.named, { named: by.named ?? NO_NAMED_CONDITIONS, within: by.within });
    const inner = treeOf(meant, outcome.part(0), { ...by, within: [...by.within, node.named] });
    return { kind: 'named', holds: outcome.holds(node, [inner]), id: node.named, part: inner };
  }
  const parts = ('all' in node ? node.all : node.any).map(part);
  return { kind: 'all' in node ? 'all' : 'any', holds: outcome.holds(node, parts), parts };
}

function testVerdict(node: Extract<Condition, { fact: string }>, holds: boolean, read: ReadValue): Verdict {
  const { fact, test } = node;
  const actual = read(fact);
  const others = new Map(namesInTest(test).map((name) => [name, read(name)]));
  return { kind: 'test', holds, fact, test, actual, others, gap: holds ? null : gapOf(test, actual, read) };
}

function follows(node: Condition, parts: readonly Verdict[], read: ReadValue): boolean {
  if ('fact' in node) {
    const names = namesInTest(node.test);
    return compileTest(node.test, placesOf(names))(read(node.fact), names.map(read));
  }
  if ('not' in node) return !parts.some((part) => part.holds);
  return 'any' in node ? parts.some((part) => part.holds) : parts.every((part) => part.holds);
}
