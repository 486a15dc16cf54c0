import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mainJob } from './lib/main-job.mjs';
import { runBlock } from './lib/run-block.mjs';
import { ROOT } from './lib/run.mjs';
import { conclude } from './lib/tally.mjs';

// The main job, shortly: README's command in this folder, on an empty data folder of its own, until it is ready; then Ctrl-C.
const { again, until } = mainJob();
const data = mkdtempSync(join(tmpdir(), 'kicker-data-'));
// Passable, because started by root the database runs as somebody else.
chmodSync(data, 0o711);
try {
  const { output, seconds } = await runBlock(again, {
    cwd: ROOT,
    env: { ...process.env, KICKER_DATA_DIR: data },
    until,
    withinSeconds: 180,
  });
  process.stdout.write(`${output}\nready after ${seconds.toFixed(1)} s\n`);
  conclude({ passed: 1, failed: 0 });
} catch (error) {
  conclude({ passed: 0, failed: 1, why: [`the main job: ${error.message}`] });
} finally {
  rmSync(data, { recursive: true, force: true });
}
