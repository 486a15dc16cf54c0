import { writeDerived } from '../../../platform/write-derived.js';
import { accessPage } from './access-page.js';

const how = { args: process.argv.slice(2), command: 'npm run -s generate:access' };
process.exitCode = writeDerived('docs/access.md', accessPage(), how);
