import { envExample } from './config.js';
import { writeDerived } from './write-derived.js';

process.exitCode = writeDerived('.env.example', envExample(), {
  args: process.argv.slice(2),
  command: 'npm run -s generate:env',
});
