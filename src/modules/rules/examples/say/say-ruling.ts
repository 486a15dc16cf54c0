import { sayNumber } from '../../../../engine/conditions/verdict/say-test.js';
import type { RuledOutput, Ruling } from '../../../../engine/engagement/ruling.js';
import { writeDay } from '../../../../engine/kernel/day.js';
import type { FactValue } from '../../../../engine/model/facts.js';
import type { ExpectedDecision, TestGiven } from '../../documents/test-document.js';

/** What is given, on one line. */
export function saySubject({ id, date, facts }: TestGiven): string {
  return [`${id} of ${writeDay(date)}`, facts.map(({ name, value }) => `${name} ${value}`).join(', ')].join(
    ': ',
  );
}

/** Outputs with their values: `owner ana, segment smb`. */
export function sayGives(gives: readonly { readonly output: string; readonly text: string }[]): string {
  return gives.map(({ output, text }) => `${output} ${text}`).join(', ');
}

/** What a policy decided, with the parts that were asked for. */
export function sayAnswer(
  ruling: Ruling,
  asked: Pick<ExpectedDecision, 'rule' | 'lost' | 'version'>,
): string {
  const { exception, gives, rule, lost, version } = ruling;
  const said = gives.map((given) => ({ output: given.output, text: sayOutput(given) }));
  return [
    exception === null ? sayGives(said) : exception.code,
    ...(asked.rule === null ? [] : [`by ${rule ?? 'otherwise'}`]),
    ...(asked.lost === null ? [] : [`lost: ${lost.map((each) => each.rule).join(', ') || 'none'}`]),
    ...(asked.version === null ? [] : [`version of ${version === null ? 'none' : writeDay(version.from)}`]),
  ].join('; ');
}

/** Which rule decided and why, what lost to it, and what was read. */
export function sayWorking(ruling: Ruling): readonly string[] {
  const { policy, rule, phase, because, lost, read } = ruling;
  const by = phase === null ? 'no rule answers' : `${rule ?? 'nobody'} in ${phase}`;
  return [
    ...(policy === null ? [] : [`${policy}: ${by}: ${because}`]),
    ...(policy === null ? [because] : []),
    ...lost.map((each) => `${each.rule} in ${each.phase} lost to ${each.lostTo}: ${each.because}`),
    ...read.map(({ name, value }) => `read ${name}: ${sayRead(value)}`),
  ];
}

function sayOutput({ value, unit, as }: RuledOutput): string {
  if (value === null) return 'nothing';
  const said = typeof value === 'object' ? sayNumber(value, unit) : sayRead(value);
  return as === undefined ? said : `${said} as ${as}`;
}

function sayRead(value: FactValue): string {
  if (value === undefined) return 'unknown';
  if (typeof value === 'number') return writeDay(value);
  return typeof value === 'string' ? value : sayNumber(value, undefined);
}
