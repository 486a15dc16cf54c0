import { describe, expect, it } from '@jest/globals';
import { Logger } from './logging.js';

function lines(least: 'error' | 'info' | 'debug', use: (log: Logger) => void): Record<string, unknown>[] {
  const written: string[] = [];
  use(
    new Logger(
      least,
      (line) => written.push(line),
      () => new Date(0),
    ),
  );
  return written.map((line) => JSON.parse(line) as Record<string, unknown>);
}

describe('Logger', () => {
  it('writes one line of JSON for each event', () => {
    expect(lines('info', (log) => log.log('ready', { port: 3000, position: 7n }))).toEqual([
      { at: '1970-01-01T00:00:00.000Z', level: 'info', message: 'ready', port: 3000, position: '7' },
    ]);
  });

  it('leaves out what is below its level', () => {
    const all = (log: Logger): void =>
      [log.debug('a'), log.log('b'), log.warn('c'), log.error('d')].forEach(() => undefined);
    expect(lines('error', all).map((line) => line['message'])).toEqual(['d']);
    expect(lines('debug', all)).toHaveLength(4);
  });

  it('hides secrets by key and passwords inside addresses, also in messages and stacks', () => {
    const address = 'postgres://api:hunter2@db:5432/kicker';
    const text = JSON.stringify(
      lines('info', (log) => {
        log.error(`cannot reach ${address}`, {
          password: 'hunter2',
          DATABASE_URL: address,
          nested: { token: 'hunter2' },
        });
        log.error(new Error(`failed at ${address}`), new Error(`failed at ${address}`));
        log.error({ password: 'hunter2' });
      }),
    );
    expect(text).not.toContain('hunter2');
    expect(text).toContain('postgres://api:[hidden]@db');
  });

  it('tells of an error of the database its code and where it happened, not the values that it repeats', () => {
    const error = Object.assign(new Error('invalid input syntax for type numeric: "98765.43"'), {
      code: '22P02',
    });
    const [line] = lines('info', (log) => log.error(error, { correlationId: 'c1' }));
    expect(line).toMatchObject({ message: 'PostgreSQL refused a statement: 22P02', correlationId: 'c1' });
    expect(line?.['stack']).toContain('logging.spec');
    expect(JSON.stringify(line)).not.toContain('98765.43');
  });

  it("tells texts, numbers and lists of them, and no object, which may be somebody's pay", () => {
    const [line] = lines('info', (log) =>
      log.log('graphql', {
        codes: ['OK'],
        milliseconds: 3,
        variables: { amount: '98765.43' },
        rows: [{ pay: 1 }],
      }),
    );
    expect(line).toMatchObject({ codes: ['OK'], milliseconds: 3, variables: '[hidden]', rows: '[hidden]' });
  });
});
