import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { checkedBytes, type Noticed } from './checked-bytes.js';

async function read(bytes: Buffer, cuts: readonly number[]): Promise<{ text: Buffer; noticed: Noticed }> {
  const places = [0, ...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length].sort((a, b) => a - b);
  async function* source(): AsyncGenerator<Buffer> {
    for (let at = 1; at < places.length; at += 1) yield bytes.subarray(places[at - 1], places[at]);
  }
  const noticed = { byteOrderMark: false };
  const parts: Buffer[] = [];
  for await (const part of checkedBytes(source(), noticed)) parts.push(part);
  return { text: Buffer.concat(parts), noticed };
}

const cuts = fc.array(fc.nat({ max: 400 }), { maxLength: 12 });
const text = fc.string({ unit: 'binary', maxLength: 80 }).map((any) => `a,b\n${any.replaceAll('\0', '')}`);

describe('the bytes of a file', () => {
  it('pass unchanged, wherever the stream cuts them', async () => {
    await fc.assert(
      fc.asyncProperty(text, cuts, fc.boolean(), async (content, places, marked) => {
        const bytes = Buffer.from(content);
        const given = marked ? Buffer.concat([Buffer.from('\ufeff'), bytes]) : bytes;
        const found = await read(given, places);
        expect(found.text.equals(bytes)).toBe(true);
        expect(found.noticed.byteOrderMark).toBe(marked);
      }),
    );
  });

  it('are refused at the place of the first that is not UTF-8, wherever the stream cuts them', async () => {
    const bad = fc.constantFrom(
      [0xff],
      [0xc3, 0x28],
      [0xe2, 0x82, 0x28],
      [0xed, 0xa0, 0x80],
      [0xc0, 0xaf],
      [0xf5, 0x80, 0x80, 0x80],
    );
    await fc.assert(
      fc.asyncProperty(text, bad, cuts, async (content, wrong, places) => {
        const before = Buffer.from(content);
        const bytes = Buffer.concat([before, Buffer.from(wrong), Buffer.from(' after\n')]);
        await expect(read(bytes, places)).rejects.toMatchObject({
          code: 'IMPORT_ENCODING',
          message: expect.stringContaining(`Byte ${before.length + 1} of the file`),
        });
      }),
    );
  });
});
