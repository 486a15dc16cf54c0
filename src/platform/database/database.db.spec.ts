import { describe, expect, it } from '@jest/globals';
import { testDatabase } from '../../../test/support/database.js';

const database = testDatabase();
const actor = { id: 'tester' };

describe('Database', () => {
  it('records a change at the next position', async () => {
    const first = await database.change(actor, { action: 'test', subject: 'a' }, async () => ({ result: 1 }));
    const second = await database.change(actor, { action: 'test', subject: 'b' }, async () => ({
      result: 2,
    }));
    expect(second.position).toBe(first.position + 1n);
  });
});
