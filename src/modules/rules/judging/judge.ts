import type { RuleResult } from 'json-rules-engine';
import {
  namesIn,
  NO_NAMED_CONDITIONS,
  type NamedConditions,
} from '../../../engine/conditions/fact-places.js';
import type { Verdict } from '../../../engine/conditions/verdict/verdict.js';
import { sayVerdict } from '../../../engine/conditions/verdict/say-verdict.js';
import { verdictTree, type Outcome } from '../../../engine/conditions/verdict/why-not.js';
import { invariant } from '../../../engine/kernel/invariant.js';
import type { FactValue } from '../../../engine/model/facts.js';
import type { Condition } from '../../../engine/rulebook/rulebook.js';
import { toLibraryRule } from './library-rule.js';
import { strictEngine } from './strict-engine.js';

/** Whether a condition holds for one thing, how each of its parts came out, and the same in words. */
export interface Judgement {
  readonly holds: boolean;
  readonly tree: Verdict;
  readonly says: readonly string[];
}

/** A node of the library's result tree. */
interface LibraryNode {
  readonly result?: boolean;
  readonly all?: readonly LibraryNode[];
  readonly any?: readonly LibraryNode[];
  readonly not?: LibraryNode;
}

/**
 * Judges one thing (a deal, a preview, "why not?") with json-rules-engine: about 20 microseconds a test, so never in bulk. A fact that is not
 * in `facts` is unknown. The condition must have passed the check; named conditions are the document's.
 */
export async function judge(
  condition: Condition,
  facts: ReadonlyMap<string, FactValue>,
  named: NamedConditions = NO_NAMED_CONDITIONS,
): Promise<Judgement> {
  const { rule, conditions } = toLibraryRule(condition, named);
  const read = (name: string): FactValue => facts.get(name);
  const engine = strictEngine(rule, new Map(namesIn(condition, named).map((name) => [name, read(name)])));
  for (const [id, meant] of conditions) engine.setCondition(id, meant);
  const { results, failureResults } = await engine.run();
  const tree = verdictTree(condition, outcomeOf(rootOf([...results, ...failureResults])), { read, named });
  return { holds: results.length === 1, tree, says: sayVerdict(tree) };
}

function rootOf(results: readonly RuleResult[]): LibraryNode {
  const [result] = results;
  invariant(results.length === 1 && result !== undefined, 'the rules library answers once');
  return childOf(result.conditions as unknown as LibraryNode, 0);
}

function outcomeOf(node: LibraryNode): Outcome {
  return {
    holds: () => {
      invariant(node.result !== undefined, 'the rules library left a condition unjudged');
      return node.result;
    },
    part: (index) => outcomeOf(childOf(node, index)),
  };
}

function childOf(node: LibraryNode, index: number): LibraryNode {
  const child = (node.all ?? node.any)?.[index] ?? node.not;
  invariant(child !== undefined, 'the rules library answered another tree');
  return child;
}
