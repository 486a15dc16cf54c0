import { readDocuments } from '../read-documents.js';
import { withChange } from './base-documents.js';

type Case = readonly [name: string, document: string, from: string, to: string, code: string, place: string];

// prettier-ignore
const CASES: readonly Case[] = [
  ['a key twice', 'plan', 'currency: USD', 'currency: USD\ncurrency: EUR', 'DUPLICATE_KEY', '7:1'],
  ['a key twice in braces', 'plan', '{ id: base, from: 0%,', '{ id: base, id: base, from: 0%,', 'DUPLICATE_KEY', '27:23'],
  ['an anchor', 'plan', 'currency: USD', 'currency: &c USD', 'YAML_FEATURE', '6:11'],
  ['an alias', 'plan', 'currency: USD', 'currency: *usd', 'YAML_FEATURE', '6:11'],
  ['a merge', 'plan', '    window: quarter', '    <<: { window: quarter }', 'YAML_FEATURE', '16:5'],
  ['a tag', 'plan', 'currency: USD', 'currency: !!str USD', 'YAML_FEATURE', '6:11'],
  ['a tab as indent', 'plan', '    window: quarter', '\twindow: quarter', 'TAB', '16:1'],
  ['a tab between key and value', 'plan', 'currency: USD', 'currency:\tUSD', 'TAB', '6:10'],
  ['a tab in quotes', 'plan', 'title: Account executive', 'title: "Account\texecutive"', 'TAB', '3:16'],
  ['a no-break space', 'plan', 'title: Account executive', 'title: Account\u00a0executive', 'HIDDEN_CHARACTER', '3:15'],
  ['a zero-width space in an id', 'plan', 'plan: ae', 'plan: a\u200be', 'HIDDEN_CHARACTER', '2:8'],
  ['a second document', 'plan', 'incentives:', '---\nincentives:', 'SEVERAL_DOCUMENTS', '19:1'],
  ['an end mark', 'plan', 'incentives:', '...\nincentives:', 'SEVERAL_DOCUMENTS', '19:1'],
  ['a directive', 'plan', 'kicker: 1\nplan', '%YAML 1.1\n---\nkicker: 1\nplan', 'YAML_FEATURE', '1:1'],
  ['an explicit key', 'plan', 'currency: USD', '? currency\n: USD', 'YAML_FEATURE', '6:1'],
  ['yes', 'plan', 'title: Account executive', 'title: yes', 'RESERVED_WORD', '3:8'],
  ['NO', 'plan', 'title: Account executive', 'title: NO', 'RESERVED_WORD', '3:8'],
  ['on as key', 'plan', 'title: Account executive', 'on: 2026-01-01', 'RESERVED_WORD', '3:1'],
  ['true', 'plan', '    negative: carry-measure', '    negative: true', 'RESERVED_WORD', '18:15'],
  ['null', 'plan', '    quota: attribute.quota', '    quota: null', 'RESERVED_WORD', '17:12'],
  ['a tilde', 'plan', '    quota: attribute.quota', '    quota: ~', 'RESERVED_WORD', '17:12'],
  ['an empty value', 'plan', '    quota: attribute.quota', '    quota:', 'EMPTY_VALUE', '17:5'],
  ['an empty item', 'plan', '      starts:\n', '      starts:\n        -\n', 'EMPTY_VALUE', '27:10'],
  ['__proto__', 'plan', 'title: Account executive', '__proto__: { a: b }', 'RESERVED_KEY', '3:1'],
  ['constructor', 'plan', 'title: Account executive', 'constructor: x', 'RESERVED_KEY', '3:1'],
  ['prototype in braces', 'plan', '{ id: base,', '{ prototype: x, id: base,', 'RESERVED_KEY', '27:13'],
  ['a comma in an amount in braces', 'plan', '{ attainment.arr: "< 50%" }', '{ line.net: 5,000 USD }', 'COMMA_IN_BRACES', '11:25'],
  ['a comma in a reason in braces', 'engagement', 'because: Nobody }', 'because: Nobody, not even the house }', 'COMMA_IN_BRACES', '13:50'],
  ['a comma in an amount in brackets', 'table', '[new, "> 5 USD", 3%]', '[5,000 USD, "> 5 USD", 3%]', 'COMMA_IN_BRACES', '8:8'],
  ['an unquoted test', 'plan', '"< 50%"', '> 50%', 'UNQUOTED_TEST', '11:29'],
  ['an unquoted test in a block', 'plan', '    when: { attainment.arr: "< 50%" }', '    when:\n      attainment.arr: >= 50%', 'UNQUOTED_TEST', '12:23'],
  ['block text', 'plan', 'title: Account executive', 'title: |\n  Account\n  executive', 'YAML_FEATURE', '3:8'],
  ['folded text', 'plan', 'title: Account executive', 'title: >\n  Account\n  executive', 'UNQUOTED_TEST', '3:8'],
  ['a value over two lines', 'plan', 'title: Account executive', 'title: Account\n  executive', 'TEXT_OVER_LINES', '3:8'],
  ['a missing colon', 'plan', 'calendar: company', 'calendar company', 'YAML_SYNTAX', '7:1'],
  ['a second colon', 'plan', 'title: Account executive', 'title: Account: executive', 'YAML_SYNTAX', '3:8'],
  ['a bracket left open', 'plan', '[new, expansion] }', '[new, expansion }', 'YAML_SYNTAX', '15:43'],
  ['a quote left open', 'plan', '"< 50%"', '"< 50%', 'YAML_SYNTAX', '11:29'],
  ['wrong indent', 'plan', '    window: quarter', '   window: quarter', 'YAML_SYNTAX', '16:1'],
  ['a percent sign first', 'plan', 'from: 0%, pays: 5%', 'from: 0%, pays: %5', 'YAML_SYNTAX', '27:39'],
  ['an at sign first', 'plan', 'calendar: company', 'calendar: @company', 'YAML_SYNTAX', '7:11'],
  ['a dash unquoted in a row', 'table', '[expansion, "-", 2%]', '[expansion, -, 2%]', 'YAML_SYNTAX', '9:17'],
  ['NUL', 'plan', 'Account executive', 'Account\0executive', 'ENCODING', '1:1'],
  ['a lost character', 'plan', 'Account executive', 'Account \ufffd executive', 'ENCODING', '1:1'],
  ['a key that is a list', 'plan', 'title: Account executive', '[a, b]: c', 'YAML_SYNTAX', '3:1'],
];

