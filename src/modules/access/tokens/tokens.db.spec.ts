import {
  createHmac,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  randomUUID,
  sign as signBytes,
  type JsonWebKey,
} from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { NestFactory } from '@nestjs/core';
import type { INestApplication } from '@nestjs/common';
import request from 'supertest';
import { AppModule } from '../../../app.module.js';
import { AccessOf, COMMAND_LINE } from '../../../../test/support/actors/access.js';
import { testDatabase } from '../../../../test/support/database.js';
import { CLOSED } from '../access-settings.js';
import { OWN_AUDIENCE, OWN_ISSUER, OwnIssuer } from './own-issuer.js';

const database = testDatabase();
const folder = mkdtempSync(path.join(os.tmpdir(), 'kicker-tokens-'));
const on = new AccessOf(database, { demo: true, folder });
let app: INestApplication;
let userId = '';
let kid = '';

beforeAll(async () => {
  userId = (await on.viewer('program', { roles: ['finance'] })).id;
  const good = await on.demo.token('program');
  kid = (JSON.parse(Buffer.from(good.split('.')[0] ?? '', 'base64url').toString()) as { kid: string }).kid;
  app = await NestFactory.create(AppModule.over(database, { ...CLOSED, demo: true, folder }), {
    logger: false,
  });
  await app.init();
});
afterAll(async () => {
  await app.close();
  rmSync(folder, { recursive: true });
});

const now = (): number => Math.floor(Date.now() / 1000);
const key = (): JsonWebKey =>
  JSON.parse(readFileSync(path.join(folder, 'token-key.json'), 'utf8')) as JsonWebKey;
const b64 = (value: string | object): string =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');

const claims = (more: object = {}): object => ({
  iss: OWN_ISSUER,
  aud: OWN_AUDIENCE,
  sub: userId,
  iat: now(),
  exp: now() + 600,
  jti: randomUUID(),
  ...more,
});
const without = (name: string): object =>
  Object.fromEntries(Object.entries(claims()).filter(([each]) => each !== name));

/** Signed by our own key, whatever the parts say. */
function signed(header: string | object, payload: string | object): string {
  const input = `${b64(header)}.${b64(payload)}`;
  const privateKey = createPrivateKey({ key: key(), format: 'jwk' });
  return `${input}.${signBytes(null, Buffer.from(input), privateKey).toString('base64url')}`;
}
const head = (more: object = {}): object => ({ alg: 'EdDSA', typ: 'at+jwt', kid, ...more });
const good = (): string => signed(head(), claims());
const publicPem = (): string =>
  createPublicKey(createPrivateKey({ key: key(), format: 'jwk' })).export({
    type: 'spki',
    format: 'pem',
  }) as string;

function hmac(secret: string): string {
  const input = `${b64(head({ alg: 'HS256' }))}.${b64(claims())}`;
  return `${input}.${createHmac('sha256', secret).update(input).digest('base64url')}`;
}

function foreign(header: object = head()): string {
  const { privateKey } = generateKeyPairSync('ed25519');
  const input = `${b64(header)}.${b64(claims())}`;
  return `${input}.${signBytes(null, Buffer.from(input), privateKey).toString('base64url')}`;
}

function es256(signature?: Buffer): string {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const input = `${b64(head({ alg: 'ES256' }))}.${b64(claims())}`;
  const made = signBytes('sha256', Buffer.from(input), { key: privateKey, dsaEncoding: 'ieee-p1363' });
  return `${input}.${(signature ?? made).toString('base64url')}`;
}

const swapped = (part: number, text: string): string =>
  good()
    .split('.')
    .map((each, at) => (at === part ? text : each))
    .join('.');
