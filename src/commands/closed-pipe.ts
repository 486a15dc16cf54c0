import type { Writable } from 'node:stream';

/**
 * Lets whoever reads what is written go before its end, as `| head` does: the rest is told nobody, and what was asked for is done to its end. Any
 * other fault of writing is thrown, as it is without this.
 */
export function letReaderGo(stream: Writable): void {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}
