import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { AuditEntry } from './audit-entry.js';
import { canonicalOf, ChainCheck, GENESIS, hashOf } from './chain.js';

type Content = Pick<AuditEntry, 'actor' | 'action' | 'subject' | 'reason' | 'request' | 'before' | 'after'>;

const text = fc.string({ unit: 'grapheme', maxLength: 12 });
const content: fc.Arbitrary<Content> = fc.record({
  actor: text,
  action: text,
  subject: text,
  reason: text,
  request: text,
  before: fc.option(text),
  after: fc.option(text),
});

function chainOf(contents: readonly Content[]): AuditEntry[] {
  const chain: AuditEntry[] = [];
  for (const [index, one] of contents.entries()) {
    const position = BigInt(index + 1);
    const unsigned = {
      ...one,
      position,
      entry: position * 3n,
      recordedAt: 1n,
      previousHash: chain.at(-1)?.hash ?? GENESIS,
      hash: '',
    };
    chain.push({ ...unsigned, hash: hashOf(unsigned) });
  }
  return chain;
}

function firstBreak(chain: readonly AuditEntry[]): string | undefined {
  const check = new ChainCheck();
  for (const entry of chain) {
    const broken = check.next(entry);
    if (broken) return broken.what;
  }
  return undefined;
}

const chains = fc.array(content, { minLength: 2, maxLength: 8 }).map(chainOf);

describe('the chain of entries', () => {
  it('holds as it was recorded', () => {
    fc.assert(fc.property(chains, (chain) => expect(firstBreak(chain)).toBeUndefined()));
  });

  it('breaks where any part of an entry was changed', () => {
    const parts = fc.constantFrom('actor', 'action', 'subject', 'reason', 'request', 'before', 'after');
    fc.assert(
      fc.property(chains, fc.nat(), parts, (chain, which, part) => {
        const index = which % chain.length;
        const forged = chain.map((entry, at) =>
          at === index ? { ...entry, [part]: `${entry[part as 'actor']}!` } : entry,
        );
        expect(firstBreak(forged)).toBe(`entry ${index + 1} was changed after it was recorded`);
      }),
    );
  });

  it('breaks where an entry is missing, and where one was signed anew without those after it', () => {
    fc.assert(
      fc.property(chains, fc.nat(), (chain, which) => {
        const index = which % (chain.length - 1);
        expect(firstBreak(chain.filter((_, at) => at !== index))).toMatch(`entry ${index + 1} is missing`);
        const resigned = chain.map((entry, at) => {
          const changed = { ...entry, actor: `${entry.actor}!` };
          return at === index ? { ...changed, hash: hashOf(changed) } : entry;
        });
        expect(firstBreak(resigned)).toBe(`entry ${index + 2} does not continue entry ${index + 1}`);
      }),
    );
  });

  it('writes no two contents alike', () => {
    const [one, other] = chainOf([
      { actor: 'a,1:b', action: '', subject: '', reason: '', request: '', before: null, after: '-' },
      { actor: 'a', action: 'b', subject: '', reason: '', request: '', before: '-', after: null },
    ]);
    expect(one && canonicalOf(one).toString()).toBe('1:1,1:3,1:1,5:a,1:b,0:,0:,0:,0:,-,1:-,');
    expect(other && canonicalOf(other).toString()).toBe('1:2,1:6,1:1,1:a,1:b,0:,0:,0:,1:-,-,');
  });
});
