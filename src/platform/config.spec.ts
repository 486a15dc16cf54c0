import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { ConfigFault, envExample, readConfig } from './config.js';
import { projectRoot } from './project-root.js';

const SERVICE = 'postgres://api:secret@db:5432/kicker';
const OWNER = 'postgres://owner:secret@db:5432/kicker';

function faultsOf(env: Record<string, string>): readonly string[] {
  try {
    readConfig(env);
    return [];
  } catch (error) {
    return error instanceof ConfigFault ? error.faults : [String(error)];
  }
}

describe('readConfig', () => {
  it('needs nothing', () => {
    expect(readConfig({})).toMatchObject({
      PORT: 3000,
      HOST: '127.0.0.1',
      KICKER_DATA_DIR: path.join(projectRoot(), '.data'),
    });
  });

  it('reads what is given and takes an empty variable as not set', () => {
    const config = readConfig({ DATABASE_URL: SERVICE, DATABASE_OWNER_URL: OWNER, PORT: '8080', HOST: '' });
    expect(config).toMatchObject({
      DATABASE_URL: SERVICE,
      DATABASE_OWNER_URL: OWNER,
      PORT: 8080,
      HOST: '127.0.0.1',
    });
  });

  it('lists every fault at once, each with its variable', () => {
    const faults = faultsOf({ PORT: '80a', KICKER_LOG_LEVEL: 'loud', DATABASE_URL: 'mysql://x' });
    expect(faults).toHaveLength(4);
    expect(faults.join('\n')).toMatch(
      /DATABASE_URL must look like[^]*DATABASE_OWNER_URL must look like[^]*PORT must be a port[^]*KICKER_LOG_LEVEL must be one of/,
    );
  });

  it('wants the owner with the service, or the worker where somebody else migrates', () => {
    expect(faultsOf({ DATABASE_URL: SERVICE })[0]).toMatch(/^DATABASE_OWNER_URL /);
    expect(faultsOf({ DATABASE_OWNER_URL: OWNER })).toEqual([
      'DATABASE_URL is missing: the other database addresses need it.',
    ]);
    expect(faultsOf({ DATABASE_URL: SERVICE, DATABASE_WORKER_URL: OWNER })).toEqual([]);
  });

  it("wants the worker's address where the owner's has no password to make one from", () => {
    const owner = 'postgres://owner@db:5432/kicker';
    expect(faultsOf({ DATABASE_URL: SERVICE, DATABASE_OWNER_URL: owner })).toEqual([
      "DATABASE_WORKER_URL is missing: DATABASE_OWNER_URL has no password that the worker's could follow from.",
    ]);
    expect(
      faultsOf({ DATABASE_URL: SERVICE, DATABASE_OWNER_URL: owner, DATABASE_WORKER_URL: SERVICE }),
    ).toEqual([]);
  });

  it('is in demo mode with a PostgreSQL of our own only, and never in production', () => {
    const demo = (env: Record<string, string>) => readConfig(env).KICKER_DEMO;
    expect(demo({})).toBe('on');
    expect(demo({ KICKER_DEMO: 'off' })).toBe('off');
    expect(demo({ DATABASE_URL: SERVICE, DATABASE_OWNER_URL: OWNER })).toBe('off');
    expect(demo({ NODE_ENV: 'production' })).toBe('off');
    expect(faultsOf({ KICKER_DEMO: 'on', NODE_ENV: 'production' })).toEqual([
      'KICKER_DEMO is on and NODE_ENV is production: anybody could sign in. Set one of them otherwise.',
    ]);
    expect(faultsOf({ KICKER_DEMO: 'yes' })).toEqual(['KICKER_DEMO must be on or off.']);
  });

  it('wants all of a trusted issuer, and its keys from a file or over https', () => {
    const issuer = { KICKER_TOKEN_ISSUER: 'https://login.example.com', KICKER_TOKEN_AUDIENCE: 'kicker' };
    expect(faultsOf(issuer)).toEqual(['KICKER_TOKEN_KEYS must be a file or an https address.']);
    expect(faultsOf({ KICKER_TOKEN_KEYS: 'keys.json' })).toHaveLength(2);
    expect(faultsOf({ ...issuer, KICKER_TOKEN_KEYS: 'http://login.example.com/keys' })).toHaveLength(1);
    expect(faultsOf({ ...issuer, KICKER_TOKEN_KEYS: 'keys.json' })).toEqual([]);
    expect(faultsOf({ ...issuer, KICKER_TOKEN_KEYS: 'https://login.example.com/keys' })).toEqual([]);
    expect(faultsOf({ KICKER_PUBLIC_URL: 'kicker.example.com' })).toHaveLength(1);
  });

  it('never repeats a password', () => {
    expect(
      faultsOf({ DATABASE_URL: 'postgres://api:hunter2@', DATABASE_OWNER_URL: OWNER }).join(),
    ).not.toContain('hunter2');
  });
});

describe('.env.example', () => {
  it('is what `npm run generate:env` writes', () => {
    expect(readFileSync(path.join(projectRoot(), '.env.example'), 'utf8')).toBe(envExample());
  });
});
