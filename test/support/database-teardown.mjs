import fs from 'node:fs';

export default async function tearDown() {
  const started = globalThis.kickerTestServer;
  if (!started) return;
  await started.server.stop();
  fs.rmSync(started.dataDir, { recursive: true, force: true });
}