const BAD: Readonly<Record<string, () => string>> = {
  nothing: () => '',
  'no token': () => 'token',
  'two parts': () => good().split('.').slice(0, 2).join('.'),
  'four parts': () => `${good()}.x`,
  'five parts, as an encrypted one has': () => `${good()}.x.y`,
  'alg none, unsigned': () => `${b64(head({ alg: 'none' }))}.${b64(claims())}.`,
  'alg none, signed': () => signed(head({ alg: 'none' }), claims()),
  'alg None': () => signed(head({ alg: 'None' }), claims()),
  'alg HS256 with the public key as secret': () => hmac(publicPem()),
  'alg HS256 with an empty secret': () => hmac(''),
  'alg RS256': () => signed(head({ alg: 'RS256' }), claims()),
  'alg ES256 with another key': () => es256(),
  'alg ES256 with a signature of zeros': () => es256(Buffer.alloc(64)),
  'alg eddsa in small letters': () => signed(head({ alg: 'eddsa' }), claims()),
  'no alg': () => signed({ typ: 'at+jwt', kid }, claims()),
  'another issuer': () => signed(head(), claims({ iss: 'https://login.example.com' })),
  'no issuer': () => signed(head(), without('iss')),
  'issuer as a list': () => signed(head(), claims({ iss: [OWN_ISSUER] })),
  'another audience': () => signed(head(), claims({ aud: 'urn:other' })),
  'no audience': () => signed(head(), without('aud')),
  'several audiences': () => signed(head(), claims({ aud: [OWN_AUDIENCE, 'urn:other'] })),
  'typ of an identity token': () => signed(head({ typ: 'JWT' }), claims()),
  'no typ': () => signed({ alg: 'EdDSA', kid }, claims()),
  expired: () => signed(head(), claims({ iat: now() - 900, exp: now() - 300 })),
  'no expiry': () => signed(head(), without('exp')),
  'expiry as text': () => signed(head(), claims({ exp: String(now() + 600) })),
  'longer than an hour': () => signed(head(), claims({ exp: now() + 3601 })),
  'expiry before issue': () => signed(head(), claims({ iat: now() + 3, exp: now() + 2 })),
  'not valid yet': () => signed(head(), claims({ nbf: now() + 300 })),
  'issued in the future': () => signed(head(), claims({ iat: now() + 300, exp: now() + 600 })),
  'issued long ago': () => signed(head(), claims({ iat: now() - 7200 })),
  'no time of issue': () => signed(head(), without('iat')),
  'no subject': () => signed(head(), without('sub')),
  'an unknown subject': () => signed(head(), claims({ sub: randomUUID() })),
  'a login as subject': () => signed(head(), claims({ sub: 'program' })),
  'SQL as subject': () => signed(head(), claims({ sub: `' or 1=1 --` })),
  jku: () => signed(head({ jku: 'https://evil.example.com/keys' }), claims()),
  x5u: () => signed(head({ x5u: 'https://evil.example.com/cert' }), claims()),
  x5c: () => signed(head({ x5c: ['AAAA'] }), claims()),
  jwk: () => foreign(head({ jwk: { kty: 'OKP', crv: 'Ed25519', x: 'AAAA' } })),
  crit: () => signed(head({ crit: ['b64'], b64: false }), claims()),
  'an unknown kid': () => signed(head({ kid: 'other' }), claims()),
  'no kid': () => signed({ alg: 'EdDSA', typ: 'at+jwt' }, claims()),
  'a kid that is a path': () => signed(head({ kid: '../../etc/passwd' }), claims()),
  'a foreign key': () => foreign(),
  'a changed payload': () => swapped(1, b64(claims({ sub: userId, admin: true }))),
  'a changed header': () => swapped(0, b64(head({ kid: `${kid} ` }))),
  'no signature': () => swapped(2, ''),
  'a short signature': () => swapped(2, 'AAAA'),
  'a signature of zeros': () => swapped(2, Buffer.alloc(64).toString('base64url')),
  'a claim twice': () => signed(head(), JSON.stringify(claims()).replace('{', `{"sub":"${randomUUID()}",`)),
  'a header twice': () => signed(JSON.stringify(head()).replace('{', '{"alg":"none",'), claims()),
  'a claim twice, once escaped': () =>
    signed(head(), JSON.stringify(claims()).replace('{', '{"\\u0073ub":"x",')),
  'a payload that is no JSON': () => signed(head(), 'sub=program'),
  'a payload that is a list': () => signed(head(), [claims()]),
  'a header that is no JSON': () => signed('alg=none', claims()),
  padding: () =>
    good()
      .split('.')
      .map((part) => `${part}=`)
      .join('.'),
  'white space within': () => good().replace('.', '. '),
  'base64 of the other alphabet': () => swapped(2, `${good().split('.')[2]?.slice(0, -2)}+/`),
  'a megabyte': () => signed(head(), claims({ filler: 'x'.repeat(1 << 14) })),
};

