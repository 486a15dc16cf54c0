import { errorAt, pathTo, type Fault, type Finding } from '../rulebook/finding.js';
import { nearest } from '../rulebook/nearest.js';
import type { Condition, UnaryTest } from '../rulebook/rulebook.js';
import { readComparison, REFUSED_KEYS } from './read-long-form.js';
import { isName } from './read-operand.js';
import { readUnaryTests } from './read-unary-test.js';

/** A condition that could be read, or everything that is wrong with it. */
export type ReadCondition = { readonly condition: Condition } | { readonly findings: readonly Finding[] };

const LONG_KEYS = ['all', 'any', 'not', 'condition', 'fact', 'operator', 'value'];
const KINDS = ['all', 'any', 'not', 'condition', 'fact'] as const;
const DEEPEST = 30;

/**
 * Reads a condition in both written forms: a map from facts to tests, of which all must hold, and json-rules-engine's `all`, `any`, `not`,
 * `condition`, or `fact` with `operator` and `value`; they nest in each other. `plain` is parsed YAML or JSON whose scalars are text;
 * `path` is where it stands, and findings name places below it. Facts, types and units are `checkCondition`'s question.
 */
export function readCondition(plain: unknown, path: string): ReadCondition {
  const findings: Finding[] = [];
  const condition = readNode(plain, { path, depth: 0, findings });
  return condition && findings.length === 0 ? { condition } : { findings };
}

interface Reading {
  readonly path: string;
  readonly depth: number;
  readonly findings: Finding[];
}

function readNode(plain: unknown, at: Reading): Condition | undefined {
  if (at.depth > DEEPEST)
    return wrong(
      at,
      badTest(`Conditions nest deeper than ${DEEPEST} levels.`, 'Name parts of it under conditions.'),
    );
  if (!isMap(plain)) {
    return wrong(at, {
      code: 'WRONG_SHAPE',
      message: 'A condition is a map.',
      remedy: 'Write facts and their tests, such as booking.type: new, or all, any, not.',
    });
  }
  const keys = Object.keys(plain);
  if (keys.length === 0)
    return wrong(
      at,
      badTest('The condition is empty.', 'Write facts and their tests, or leave the key out.'),
    );
  if (keys.every(isName)) return readFactMap(plain, at);
  return keysAreKnown(keys, at) ? readLongForm(plain, at) : undefined;
}

function keysAreKnown(keys: readonly string[], at: Reading): boolean {
  const found = at.findings.length;
  for (const key of keys) {
    if (LONG_KEYS.includes(key)) continue;
    if (isName(key)) {
      wrong(
        at,
        badTest(
          `The fact ${key} stands beside ${keys.find((k) => LONG_KEYS.includes(k)) ?? 'other keys'}.`,
          'Put facts and their tests into a map of their own under all.',
        ),
        key,
      );
      continue;
    }
    const meant = nearest(key, LONG_KEYS);
    const remedy =
      REFUSED_KEYS.get(key) ??
      (meant ? `Did you mean ${meant}?` : 'Write a fact with a dot, such as line.net, or all, any, not.');
    wrong(at, { code: 'UNKNOWN_KEY', message: `A condition has no key ${key}.`, remedy }, key);
  }
  return at.findings.length === found;
}

function readFactMap(map: Readonly<Record<string, unknown>>, at: Reading): Condition | undefined {
  const tests: Condition[] = [];
  for (const [fact, written] of Object.entries(map)) {
    const test = readTest(written, { ...at, path: pathTo(at.path, fact) });
    if (test) tests.push({ fact, test });
  }
  const [only] = tests;
  return tests.length === 1 ? only : { all: tests };
}

function readTest(written: unknown, at: Reading): UnaryTest | undefined {
  if (
    typeof written !== 'string' &&
    !(Array.isArray(written) && written.every((item) => typeof item === 'string'))
  ) {
    return wrong(at, {
      code: 'WRONG_SHAPE',
      message: 'A test is one text or a list of texts.',
      remedy: 'Write it like new, [new, renewal] or ">= 5,000 USD".',
    });
  }
  const test = readUnaryTests(written as string | readonly string[]);
  return 'fault' in test
    ? wrong(
        at,
        badTest(
          test.fault,
          'Write a test such as new, ">= 5,000 USD", "(10%..20%]", "(30 days..60 days]", not(renewal) or known.',
        ),
      )
    : test;
}

function readLongForm(map: Readonly<Record<string, unknown>>, at: Reading): Condition | undefined {
  const kinds = KINDS.filter((kind) => Object.hasOwn(map, kind));
  const [kind] = kinds;
  if (kinds.length !== 1 || kind === undefined) {
    const message =
      kinds.length === 0
        ? 'operator and value need a fact.'
        : `${kinds.join(' and ')} stand beside each other.`;
    return wrong(at, {
      code: 'ONE_OF_KEYS',
      message,
      remedy: 'Write exactly one of all, any, not, condition, fact; nest them for more.',
    });
  }
  if (kind !== 'fact' && Object.keys(map).length > 1) {
    return wrong(at, {
      code: 'ONE_OF_KEYS',
      message: `operator and value go with fact, not with ${kind}.`,
      remedy: 'Take them away, or write fact.',
    });
  }
  if (kind === 'fact')
    return readComparison(map, (fault, key) =>
      wrong({ ...at, path: key === null ? at.path : pathTo(at.path, key) }, fault),
    );
  const inner = { ...at, path: pathTo(at.path, kind), depth: at.depth + 1 };
  const content = map[kind];
  if (kind === 'condition') return readReference(content, inner);
  if (kind === 'not') return readNegation(content, inner);
  const parts = readParts(content, inner);
  return parts && (kind === 'all' ? { all: parts } : { any: parts });
}

function readReference(content: unknown, at: Reading): Condition | undefined {
  if (typeof content === 'string' && /^[a-z][a-z0-9-]*$/.test(content)) return { named: content };
  return wrong(at, {
    code: 'BAD_ID',
    message: 'condition takes the id of a named condition.',
    remedy: 'Write it like condition: big-deal.',
  });
}

function readNegation(content: unknown, at: Reading): Condition | undefined {
  const negated = readNode(content, at);
  return negated && { not: negated };
}

/** One item may stand for a list of one. An empty list is refused: the library takes an empty `any` for true, which nobody means. */
function readParts(content: unknown, at: Reading): readonly Condition[] | undefined {
  if (!Array.isArray(content)) {
    const only = readNode(content, at);
    return only && [only];
  }
  if (content.length === 0)
    return wrong(at, badTest('The list is empty.', 'Write at least one condition, or leave the key out.'));
  const parts = content.map((item, index) => readNode(item, { ...at, path: pathTo(at.path, index) }));
  return parts.every((part) => part !== undefined) ? parts : undefined;
}

function isMap(plain: unknown): plain is Readonly<Record<string, unknown>> {
  return typeof plain === 'object' && plain !== null && !Array.isArray(plain);
}

function badTest(message: string, remedy: string): Fault {
  return { code: 'BAD_TEST', message, remedy };
}

function wrong(at: Reading, fault: Fault, text?: string): undefined {
  at.findings.push(errorAt(at.path, fault, text));
  return undefined;
}