describe('what YAML hides is refused', () => {
  it.each(CASES)('%s in the %s', (_, document, from, to, code, place) => {
    const { findings } = readDocuments(withChange(document, from, to));
    const told = findings.filter(({ file }) => file === `rules/${document}.yaml`);
    expect(told.map((each) => `${each.code} ${each.line}:${each.column}`)).toContain(`${code} ${place}`);
    for (const { message, remedy } of findings)
      expect([message.length, remedy.length].every((length) => length > 5)).toBe(true);
  });

  const PATHS: readonly (readonly [name: string, from: string, to: string, path: string])[] = [
    ['a key twice', 'currency: USD', 'currency: USD\ncurrency: EUR', 'currency'],
    [
      'a key twice in braces',
      '{ id: base, from: 0%,',
      '{ id: base, id: base, from: 0%,',
      'incentives.0.tiers.starts.0.id',
    ],
    ['a reserved word', '    quota: attribute.quota', '    quota: null', 'measures.0.quota'],
    ['a reserved key', '{ id: base,', '{ prototype: x, id: base,', 'incentives.0.tiers.starts.0.prototype'],
    ['an empty item', '      starts:\n', '      starts:\n        -\n', 'incentives.0.tiers.starts.0'],
    ['an empty value', '    quota: attribute.quota', '    quota:', 'measures.0.quota'],
  ];
  it.each(PATHS)('%s is named by its path as well', (_, from, to, path) => {
    expect(readDocuments(withChange('plan', from, to)).findings[0]).toMatchObject({ path });
  });
});

describe('a word that readers of YAML disagree about', () => {
  const remedies = (from: string, to: string): (string | null)[] =>
    readDocuments(withChange('plan', from, to))
      .findings.filter(({ code }) => code === 'RESERVED_WORD')
      .map(({ remedy }) => remedy);

  it('as an id asks for another, or for quotes', () => {
    const asked = ['Choose another name, or put it in quotes: "n".'];
    expect(remedies('plan: ae', 'plan: n')).toEqual(asked);
    expect(remedies('{ id: base, from: 0%,', '{ id: n, from: 0%,')).toEqual(asked);
    expect(remedies('{ id: base, from: 0%,', '{ id: "n", from: 0%,')).toEqual([]);
  });

  it('as anything else asks for the word that the key takes', () => {
    expect(remedies('    negative: carry-measure', '    negative: true')).toEqual([
      'Write the word that the key takes, leave the key out, or put a text in quotes.',
    ]);
  });
});
