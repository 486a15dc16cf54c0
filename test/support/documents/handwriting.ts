import fc from 'fast-check';
import {
  doubleQuoted,
  scalarText,
  type Standing,
} from '../../../src/modules/rules/documents/writing/scalar-text.js';
import {
  isPlainMap,
  type Plain,
  type PlainMap,
} from '../../../src/modules/rules/documents/yaml/plain-tree.js';
import { anyTree } from './trees.js';

/** A document as many hands would write it: any style of quotes, brackets, indentation, comments, blank lines and line breaks. */
export function anyHandwriting(tree: fc.Arbitrary<PlainMap> = anyTree()): fc.Arbitrary<string> {
  return fc.tuple(tree, fc.nat()).map(([data, seed]) => new Hand(seed).document(data));
}

class Hand {
  constructor(private seed: number) {}

  /** One of `of` whole numbers, by mulberry32. */
  private pick(of: number): number {
    this.seed = (this.seed + 0x6d2b79f5) | 0;
    let t = Math.imul(this.seed ^ (this.seed >>> 15), 1 | this.seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % of;
  }

  document(tree: PlainMap): string {
    const head = ['', '# first\n', '---\n', '# a\n\n# b\n'][this.pick(4)] ?? '';
    const body =
      Object.keys(tree).length === 0 || this.pick(12) === 0
        ? `${this.flow(tree, '')}\n`
        : this.lines(tree, 0);
    const tail = ['', '# last\n', '\n\n', '   \n'][this.pick(4)] ?? '';
    let text = head + body + tail;
    if (this.pick(4) === 0) text = text.replace(/\n$/, '');
    if (this.pick(4) === 0) text = text.replaceAll('\n', '\r\n');
    return this.pick(6) === 0 ? `\ufeff${text}` : text;
  }

  private lines(value: Plain, column: number): string {
    const pad = ' '.repeat(column);
    const parts = isPlainMap(value)
      ? Object.entries(value).map(
          ([key, each]) => `${pad}${this.text(key, 'block')}:${this.under(each, column, true)}`,
        )
      : (value as readonly Plain[]).map((each) => `${pad}-${this.under(each, column, false)}`);
    return parts.map((part) => this.above(pad) + part).join('');
  }

  private above(pad: string): string {
    return ['', '', '', '', '', '\n', `${pad}# above\n`, `# far left\n`][this.pick(8)] ?? '';
  }

  private end(): string {
    return `${['', '', '', '  ', ' # beside', '   # "quoted", [and] so: on'][this.pick(6)]}\n`;
  }

  private under(value: Plain, column: number, isKey: boolean): string {
    const blank = [' ', ' ', '  '][this.pick(3)] ?? ' ';
    if (typeof value === 'string') return blank + this.text(value, 'block') + this.end();
    const isEmpty = Object.keys(value).length === 0;
    if (isEmpty || this.pick(3) === 0) return blank + this.flow(value, ' '.repeat(column + 2)) + this.end();
    const atParent = isKey && !isPlainMap(value) && this.pick(3) === 0;
    const deeper = atParent ? column : column + 1 + this.pick(4);
    if (!isKey && this.pick(3) > 0) {
      const start = column + 1 + 1 + this.pick(2);
      return (
        ' '.repeat(start - column - 1) +
        this.lines(value, start)
          .replace(/^(?: *#.*\n| *\n)*/, '')
          .slice(start)
      );
    }
    return this.end() + this.lines(value, deeper);
  }

  private flow(value: Plain, pad: string): string {
    if (typeof value === 'string') return this.text(value, 'flow');
    const gap =
      ['', ' ', ' ', `\n${pad} `, ` # inside\n${pad} `][this.pick(this.pick(3) === 0 ? 5 : 3)] ?? '';
    const items = isPlainMap(value)
      ? Object.entries(value).map(([key, each]) => `${this.text(key, 'flow')}: ${this.flow(each, `${pad} `)}`)
      : value.map((each) =>
          typeof each === 'string' ? this.text(each, 'item') : this.flow(each, `${pad} `),
        );
    const [open, close] = isPlainMap(value) ? '{}' : '[]';
    if (items.length === 0) return `${open}${close}`;
    const comma =
      [', ', ',', ' , ', `,\n${pad} `, `, # inside\n${pad} `][this.pick(this.pick(3) === 0 ? 5 : 1)] ?? ', ';
    const last = ['', '', '', ','][this.pick(4)] ?? '';
    return `${open}${gap}${items.join(comma)}${last}${gap}${close}`;
  }

  private text(text: string, standing: Standing): string {
    const written = scalarText(text, standing);
    const style = this.pick(5);
    if (style === 0) return doubleQuoted(text);
    if (style === 1 && !/[\p{C}\u00a0\u00ad\u2028\u2029\u202f\ufffd]/u.test(text))
      return `'${text.replaceAll("'", "''")}'`;
    return written;
  }
}
