import { isMap, isScalar, isSeq, LineCounter, parseDocument, type Node, type YAMLMap } from 'yaml';
import { suggest } from '../../../engine/rulebook/nearest.js';
import { Refusal } from '../../../platform/refusal.js';
import { DECIMALS, DELIMITERS, THOUSANDS, plainMapping, type Mapping, type Target } from './mapping.js';
import { DATE_WRITINGS } from '../cells/read-date.js';

const KEYS = [
  'kicker',
  'mapping',
  'columns',
  'ignore',
  'constants',
  'values',
  'dates',
  'decimal',
  'thousands',
  'delimiter',
];
const LONGEST = 100_000;

/** Reads a mapping file for a kind; refuses it with line and column of everything that is wrong. */
export function readMapping(text: string, kind: string): Mapping {
  if (text.length > LONGEST)
    throw refused([`the file has ${text.length} characters; a mapping file is at most ${LONGEST}`]);
  const lines = new LineCounter();
  const document = parseDocument(text.replace(/^\ufeff/, ''), {
    schema: 'failsafe',
    lineCounter: lines,
    prettyErrors: false,
    logLevel: 'silent',
  });
  const reader = new Reader(lines);
  for (const error of document.errors)
    reader.say(error.pos[0], 'this is not YAML that can be read; check indentation, quotes and colons');
  const mapping = reader.faults.length > 0 ? undefined : reader.mapping(document.contents, kind);
  if (!mapping || reader.faults.length > 0) throw refused(reader.faults);
  return mapping;
}

function refused(faults: readonly string[]): Refusal {
  return new Refusal(
    'IMPORT_MAPPING',
    `The mapping file cannot be used: ${faults.join('; ')}.`,
    'docs/import.md shows a mapping file with every key.',
  );
}

class Reader {
  readonly faults: string[] = [];

  constructor(private readonly lines: LineCounter) {}

  mapping(root: unknown, kind: string): Mapping {
    const keys = this.entries(root, 'a mapping file');
    for (const [key, , at] of keys)
      if (!KEYS.includes(key)) this.say(at, `there is no key "${key}". ${suggest(key, KEYS)}`);
    const find = (name: string): Node | null => keys.find(([key]) => key === name)?.[1] ?? null;
    if (this.text(find('kicker')) !== '1') this.say(0, 'the first key must be "kicker: 1"');
    const named = this.text(find('mapping'));
    if (named !== kind)
      this.say(0, `it is for "${named ?? 'nothing'}", not for ${kind}: write "mapping: ${kind}"`);
    const plain = plainMapping(kind);
    return {
      kind,
      columns: this.map(find('columns'), (node) => this.target(node)),
      ignore: this.ignore(find('ignore')),
      constants: this.map(find('constants'), (node) => this.word(node)),
      values: this.map(find('values'), (node) => this.map(node, (inner) => this.word(inner))),
      writing: {
        dates: this.choice(find('dates'), 'dates', asChoices(DATE_WRITINGS)) ?? plain.writing.dates,
        decimal: this.choice(find('decimal'), 'decimal', asChoices(DECIMALS)) ?? plain.writing.decimal,
        thousands: this.choice(find('thousands'), 'thousands', THOUSANDS) ?? plain.writing.thousands,
      },
      delimiter: this.choice(find('delimiter'), 'delimiter', DELIMITERS) ?? plain.delimiter,
    };
  }

  say(offset: number, what: string): void {
    const { line, col } = this.lines.linePos(offset);
    if (this.faults.length < 20) this.faults.push(`line ${line || 1}, column ${col || 1}: ${what}`);
  }

  private target(node: Node | null): Target {
    if (isScalar(node)) return { column: this.word(node) };
    const parts = new Map(this.entries(node, 'a column').map(([key, value, at]) => [key, { value, at }]));
    for (const [key, { at }] of parts)
      if (!['column', 'unit', 'reads'].includes(key))
        this.say(at, `there is no key "${key}" here. ${suggest(key, ['column', 'unit', 'reads'])}`);
    const reads = parts.get('reads');
    if (reads && this.text(reads.value) !== 'fraction')
      this.say(reads.at, 'after "reads:" comes "fraction": 0.08 stands for 8%');
    const unit = this.text(parts.get('unit')?.value ?? null);
    return {
      column: this.word(parts.get('column')?.value ?? null),
      ...(unit ? { unit } : {}),
      ...(reads ? { fraction: true } : {}),
    };
  }

  private ignore(node: Node | null): Mapping['ignore'] {
    if (node === null) return new Set();
    if (isScalar(node)) return this.text(node) === 'others' ? 'others' : new Set([this.word(node)]);
    if (!isSeq(node)) this.say(offsetOf(node), 'after "ignore:" comes "others" or a list of headers');
    return new Set(isSeq(node) ? node.items.map((item) => this.word(item as Node)) : []);
  }

  private choice<T>(node: Node | null, key: string, choices: Readonly<Record<string, T>>): T | undefined {
    if (node === null) return undefined;
    const text = this.text(node) ?? '';
    if (Object.hasOwn(choices, text)) return choices[text];
    this.say(
      offsetOf(node),
      `"${key}: ${text}" is not known; write one of ${Object.keys(choices)
        .map((each) => `"${each}"`)
        .join(', ')}`,
    );
    return undefined;
  }

  private map<T>(node: Node | null, read: (node: Node | null) => T): ReadonlyMap<string, T> {
    return new Map(node === null ? [] : this.entries(node, 'this').map(([key, value]) => [key, read(value)]));
  }

  private entries(node: unknown, what: string): [key: string, value: Node | null, at: number][] {
    if (!isMap(node)) {
      this.say(offsetOf(node), `${what} must be written as "key: value" lines`);
      return [];
    }
    return (node as YAMLMap).items.map(({ key, value }) => [
      this.word(key as Node),
      value as Node | null,
      offsetOf(key),
    ]);
  }

  private word(node: Node | null): string {
    const text = this.text(node);
    if (text === undefined) this.say(offsetOf(node), 'a single word or text is expected');
    return text ?? '';
  }

  private text(node: Node | null): string | undefined {
    return isScalar(node) && typeof node.value === 'string' ? node.value : undefined;
  }
}

function offsetOf(node: unknown): number {
  return (isScalar(node) || isMap(node) || isSeq(node) ? node.range?.[0] : undefined) ?? 0;
}

function asChoices<T extends string>(names: readonly T[]): Readonly<Record<string, T>> {
  return Object.fromEntries(names.map((name) => [name, name])) as Record<string, T>;
}
