import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { Database } from '../platform/database/database.js';
import { EnvironmentFault } from '../platform/environment-fault.js';
import { describeFault } from './faults.js';

async function thrown(work: () => Promise<unknown>): Promise<unknown> {
  return await work().then(
    () => undefined,
    (error: unknown) => error,
  );
}

const coded = (code: string, message = 'words of the server'): Error =>
  Object.assign(new Error(message), { code });

describe('a fault of the environment', () => {
  it.each([
    '53300',
    '53100',
    '53200',
    '57P01',
    '57P03',
    '08006',
    '28P01',
    '28000',
    '3D000',
    'ECONNREFUSED',
    'ENOSPC',
  ])('%s is told without a stack and ends with 3', (code) => {
    const wrapped = Object.assign(new Error('wrapped'), { driverError: coded(code) });
    for (const error of [coded(code), wrapped, new Error('other words', { cause: coded(code) })]) {
      const told = describeFault(error);
      expect(told).toMatchObject({ code: 'ENVIRONMENT', exit: 3 });
      expect(told.message).toContain('words of the server');
      expect(told.hint).not.toMatch(/ at .*:\d+/);
    }
  });

  it('is found among the attempts to connect by several addresses', () => {
    const told = describeFault(new AggregateError([coded('ECONNREFUSED', 'connect ECONNREFUSED ::1:9')], ''));
    expect(told).toEqual({
      code: 'ENVIRONMENT',
      message: 'The database cannot be reached: connect ECONNREFUSED ::1:9',
      hint: 'kicker doctor says what is wrong.',
      exit: 3,
    });
  });

  it('is what the driver says of a port where nothing listens', async () => {
    const address = 'postgres://a:b@localhost:9/c';
    const nowhere = new Database({ service: address, worker: address, owner: undefined });
    const fault = await thrown(() => nowhere.inTransaction({ id: 'tester' }, (tx) => tx.query('select 1')));
    expect(describeFault(fault)).toMatchObject({ code: 'ENVIRONMENT', exit: 3 });
  });

  it('is what an environment fault says, and nothing more', () => {
    expect(describeFault(new EnvironmentFault('Set X.'))).toEqual({
      code: 'ENVIRONMENT',
      message: 'Set X.',
      hint: '',
      exit: 3,
    });
  });
});

describe('a file that was named', () => {
  it('is wrong usage when it is not there, or is a folder', async () => {
    expect(describeFault(await thrown(() => readFile('/no/such/file.csv')))).toMatchObject({
      code: 'NO_SUCH_FILE',
      message: 'There is no file /no/such/file.csv.',
      exit: 2,
    });
    expect(describeFault(await thrown(() => readFile('/')))).toMatchObject({ code: 'NO_FILE', exit: 2 });
    const streaming = async (): Promise<void> => {
      for await (const chunk of createReadStream('/')) expect(chunk).toBeUndefined();
    };
    expect(describeFault(await thrown(streaming))).toMatchObject({ code: 'NO_FILE', exit: 2 });
  });
});

describe('a bug of ours', () => {
  it('shows where it happened', () => {
    for (const error of [new TypeError('x is undefined'), coded('23505'), coded('42P01')])
      expect(describeFault(error)).toMatchObject({
        code: 'INTERNAL',
        exit: 3,
        hint: expect.stringContaining('faults.spec'),
      });
  });
});
