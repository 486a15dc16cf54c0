import type { Readable } from 'node:stream';

/** The body of a request whole, or nothing where it has more bytes than it may; what is left is not read then. */
export async function receiveBytes(body: Readable, most: number): Promise<Buffer | undefined> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of body.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    bytes += piece.length;
    if (bytes > most) return undefined;
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}
