import fc from 'fast-check';
import { anyInput } from '../../../../../test/support/documents/inputs.js';
import { rulesFiles, spiffFiles } from '../../../../../test/support/documents/rules-files.js';
import { runs } from '../../../../../test/support/properties/property-runs.js';
import { Refusal } from '../../../../platform/refusal.js';
import { DocumentsService, type DocumentKind } from '../../documents.service.js';
import { DOCUMENT_CLASSES } from '../kinds/document-kinds.js';
import { BASE } from '../malformed/base-documents.js';
import { readDocument } from '../read-document.js';
import type { PlainMap } from '../yaml/plain-tree.js';
import { readPaper } from '../yaml/read-paper.js';
import { inputOfTree } from './input-of-tree.js';
import { treeOfInput } from './tree-of-input.js';

const documents = new DocumentsService();
const KINDS = Object.keys(DOCUMENT_CLASSES) as DocumentKind[];
const OURS = [
  ...rulesFiles(),
  ...spiffFiles(),
  ...Object.entries(BASE).map(([name, text]) => ({ path: `${name} with everything`, text })),
];

/** What makes a version another; a test has no versions. */
function fingerprint(text: string): string | undefined {
  const { declared } = readDocument({ path: 'x.yaml', text });
  return declared?.kind === 'test' ? 'a test' : declared?.fingerprint;
}

describe('a typed input and the text that is written for it', () => {
  it.each(KINDS)('say the same: %s', (kind) => {
    const part = DOCUMENT_CLASSES[kind];
    fc.assert(
      fc.property(anyInput(part), (input) => {
        const text = documents.write(kind, input);
        const { plain, faults } = readPaper(text);
        expect(faults).toEqual([]);
        expect(plain).toEqual(treeOfInput(part, input));
        expect(inputOfTree(part, treeOfInput(part, input))).toEqual(input);
        expect(text.startsWith('kicker: 1\n')).toBe(true);
      }),
      runs(12),
    );
  });

  it.each(OURS)('have the fingerprint of $path', ({ text }) => {
    const { kind, input } = documents.inputOf(text);
    const written = documents.write(kind, input);
    expect(readDocument({ path: 'x.yaml', text: written }).findings).toEqual([]);
    expect(documents.inputOf(written)).toEqual({ kind, input });
    expect(fingerprint(written)).toBe(fingerprint(text));
  });
});

describe('a typed input given for a document that is there', () => {
  it.each(OURS)('keeps every byte when it says the same as $path', ({ text }) => {
    for (const source of [text, text.replaceAll('\n', '\r\n'), `\ufeff${text.trimEnd()}`]) {
      const { kind, input } = documents.inputOf(source);
      expect(documents.patchTo(source, kind, input)).toBe(source);
    }
  });

  it('keeps the written form of what says the same', () => {
    const source = [
      'kicker: 1',
      "plan: 'ae'   # quoted",
      'from: "2026-01-01"',
      'currency: USD',
      'calendar: company',
      'measures: { id: arr, sum: line.net, window: month, negative: zero }',
      'incentives:',
      '- id: pay',
      '  when:',
      '    any: { fact: line.net, operator: in, value: { fact: quota.arr } }',
      '  flat: {base: measure.arr,  pays: 8%}',
      '',
    ].join('\n');
    const { input } = documents.inputOf(source);
    expect(documents.patchTo(source, 'plan', input)).toBe(source);
    expect(documents.patchTo(source, 'plan', { ...input, title: 'AE' })).toBe(
      source.replace('# quoted\n', '# quoted\ntitle: AE\n'),
    );
  });

  it('says any other input', () => {
    const byKind = new Map(
      KINDS.map((kind) => [kind, OURS.filter(({ text }) => documents.inputOf(text).kind === kind)]),
    );
    const given = fc
      .constantFrom(...KINDS.filter((kind) => (byKind.get(kind) ?? []).length > 0))
      .chain((kind) =>
        fc.record({ kind: fc.constant(kind), at: fc.nat(), input: anyInput(DOCUMENT_CLASSES[kind]) }),
      );
    fc.assert(
      fc.property(given, ({ kind, at, input }) => {
        const sources = byKind.get(kind) ?? [];
        const result = documents.patchTo(sources[at % sources.length]?.text ?? '', kind, input);
        expect(inputOfTree(DOCUMENT_CLASSES[kind], readPaper(result).plain as PlainMap)).toEqual(input);
      }),
      runs(20),
    );
  });

  it('is refused where it is of another kind', () => {
    expect(() => documents.patchTo(BASE['plan'] ?? '', 'table', { table: 'x' })).toThrow(Refusal);
  });
});

describe('a fact in an input', () => {
  const person = (facts: unknown): object => ({
    test: 'ae',
    situations: [{ id: 's', people: [{ person: 'ana', facts }], expect: [] }],
  });
  it.each([
    ['whose name is that of a key', [{ fact: 'person', is: 'ben' }], 'BAD_NAME'],
    [
      'that is said twice',
      [
        { fact: 'line.net', is: '1 USD' },
        { fact: 'line.net', is: '2 USD' },
      ],
      'FACT_TWICE',
    ],
  ])('%s is refused', (_, facts, code) => {
    expect(() => documents.write('test', person(facts) as never)).toThrow(expect.objectContaining({ code }));
  });

  it('that is tested twice stands in a list of which all must hold', () => {
    const tests = [
      { fact: 'line.net', is: ['> 1 USD'] },
      { fact: 'line.net', is: ['< 5 USD'] },
    ];
    expect(treeOfInput(DOCUMENT_CLASSES.plan, { conditions: [{ id: 'c', when: { tests } }] })).toMatchObject({
      conditions: [{ id: 'c', when: { all: [{ 'line.net': '> 1 USD' }, { 'line.net': '< 5 USD' }] } }],
    });
  });

  it('of a condition without a dot is refused, rather than taken for a key', () => {
    const when = { tests: [{ fact: 'all', is: ['x'] }] };
    expect(() => documents.write('plan', { conditions: [{ id: 'c', when }] })).toThrow(
      expect.objectContaining({ code: 'BAD_NAME', path: 'conditions.0.when.tests.0.fact' }),
    );
  });
});
