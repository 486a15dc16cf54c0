import { createPrivateKey, generateKeyPairSync, randomUUID, type JsonWebKey } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { calculateJwkThumbprint, SignJWT, type JSONWebKeySet, type JWK } from 'jose';

export const OWN_ISSUER = 'urn:kicker:demo';
export const OWN_AUDIENCE = 'urn:kicker:api';
const LIFETIME_SECONDS = 3600;
const FILE = 'token-key.json';

/** Signs tokens for programs in demo mode; its key is made at the first start and stays in the data folder. */
export class OwnIssuer {
  private constructor(
    private readonly key: JsonWebKey,
    private readonly kid: string,
  ) {}

  static async open(folder: string): Promise<OwnIssuer> {
    const key = keptKey(folder);
    const { kty, crv, x } = key;
    return new OwnIssuer(key, await calculateJwkThumbprint({ kty, crv, x } as JWK));
  }

  /** What verifies its tokens. */
  keys(): JSONWebKeySet {
    const { kty, crv, x } = this.key;
    return { keys: [{ kty, crv, x, kid: this.kid, alg: 'EdDSA', use: 'sig' } as JWK] };
  }

  /** A token for an hour. It says who, and nothing of what they may do. */
  async sign(userId: string): Promise<string> {
    return await new SignJWT({ client_id: 'kicker' })
      .setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt', kid: this.kid })
      .setIssuer(OWN_ISSUER)
      .setAudience(OWN_AUDIENCE)
      .setSubject(userId)
      .setJti(randomUUID())
      .setIssuedAt()
      .setExpirationTime(`${LIFETIME_SECONDS}s`)
      .sign(createPrivateKey({ key: this.key, format: 'jwk' }));
  }
}

/** Of processes that start at once the first one's key is everybody's. */
function keptKey(folder: string): JsonWebKey {
  const file = path.join(folder, FILE);
  const read = (): JsonWebKey => JSON.parse(readFileSync(file, 'utf8')) as JsonWebKey;
  try {
    return read();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  mkdirSync(folder, { recursive: true });
  const draft = path.join(folder, `${FILE}.${randomUUID()}`);
  const { privateKey } = generateKeyPairSync('ed25519');
  writeFileSync(draft, `${JSON.stringify(privateKey.export({ format: 'jwk' }))}\n`, { mode: 0o600 });
  try {
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft);
  }
  return read();
}
