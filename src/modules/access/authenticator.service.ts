import { Inject, Injectable } from '@nestjs/common';
import { createLocalJWKSet } from 'jose';
import { Database } from '../../platform/database/database.js';
import { Refusal } from '../../platform/refusal.js';
import { ACCESS_SETTINGS, type AccessSettings } from './access-settings.js';
import { AccessService } from './access.service.js';
import { DemoService } from './demo.service.js';
import { refuseCrossSite, sessionToken, type Asked } from './session/asked.js';
import { countAttempt } from './session/attempts.js';
import { isPassword } from './session/passwords.js';
import { beginSession, endSession, hashOf, isSessionGood, userOfSession } from './session/sessions.js';
import { OWN_AUDIENCE, OWN_ISSUER } from './tokens/own-issuer.js';
import { trust, verifyToken, type Issuer } from './tokens/verify-token.js';
import type { Viewer } from './viewer/viewer.js';

export { askedOf, refuseCrossSite, sessionCookie, type Asked } from './session/asked.js';

/** Says who asks: by a token in the Authorization header or by the session cookie. The header, where there is one, decides alone. */
@Injectable()
export class Authenticator {
  private trusted: Promise<readonly Issuer[]> | undefined;

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(AccessService) private readonly access: AccessService,
    @Inject(DemoService) private readonly demo: DemoService,
    @Inject(ACCESS_SETTINGS) private readonly settings: AccessSettings,
  ) {}

  /**
   * Who asks; null for nobody, and for any token or session that is not good. Refuses (CROSS_SITE) an act with a cookie that another
   * site's page asked for, and (AUTH_UNAVAILABLE) a token whose issuer's keys cannot be had.
   */
  async authenticate(asked: Asked): Promise<Viewer | null> {
    if (asked.authorization !== undefined) return await this.byToken(asked.authorization);
    const token = sessionToken(asked.cookie);
    if (token === undefined) return null;
    refuseCrossSite(asked, this.settings.publicUrl);
    const hash = hashOf(token);
    const userId = await userOfSession(this.database, hash);
    return userId === null ? null : await this.access.viewer(userId, undefined, { kind: 'session', hash });
  }

  /** For long-lived sockets: whether the viewer is still signed in, enabled, and what they were. Ask every second or so. */
  async isStillGood(viewer: Viewer): Promise<boolean> {
    const { credential, id, roles, participant } = viewer;
    if (credential?.kind === 'session' && !(await isSessionGood(this.database, credential.hash)))
      return false;
    if (credential?.kind === 'token' && credential.expiresAt * 1000 <= Date.now()) return false;
    const now = await this.access.viewer(id, undefined, credential);
    return now !== null && now.participant === participant && now.roles.join() === roles.join();
  }

  /** Begins a session: with a password, or in demo mode as a persona without one. Returns its token. Every failure says the same. */
  async signIn(
    { login, password }: { login: string; password: string | undefined },
    address: string,
  ): Promise<string> {
    await countAttempt(this.database, login, address);
    const userId =
      password === undefined ? await this.persona(login) : await this.withPassword(login, password);
    const token = userId === null ? null : await beginSession(this.database, userId);
    if (token === null)
      throw new Refusal(
        'SIGN_IN',
        'The login or the password is wrong.',
        'Check both; a system admin can set a new password.',
      );
    return token;
  }

  /** Ends the session of this cookie, if there is one. */
  async signOut(cookie: string | undefined): Promise<void> {
    const token = sessionToken(cookie);
    if (token !== undefined) await endSession(this.database, hashOf(token));
  }

  private async byToken(authorization: string): Promise<Viewer | null> {
    const [, token] = /^Bearer +([^\s]+)$/i.exec(authorization) ?? [];
    if (token === undefined) return null;
    this.trusted ??= this.issuers();
    const bearer = await verifyToken(token, await this.trusted);
    return bearer ? await this.access.viewer(bearer.userId, undefined, bearer.credential) : null;
  }

  private async issuers(): Promise<readonly Issuer[]> {
    const own = await this.demo.issuer();
    return [
      ...(own ? [{ issuer: OWN_ISSUER, audience: OWN_AUDIENCE, keys: createLocalJWKSet(own.keys()) }] : []),
      ...(this.settings.trusted ? [trust(this.settings.trusted)] : []),
    ];
  }

  private async persona(login: string): Promise<string | null> {
    const personas = (await this.demo.personas()) ?? [];
    return personas.find((persona) => persona.login === login.toLowerCase())?.id ?? null;
  }

  private async withPassword(login: string, password: string): Promise<string | null> {
    const [user] = await this.database.inTransaction({ id: 'sign-in' }, (tx) =>
      tx.query<{ id: string; hash: string | null }>(
        `select u.user_id as id, p.hash from kicker_user u left join user_password p on p.user_id = u.user_id
         where lower(u.login) = lower($1) and not u.disabled`,
        [login],
      ),
    );
    return (await isPassword(password, user?.hash ?? null)) ? (user?.id ?? null) : null;
  }
}
