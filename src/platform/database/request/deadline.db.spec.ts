import { describe, expect, it } from '@jest/globals';
import { GraphQLError } from 'graphql';
import { testDatabase } from '../../../../test/support/database.js';
import { formatError } from '../../graphql/errors/format-error.js';
import { sqlState } from '../database.js';
import { withDeadline, withoutDeadline } from './deadline.js';

const database = testDatabase();
const ana = { id: 'ana' };

const slow = (): Promise<unknown> => database.reading(ana, (tx) => tx.query('select pg_sleep(0.4)'));
const patience = async (): Promise<string | undefined> => {
  const [row] = await database.reading(ana, (tx) =>
    tx.query<{ patience: string }>(`select current_setting('statement_timeout') as patience`),
  );
  return row?.patience;
};

describe('the deadline of a request', () => {
  it('ends a statement that takes longer, which is told as TIMEOUT and with nothing of the statement', async () => {
    const error: unknown = await withDeadline(100, slow).catch((caught: unknown) => caught);
    expect(sqlState(error)).toBe('57014');
    const told = formatError(
      { message: 'canceling statement', extensions: {} },
      new GraphQLError('x', { originalError: error as Error, path: ['earnings'] }),
    );
    expect(told).toMatchObject({ extensions: { code: 'TIMEOUT' } });
    expect(told.message).not.toContain('statement');
  });

  it('is only that of the request: not of what goes on after it, nor of the next one on the same connection', async () => {
    await expect(withDeadline(100, () => withoutDeadline(slow))).resolves.toBeDefined();
    await withDeadline(100, async () => expect(await patience()).toMatch(/^\d+ms$/));
    expect(await patience()).toBe('0');
  });
});
