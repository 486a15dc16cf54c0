import { stringify } from 'yaml';
import { compare } from '../../../src/engine/kernel/ratio.js';
import { readConstant } from '../../../src/engine/kernel/quantity.js';
import { readDocuments, type ReadDocuments } from '../../../src/modules/rules/documents/read-documents.js';
import type { Situation, TestDocument } from '../../../src/modules/rules/documents/test-document.js';
import { calculateKnown } from '../../../src/modules/rules/examples/outcome/known-calculation.js';
import { runSituation } from '../../../src/modules/rules/examples/run-situation.js';
import { worldOf } from '../../../src/modules/rules/examples/world/world.js';
import type { Binding, Bound, Shown } from './binding.js';
import { numberShown, sayNumber } from './numbers-shown.js';

/** What came of one binding: each given answer that was compared, with what was wrong about it; and what cannot be worked out at all. */
export interface Outcome {
  readonly compared: ReadonlyMap<string, readonly string[]>;
  readonly wrong: readonly string[];
}

/** Whether a given answer waits: by its place, where `*` is any one step. */
export function isWaiting(waits: Binding['waits'], leaf: string): boolean {
  return waits.some(({ answers }) => answers.some((each) => isUnder(leaf.split('.'), each.split('.'))));
}

function isUnder(leaf: readonly string[], place: readonly string[]): boolean {
  return place.every((step, at) => step === '*' || step === leaf[at]);
}

/** Works the situations out through the one parser, the one check and the engine, as `kicker test` does. */
export function runBinding({ files, bound }: Binding): Outcome {
  const plans = [...new Set(bound.map(({ plan }) => plan))];
  const tests = plans.map((plan) => ({ plan, of: bound.filter((each) => each.plan === plan) }));
  const read = readDocuments([...files, ...tests.map(({ plan, of }) => testFile(plan, of))]);
  const errors = read.findings.filter(({ severity }) => severity === 'error');
  if (!read.rulebook) return { compared: new Map(), wrong: errors.map(sayFinding) };
  const compared = new Map<string, string[]>();
  const wrong: string[] = [];
  for (const { test } of read.tests) {
    const of = tests.find(({ plan }) => plan === test.test)?.of ?? [];
    of.forEach((each, at) => {
      const situation = test.situations[at];
      if (situation) runBound(each, { test, situation, rulebook: read.rulebook! }, { compared, wrong });
    });
  }
  return { compared, wrong };
}

interface Worked {
  readonly test: TestDocument;
  readonly situation: Situation;
  readonly rulebook: NonNullable<ReadDocuments['rulebook']>;
}

function runBound(
  bound: Bound,
  { test, situation, rulebook }: Worked,
  { compared, wrong }: { compared: Map<string, string[]>; wrong: string[] },
): void {
  const note = (answers: ReadonlySet<string>, failures: readonly string[]): void => {
    for (const each of answers) compared.set(each, [...(compared.get(each) ?? []), ...failures]);
  };
  const expects = situation.expect.length > 0 || situation.approvals.length > 0;
  const failures = expects ? runSituation(test, situation, rulebook) : [];
  bound.expected.forEach((answers, at) => {
    const path = situation.expect[at]?.path;
    const own = failures.filter(
      (failure) => failure.path === `situations.${test.situations.indexOf(situation)}.expect.${at}`,
    );
    if (path !== undefined || bound.expected.length > 0) note(answers, own.map(sayFailure));
  });
  const others = failures.filter(({ path }) => !/\.expect\.\d+$/.test(path));
  wrong.push(...others.map(sayFailure));
  if (bound.shows.length === 0) return;
  const world = worldOf(test, situation, rulebook);
  if (world.problems.length > 0) {
    wrong.push(...world.problems.map(({ path, message }) => `${path}: ${message}`));
    return;
  }
  const calculation = calculateKnown(world);
  for (const shown of bound.shows)
    note(shown.from, judgeShown(shown, numberShown({ world, calculation }, shown.what)));
}

function judgeShown({ what, is }: Shown, got: ReturnType<typeof numberShown>): readonly string[] {
  const read = readConstant(is);
  if (!('quantity' in read)) return [`${is} is no number`];
  if (typeof got !== 'string' && compare(got, read.quantity.value) === 0) return [];
  return [`${Object.values(what).join(' ')}: expected ${is}, got ${sayNumber(got)}`];
}

function testFile(plan: string, bound: readonly Bound[]): { path: string; text: string } {
  const situations = bound.map(({ situation }, at) => ({ id: `situation-${at + 1}`, ...situation }));
  return {
    path: `${plan}.test.yaml`,
    text: stringify({ kicker: '1', test: plan, situations }, { lineWidth: 0, aliasDuplicateObjects: false }),
  };
}

function sayFinding({ file, line, column, message, remedy }: ReadDocuments['findings'][number]): string {
  return `${file.split('/').slice(-2).join('/')}:${line}:${column}: ${message} ${remedy}`;
}

function sayFailure({ what, expected, got, working }: ReturnType<typeof runSituation>[number]): string {
  const numbers = expected === null ? '' : `: expected ${expected}, got ${got}`;
  return `${what}${numbers}${working.length > 0 ? ` (${working.join('; ')})` : ''}`;
}
