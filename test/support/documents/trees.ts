import fc from 'fast-check';
import { emptyMap, type Plain, type PlainMap } from '../../../src/modules/rules/documents/yaml/plain-tree.js';

const AWKWARD = [
  'no',
  'YES',
  'on',
  'null',
  '~',
  '010',
  '1_000',
  '0x1F',
  '1e3',
  '.5',
  '1.50',
  '0',
  '100',
  '000 USD',
  '-0',
  '12:30',
  '>= 5',
  '"> 5"',
  '< 50%',
  '-',
  '--',
  '- a',
  '---',
  '...',
  '# a',
  'a #b',
  'a#b',
  'a: b',
  'a:',
  ':a',
  'a:b',
  ' a',
  'a ',
  '',
  ' ',
  'a, b',
  '5,000 USD',
  '(10%..20%]',
  '[a]',
  '{a}',
  '{ a: b }',
  "it's",
  "'a'",
  '"a"',
  'a"b',
  'a\\b',
  '*a',
  '&a',
  '!a',
  '%a',
  '@a',
  '`a`',
  '|',
  '>',
  '?',
  '? a',
  '=',
  '<<',
  'a\nb',
  'a\tb',
  'a\r\nb',
  '\ufeffa',
  'a\u200bb',
  'a\u00a0b',
  'a\u2028b',
  'ü',
  '日本',
  '👩‍💻',
  '🏆 won',
  '\u{e0001}',
  '\ud800',
  '\ufffd',
  '1.5x',
  '2026-01-01',
  '2026-01',
  '§4.2',
  '+5',
  'e\u0301',
  'a  b',
  'x'.repeat(300),
  '5%',
  'attribute.base-rate',
];

/** Texts, the awkward ones of YAML among them. */
export function anyText(): fc.Arbitrary<string> {
  return fc.oneof(
    fc.constantFrom(...AWKWARD),
    fc.string({ maxLength: 12 }),
    fc.string({ unit: 'binary', maxLength: 8 }),
    fc
      .array(fc.constantFrom(...'a1 :,#-"\'[]{}%>|&*!?\\\n\t.'), { maxLength: 8 })
      .map((parts) => parts.join('')),
  );
}

function anyKey(): fc.Arbitrary<string> {
  const named = fc.constantFrom(
    'id',
    'from',
    'pays',
    'when',
    'line.net',
    'booking.type',
    'starts',
    'a-b',
    'no-quota',
    'title',
  );
  const any = anyText().filter((text) => !['', '<<', '__proto__', 'constructor', 'prototype'].includes(text));
  return fc.oneof({ weight: 4, arbitrary: named }, { weight: 1, arbitrary: any });
}

function toMap(entries: readonly (readonly [string, Plain])[]): PlainMap {
  const map = emptyMap();
  for (const [key, value] of entries) map[key] = value;
  return map;
}

/** Any data of a document: a map of texts, maps and lists. */
export function anyTree(): fc.Arbitrary<PlainMap> {
  const { map } = fc.letrec<{ value: Plain; map: PlainMap; list: Plain }>((tie) => ({
    value: fc.oneof({ depthSize: 'small', withCrossShrink: true }, anyText(), tie('map'), tie('list')),
    map: fc.array(fc.tuple(anyKey(), tie('value')), { maxLength: 5 }).map(toMap),
    list: fc.array(tie('value'), { maxLength: 4 }),
  }));
  return map;
}
