import { LIMITS } from '../../src/platform/graphql/limits/limits.js';
import { files } from './lib/tree.js';

describe('docs/graphql.md', () => {
  it('tells every limit with its number', () => {
    const [page] = files(/^docs\/graphql\.md$/);
    const [, table = ''] = page?.text.split('## Limits') ?? [];
    const told = [...table.matchAll(/\| ([\d,]+)(?: each)? \|$/gm)].map(([, number]) => number);
    const real = Object.values(LIMITS).map((limit) => limit.toLocaleString('en-US'));
    expect(new Set(told)).toEqual(new Set(real));
  });
});
