import 'reflect-metadata';
import { writeDerived } from '../../../../platform/write-derived.js';
import { schemaFiles } from './json-schema.js';

const how = { args: process.argv.slice(2), command: 'npm run -s generate:schemas' };
process.exitCode = Math.max(...[...schemaFiles()].map(([file, text]) => writeDerived(file, text, how)));
