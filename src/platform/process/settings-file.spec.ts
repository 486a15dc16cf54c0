import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { completeFromFile } from './settings-file.js';

describe('.env', () => {
  it('completes the environment, which wins', () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'kicker-env-'));
    try {
      writeFileSync(path.join(folder, '.env'), '# ours\nPORT=4000\nHOST="0.0.0.0"\n');
      const file = path.join(folder, '.env');
      expect(completeFromFile({ PORT: '5000' }, file)).toEqual({ PORT: '5000', HOST: '0.0.0.0' });
      expect(completeFromFile({ PORT: '5000' }, path.join(folder, 'none'))).toEqual({ PORT: '5000' });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
