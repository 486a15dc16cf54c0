import {
  appendFileSync,
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
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
let names = 0;

/** The identity of the sources with one file changed, which is put back. The same sources have a new name each time: an identity is kept by it. */
function identityWith(changed = 'main.ts'): string {
  const file = path.join(folder, 'src', changed);
  const text = readFileSync(file);
  const root = path.join(folder, `${(names += 1)}`);
  symlinkSync(path.join(folder, 'src'), root, 'junction');
  appendFileSync(file, '\n// changed\n');
  try {
    return engineIdentity(root);
  } finally {
    writeFileSync(file, text);
  }
}

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'identity-'));
  cpSync(path.join(projectRoot(), 'src'), path.join(folder, 'src'), { recursive: true });
});
afterAll(() => rmSync(folder, { recursive: true }));

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
