import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { undescribed } from './lib/schema/undescribed.js';
import { ROOT } from './lib/tree.js';

describe('what the schema of the API says of itself', () => {
  it('describes every type, field, argument and value, with an example of what people write and read', () => {
    expect(undescribed(readFileSync(join(ROOT, 'schema.graphql'), 'utf8'))).toEqual([]);
  });

  it.each([
    ['a type', 'type Query { a: T } type T { "An a. Example: 1" a: Int }', 'T says nothing'],
    ['a field', '"T" type T { a: Int } type Query { "A t." t: T }', 'T.a says nothing'],
    [
      'an example of a field',
      '"T" type T { "An a." a: Int } type Query { "A t." t: T }',
      'T.a has no example',
    ],
    ['an argument', 'type Query { "An a. Example: 1" a(x: Int): Int }', 'Query.a(x) says nothing'],
    [
      'an input',
      '"I" input I { "An x." x: Int } type Query { "An a." a("I" i: I): Int }',
      'I.x has no example',
    ],
    ['a value', '"E" enum E { A } type Query { "An e. Example: A" e: E }', 'E.A says nothing'],
  ])('misses %s that says nothing', (_, schema, told) => {
    expect(undescribed(schema).join('\n')).toContain(told);
  });
});
