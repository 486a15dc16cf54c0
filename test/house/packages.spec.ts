import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  belowMinimum,
  loosePins,
  unexplainedPackages,
  unprovedPackages,
  type Lock,
  type Manifest,
  type Minimums,
} from './lib/packages.js';
import { ROOT } from './lib/tree.js';

const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const manifest = JSON.parse(read('package.json')) as Manifest;
const lock = JSON.parse(read('package-lock.json')) as Lock;
const minimums = JSON.parse(read('test/house/minimum-versions.json')) as Minimums;

describe('packages', () => {
  it('are pinned to one version', () => {
    expect(loosePins(manifest)).toEqual([]);
  });

  it('have an integrity and no host in the lock', () => {
    expect(unprovedPackages(lock)).toEqual([]);
  });

  it('are not below the version that closed a known hole', () => {
    expect(belowMinimum(lock, minimums)).toEqual([]);
  });

  it('are each explained in docs/dependencies.md', () => {
    expect(unexplainedPackages(manifest, read('docs/dependencies.md'))).toEqual([]);
  });
});

describe('the rules themselves', () => {
  it('see a range and leave an alias', () => {
    const dependencies = { a: '^1.0.0', b: '1.0.0', tsc: 'npm:typescript@7.0.2', c: '1.0.0-beta.1' };
    expect(loosePins({ dependencies })).toEqual([expect.stringContaining('a is "^1.0.0"')]);
  });

  it('see a missing integrity and a host', () => {
    const packages = {
      '': {},
      'node_modules/a': { version: '1.0.0' },
      'node_modules/b': { integrity: 'x', resolved: 'https://host' },
    };
    expect(unprovedPackages({ packages })).toHaveLength(2);
  });

  it('see a version below its own line’s fix, wherever it is nested', () => {
    const packages = {
      'node_modules/x/node_modules/a': { version: '1.2.2' },
      'node_modules/a': { version: '2.0.0' },
      'node_modules/b': { version: '2.9.0' },
    };
    const because = 'it leaks';
    expect(belowMinimum({ packages }, { a: { from: ['1.2.3', '2.0.0'], because } })).toHaveLength(1);
    expect(belowMinimum({ packages }, { b: { from: ['3.0.0'], because } })).toHaveLength(1);
    expect(belowMinimum({ packages }, { b: { from: ['1.0.0'], because } })).toEqual([]);
  });

  it('see a package without its line and a line without its package', () => {
    expect(unexplainedPackages({ dependencies: { a: '1.0.0' } }, '| `b` | for pay |')).toHaveLength(2);
    expect(unexplainedPackages({ dependencies: { a: '1.0.0' } }, '| `a` | for pay |')).toEqual([]);
  });
});
