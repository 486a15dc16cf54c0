import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { readDocument } from '../documents/read-document.js';
import { KnownContents } from './known-contents.js';

const SELLER = readFileSync('bench/rules/seller.yaml', 'utf8');
const texts = ['5%', '6%', '7%'].map((rate) => SELLER.replace('6%', rate));
const part = (text: string) => ({ kind: 'plan' as const, name: 'seller', text });

describe('what published texts say', () => {
  it('is read once of each text, and is what reading it anew says', () => {
    const known = new KnownContents();
    for (const text of texts) expect(known.of(part(text))).toEqual(readDocument({ path: '', text }).content);
    expect(known.of(part(texts[0] ?? ''))).not.toEqual(known.of(part(texts[2] ?? '')));
    for (const text of texts) expect(known.of(part(text))).toBe(known.of(part(text)));
  });

  it('is kept of the latest texts alone, and of none that is too large', () => {
    const [one = '', two = '', three = ''] = texts;
    const known = new KnownContents(2 * SELLER.length + 2);
    const first = known.of(part(one));
    known.of(part(two));
    expect(known.of(part(one))).toBe(first);
    const second = known.of(part(two));
    known.of(part(three));
    expect(known.of(part(two))).toBe(second);
    expect(known.of(part(one))).not.toBe(first);
    const none = new KnownContents(10);
    expect(none.of(part(one))).not.toBe(none.of(part(one)));
    expect(none.of(part(one))).toEqual(first);
  });

  it('breaks where a published text can no longer be read', () => {
    expect(() => new KnownContents().of(part('kicker: 2'))).toThrow('can no longer be read');
  });
});
