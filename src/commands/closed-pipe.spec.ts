import { Writable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { letReaderGo } from './closed-pipe.js';

function failing(code: string): Writable {
  return new Writable({
    write: (_chunk, _encoding, done) => {
      done(Object.assign(new Error(`write ${code}`), { code }));
    },
  });
}

describe('what a command writes', () => {
  it('may be left before its end', async () => {
    const stream = failing('EPIPE');
    letReaderGo(stream);
    const failed = new Promise((resolve) => stream.on('error', resolve));
    stream.write('a line\n');
    expect(await failed).toMatchObject({ code: 'EPIPE' });
  });

  it('is a fault where it cannot be written', () => {
    const stream = failing('ENOSPC');
    letReaderGo(stream);
    expect(() => stream.emit('error', Object.assign(new Error('full'), { code: 'ENOSPC' }))).toThrow('full');
  });
});
