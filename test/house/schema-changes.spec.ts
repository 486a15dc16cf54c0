import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { unnamedBreaks, unreleasedOf } from './lib/schema/schema-changes.js';
import { ROOT } from './lib/tree.js';

const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

describe('the schema of the API', () => {
  it('breaks nothing that was released, unless the changelog names it', () => {
    const now = read('schema.graphql');
    const released = read('test/house/schema.released.graphql');
    expect(unnamedBreaks({ released, now, unreleased: unreleasedOf(read('CHANGELOG.md')) })).toEqual([]);
  });

  it.each([
    ['a field that went', 'type Query { a: Int b: Int }', 'type Query { a: Int }', 'Query.b'],
    ['a field that may be null now', 'type Query { a: Int! }', 'type Query { a: Int }', 'Query.a'],
    [
      'an argument that must be given now',
      'type Query { a(x: Int): Int }',
      'type Query { a(x: Int!): Int }',
      'Query.a',
    ],
    ['another default', 'type Query { a(x: Int = 1): Int }', 'type Query { a(x: Int = 2): Int }', 'Query.a'],
    ['a type that went', 'type Query { a: Int } type Thing { a: Int }', 'type Query { a: Int }', 'Thing'],
  ])('is not released with %s, until that is named', (_, released, now, about) => {
    const [unnamed] = unnamedBreaks({ released, now, unreleased: '' });
    expect(unnamed).toContain(`name \`${about}\` under`);
    expect(unnamedBreaks({ released, now, unreleased: `- \`${about}\` is gone` })).toEqual([]);
  });

  it('may grow', () => {
    const [released, now] = [
      'type Query { a: Int }',
      'type Query { a: Int b(x: Int): Int } type T { a: Int }',
    ];
    expect(unnamedBreaks({ released, now, unreleased: '' })).toEqual([]);
  });

  it('reads only what is not released yet of the changelog', () => {
    expect(unreleasedOf('# Changes\n\n## Unreleased\n\nnew\n\n## 1.0\n\nold\n').trim()).toBe('new');
  });
});
