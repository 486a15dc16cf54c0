import { writeDerived } from '../../../../platform/write-derived.js';
import { errorsPage } from './errors-page.js';

const how = { args: process.argv.slice(2), command: 'npm run -s generate:errors' };
process.exitCode = writeDerived('docs/errors.md', errorsPage(), how);
