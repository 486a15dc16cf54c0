import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { testDatabase } from '../../../../test/support/database.js';
import { projectRoot } from '../../project-root.js';
import { schemaListing } from './schema-listing.js';

const database = testDatabase();

describe('migrations/schema.sql', () => {
  it('is what `npm run generate:db:schema` writes', async () => {
    const now = await database.asOwner((tx) => schemaListing((sql) => tx.query(sql)));
    expect(readFileSync(path.join(projectRoot(), 'migrations/schema.sql'), 'utf8')).toBe(now);
  });
});
