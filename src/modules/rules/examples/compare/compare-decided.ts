import { isSame } from '../../../../engine/conditions/compare-values.js';
import { readOperand } from '../../../../engine/conditions/read-operand.js';
import type { Ruling } from '../../../../engine/engagement/ruling.js';
import { writeDay } from '../../../../engine/kernel/day.js';
import type { Rulebook } from '../../../../engine/rulebook/rulebook.js';
import type { ExpectedDecision, Situation, TestDocument } from '../../documents/test-document.js';
import { cannot, type Failure, type Problem } from '../example-report.js';
import type { Givens } from '../gather.js';
import { deciderOf, subjectOf, typesOf } from '../outcome/decided.js';
import { sayAnswer, sayGives, saySubject, sayWorking } from '../say/say-ruling.js';

/** Compares what policies decide with what is expected: every output, or the reason why there is no answer; rule and losers where they are said. */
export function compareDecided(
  test: TestDocument,
  { situation, givens, rulebook }: { situation: Situation; givens: Givens; rulebook: Rulebook },
): readonly Failure[] {
  const expected = situation.expect.filter((each) => each.what === 'decides');
  if (expected.length === 0) return [];
  const types = typesOf(rulebook);
  const problems: Problem[] = [];
  const subjects = new Map(
    givens.given.map((each) => [each.item.id, { given: each, subject: subjectOf(each, types, problems) }]),
  );
  if (problems.length > 0) return problems.map(({ path, message }) => cannot(path, message));
  const decider = deciderOf(test.test, rulebook);
  return expected.flatMap((each) => {
    const found = subjects.get(each.of);
    if (!found) return [cannot(each.path, `Nothing with the id ${each.of} is given.`)];
    const ruling = decider(each.decision, found.subject);
    if (isRight(each, ruling)) return [];
    return [
      {
        path: each.path,
        what: `${each.decision} of ${each.of}`,
        given: [saySubject(found.given.item)],
        expected: sayExpected(each),
        got: sayAnswer(ruling, each),
        working: sayWorking(ruling),
      },
    ];
  });
}

function isRight(expected: ExpectedDecision, ruling: Ruling): boolean {
  const { rule, lost, version } = expected;
  if (rule !== null && rule !== (ruling.rule ?? 'otherwise')) return false;
  if (lost !== null && lost.join(' ') !== ruling.lost.map((each) => each.rule).join(' ')) return false;
  if (version !== null && version !== ruling.version?.from) return false;
  if (expected.refused !== null) return ruling.exception?.code === expected.refused;
  return ruling.exception === null && givesSame(expected, ruling);
}

/** All outputs, each exactly: nothing more is given and nothing less. */
function givesSame({ gives }: ExpectedDecision, ruling: Ruling): boolean {
  if (gives.length !== ruling.gives.length) return false;
  return ruling.gives.every((given) => {
    const text = gives.find(({ output }) => output === given.output)?.text;
    if (text === undefined) return false;
    if (given.value === null) return text === 'nothing';
    if (typeof given.value === 'string') return plainText(text) === given.value;
    const operand = readOperand(text);
    if ('day' in operand) return isSame(operand.day, given.value);
    if (!('quantity' in operand) || !isSame(operand.quantity.value, given.value)) return false;
    const { unit } = operand.quantity;
    const own = given.unit;
    return unit.kind !== 'money' || own?.kind !== 'money' || unit.currency === own.currency;
  });
}

function plainText(text: string): string {
  return /^"([^"]+)"$/.exec(text)?.[1] ?? text;
}

function sayExpected({ gives, refused, rule, lost, version }: ExpectedDecision): string {
  return [
    refused ?? sayGives(gives),
    ...(rule === null ? [] : [`by ${rule}`]),
    ...(lost === null ? [] : [`lost: ${lost.join(', ') || 'none'}`]),
    ...(version === null ? [] : [`version of ${writeDay(version)}`]),
  ].join('; ');
}
