import { describe, expect, it } from '@jest/globals';
import { testDatabase } from '../../../test/support/database.js';
import { ImportService, IMPORT_KINDS, templateFor, type ImportReport } from './import.service.js';

const database = testDatabase();
const imports = new ImportService(database);
const admin = { id: 'admin' };

function give(kind: string, text: string | Buffer): Promise<ImportReport> {
  const open = async function* (): AsyncGenerator<Uint8Array> {
    yield Buffer.from(text);
  };
  return imports.importFile(admin, { kind, source: 'crm', fileName: `${kind}.csv`, open, catalogue: null });
}

describe('importing', () => {
  it('takes the example of every template, in order, once', async () => {
    await give('participants', 'participant,name\np-3,Bo\n');
    for (const kind of IMPORT_KINDS) {
      const first = await give(kind, templateFor(kind).replace('emea', kind === 'x' ? '' : 'emea'));
      expect({ kind, rejections: first.rejections }).toEqual({ kind, rejections: [] });
      expect(first).toMatchObject({ written: true, rows: 1, counts: { accepted: 1, rejected: 0 } });
      const again = await give(kind, templateFor(kind));
      expect(again).toMatchObject({ written: false, entry: null, counts: { accepted: 0, unchanged: 1 } });
    }
  });
});
