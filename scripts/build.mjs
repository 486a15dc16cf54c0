import { build } from './lib/build.mjs';

process.exitCode = build() === 'failed' ? 1 : 0;
