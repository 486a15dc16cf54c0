#!/usr/bin/env node
import { build } from '../scripts/lib/build.mjs';

const ENVIRONMENT_FAULT = 3;

if (build() === 'failed') {
  process.stderr.write('kicker: the build failed; the lines above say why.\n');
  process.exit(ENVIRONMENT_FAULT);
}
process.setSourceMapsEnabled(true);
await import('../dist/src/cli.js');
