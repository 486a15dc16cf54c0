import { describe, expect, it } from '@jest/globals';
import { Shutdown } from './shutdown.js';

describe('Shutdown', () => {
  it('ends things in the reverse of the order in which they began, once, whatever fails', async () => {
    const ended: string[] = [];
    const shutdown = new Shutdown(() => undefined);
    shutdown.add(() => void ended.push('database'));
    shutdown.add(() => Promise.reject(new Error('stuck')));
    shutdown.add(async () => void ended.push('server'));
    await Promise.all([shutdown.run(), shutdown.run()]);
    expect(ended).toEqual(['server', 'database']);
  });

  it('answers the first signal by ending cleanly and the second at once', async () => {
    const codes: number[] = [];
    let release = (): void => undefined;
    const shutdown = new Shutdown((code) => codes.push(code)).listen();
    shutdown.add(() => new Promise<void>((resolve) => (release = resolve)));
    process.emit('SIGINT', 'SIGINT');
    expect(codes).toEqual([]);
    process.emit('SIGTERM', 'SIGTERM');
    expect(codes).toEqual([143]);
    release();
    await shutdown.run();
    await Promise.resolve();
    shutdown.ignore();
    expect(codes).toEqual([143, 130]);
  });
});
