import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { projectRoot } from '../project-root.js';
import { LOCKS } from './locks.js';

describe('LOCKS', () => {
  it('gives each lock a number of its own', () => {
    const numbers = Object.values(LOCKS);
    expect(new Set(numbers).size).toBe(numbers.length);
  });

  it('knows the number that record_entry takes', () => {
    const schema = readFileSync(path.join(projectRoot(), 'migrations', 'schema.sql'), 'utf8');
    const taken = [...schema.matchAll(/pg_advisory\w*lock\((\d+)\)/g)].map(([, number]) => Number(number));
    expect(new Set(taken)).toEqual(new Set([LOCKS.record]));
  });
});
