import { appendFileSync, cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { projectRoot } from '../../platform/project-root.js';
import { engineIdentity } from './engine-identity.js';

const DECIDING = [
  'engine/steps/earn/uncounted.ts',
  'engine/explain/say-condition.ts',
  'modules/rules/documents/read-documents.ts',
  'modules/participants/company/read-company.ts',
  'modules/calculation/lines/line-reader.ts',
  'modules/calculation/blocks/block-encoder.ts',
  'modules/calculation/shards/shard-summary.ts',
  'platform/database/copy/read-numeric.ts',
  'platform/database/known.ts',
];
let folder: string;
let copies = 0;

/** The identity of the sources with one file changed. */
function identityWith(changed?: string): string {
  const root = path.join(folder, `${(copies += 1)}`);
  cpSync(path.join(projectRoot(), 'src'), root, { recursive: true });
  if (changed !== undefined) appendFileSync(path.join(root, changed), '\n// changed\n');
  return engineIdentity(root);
}

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'identity-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('engineIdentity', () => {
  it('is another one when anything between stored facts and stored pay changes', () => {
    const before = identityWith();
    expect(identityWith()).toBe(before);
    for (const file of DECIDING) expect([file, identityWith(file)]).not.toEqual([file, before]);
  });

  it('stays when only tests or what is told of pay change', () => {
    const before = identityWith();
    const spec = readdirSync(path.join(projectRoot(), 'src/engine')).find((name) =>
      name.endsWith('.spec.ts'),
    );
    expect(identityWith(`engine/${spec ?? ''}`)).toBe(before);
    expect(identityWith('modules/statements/statement-text.ts')).toBe(before);
  });
});