describe('a token', () => {
  const asked = (authorization: string) => on.authenticator.authenticate({ authorization, method: 'POST' });

  it('of our own issuer says who asks, and nothing of what they may', async () => {
    const token = await on.demo.token('PROGRAM');
    expect(await asked(`Bearer ${token}`)).toMatchObject({ login: 'program', roles: ['finance'] });
    expect(await asked(`bearer ${good()}`)).toMatchObject({ login: 'program' });
    const [, payload = ''] = token.split('.');
    const told = JSON.parse(Buffer.from(payload, 'base64url').toString()) as { iat: number; exp: number };
    expect(Object.keys(told).sort()).toEqual(['aud', 'client_id', 'exp', 'iat', 'iss', 'jti', 'sub']);
    expect(told.exp - told.iat).toBe(3600);
  });

  it.each(Object.entries(BAD))('with %s is nobody', async (_, make) => {
    expect(await asked(`Bearer ${make()}`)).toBeNull();
  });

  it('that is bad, or none, is answered alike, in body and head', async () => {
    const answers = [];
    for (const make of [...Object.values(BAD), () => 'x'])
      answers.push(
        await request(app.getHttpServer())
          .get('/session')
          .set('Authorization', `Bearer ${make().slice(0, 8000)}`),
      );
    answers.push(await request(app.getHttpServer()).get('/session'));
    answers.push(
      await request(app.getHttpServer()).get('/session').set('Authorization', 'Basic cHJvZ3JhbTp4'),
    );
    const said = answers.map(
      ({ status, text, headers }) =>
        `${status} ${text} ${headers['cache-control']} ${headers['www-authenticate']}`,
    );
    expect(said.length).toBeGreaterThan(40);
    expect(new Set(said)).toEqual(
      new Set([
        '401 {"message":"You are not signed in.","hint":"Sign in, or send a token."} no-store undefined',
      ]),
    );
  });

  it('in another scheme than Bearer is nobody, and no cookie helps a bad one', async () => {
    expect(await asked(`Basic ${good()}`)).toBeNull();
    expect(await asked(good())).toBeNull();
    const { login } = await on.viewer('both', { roles: ['rep'] });
    await on.users.setPassword(COMMAND_LINE, login, 'correct horse battery');
    const session = await on.authenticator.signIn({ login, password: 'correct horse battery' }, 'here');
    const cookie = `kicker_session=${session}`;
    expect(await on.authenticator.authenticate({ cookie, method: 'GET' })).toMatchObject({ login });
    expect(
      await on.authenticator.authenticate({ cookie, authorization: 'Bearer x', method: 'GET' }),
    ).toBeNull();
  });

  it('is refused at the next request when its user is disabled, and stays refused when enabled again', async () => {
    const { login } = await on.viewer('leaver', { roles: ['rep'] });
    const token = await on.demo.token(login);
    const viewer = await asked(`Bearer ${token}`);
    expect(viewer && (await on.authenticator.isStillGood(viewer))).toBe(true);
    await new Promise((resolve) => setTimeout(resolve, 1100));
    await on.users.disable(COMMAND_LINE, login);
    expect(await asked(`Bearer ${token}`)).toBeNull();
    await on.users.enable(COMMAND_LINE, login);
    expect(await asked(`Bearer ${token}`)).toBeNull();
    expect(viewer && (await on.authenticator.isStillGood(viewer))).toBe(false);
  });

  it('of our own is signed and taken in demo mode only', async () => {
    const token = await on.demo.token('program');
    const closed = new AccessOf(database, { folder });
    expect(
      await closed.authenticator.authenticate({ authorization: `Bearer ${token}`, method: 'GET' }),
    ).toBeNull();
    await expect(closed.demo.token('program')).rejects.toThrow('demo mode only');
  });

  it('is signed by a key that is made once, is kept for us alone, and is everybody’s who starts at once', async () => {
    const place = path.join(folder, 'fresh');
    const issuers = await Promise.all([1, 2, 3].map(() => OwnIssuer.open(place)));
    expect(new Set(issuers.map((issuer) => JSON.stringify(issuer.keys()))).size).toBe(1);
    expect(JSON.stringify(issuers[0]?.keys())).not.toContain('"d"');
    expect(statSync(path.join(place, 'token-key.json')).mode & 0o077).toBe(0);
  });
});

describe('a trusted issuer', () => {
  const ISSUER = { issuer: 'https://login.example.com', audience: 'kicker' };
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const set = { keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'one', alg: 'ES256', use: 'sig' }] };
  const token = (more: object = {}, of = 'one'): string => {
    const payload = claims({ iss: ISSUER.issuer, aud: ISSUER.audience, ...more });
    const input = `${b64({ alg: 'ES256', typ: 'at+jwt', kid: of })}.${b64(payload)}`;
    const signature = signBytes('sha256', Buffer.from(input), { key: privateKey, dsaEncoding: 'ieee-p1363' });
    return `Bearer ${input}.${signature.toString('base64url')}`;
  };
  const trusting = (keys: string): AccessOf => new AccessOf(database, { trusted: { ...ISSUER, keys } });
  const asked = (by: AccessOf, authorization: string) =>
    by.authenticator.authenticate({ authorization, method: 'GET' });

  it('is trusted by the keys of a file, for our audience alone', async () => {
    const file = path.join(folder, 'keys.json');
    writeFileSync(file, JSON.stringify(set));
    const by = trusting(file);
    expect(await asked(by, token())).toMatchObject({ login: 'program' });
    expect(await asked(by, token({ aud: 'other' }))).toBeNull();
    expect(await asked(by, token({ iss: OWN_ISSUER, aud: OWN_AUDIENCE }))).toBeNull();
    expect(await asked(by, `Bearer ${good()}`)).toBeNull();
  });

  it('at an address is fetched once for many tokens, of unknown keys too, and refuses to say when it is away', async () => {
    let fetched = 0;
    const server = createServer((_, response) => {
      fetched += 1;
      response.setHeader('content-type', 'application/json').end(JSON.stringify(set));
    }).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/keys`;
    const by = trusting(address);
    expect(await asked(by, token())).toMatchObject({ login: 'program' });
    for (let turn = 0; turn < 200; turn += 1)
      expect(await asked(by, token({}, `unknown-${turn}`))).toBeNull();
    expect(fetched).toBeLessThanOrEqual(2);
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    expect(await asked(by, token())).toMatchObject({ login: 'program' });
    await expect(asked(trusting(address), token())).rejects.toMatchObject({ code: 'AUTH_UNAVAILABLE' });
  });
});
