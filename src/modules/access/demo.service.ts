import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/database/actor.js';
import { Database } from '../../platform/database/database.js';
import { EnvironmentFault } from '../../platform/environment-fault.js';
import { ACCESS_SETTINGS, type AccessSettings } from './access-settings.js';
import { PERSONAS, type Persona } from './demo/personas.js';
import { OwnIssuer } from './tokens/own-issuer.js';
import { UsersService } from './users.service.js';

export type { Persona } from './demo/personas.js';

/** What exists in demo mode only: personas that sign in without a password, and an issuer of our own. */
@Injectable()
export class DemoService {
  private opened: Promise<OwnIssuer> | undefined;

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(UsersService) private readonly users: UsersService,
    @Inject(ACCESS_SETTINGS) private readonly settings: AccessSettings,
  ) {}

  get isOn(): boolean {
    return this.settings.demo;
  }

  /** Makes the personas that are missing, where nobody else is a user; returns how many. Nothing outside of demo mode. */
  async createPersonas(actor: Actor): Promise<number> {
    if (!this.isOn) return 0;
    const known = new Set((await this.users.list(actor)).map(({ login }) => login));
    const missing = PERSONAS.filter(({ login }) => !known.has(login));
    if (missing.length + known.size > PERSONAS.length) return 0;
    for (const { login, name, roles, participant } of missing)
      await this.users.add(actor, { login, name, roles, participant });
    return missing.length;
  }

  /** The personas that can sign in, as the database knows them; undefined outside of demo mode. */
  async personas(): Promise<readonly (Persona & { readonly id: string })[] | undefined> {
    if (!this.isOn) return undefined;
    const rows = await this.database.inTransaction({ id: 'sign-in' }, (tx) =>
      tx.query<{ id: string; login: string }>(
        'select user_id as id, login from kicker_user where login = any($1) and not disabled',
        [PERSONAS.map(({ login }) => login)],
      ),
    );
    const ids = new Map(rows.map(({ id, login }) => [login, id]));
    return PERSONAS.flatMap((persona) => {
      const id = ids.get(persona.login);
      return id === undefined ? [] : [{ ...persona, id }];
    });
  }

  /** The issuer of our own; undefined outside of demo mode. */
  async issuer(): Promise<OwnIssuer | undefined> {
    if (!this.isOn) return undefined;
    this.opened ??= OwnIssuer.open(this.settings.folder);
    return await this.opened;
  }

  /** A token for a user, by login, good for an hour. */
  async token(login: string): Promise<string> {
    const issuer = await this.issuer();
    if (!issuer)
      throw new EnvironmentFault(
        'Kicker signs tokens in demo mode only: set KICKER_DEMO=on, or take a token from the issuer of KICKER_TOKEN_ISSUER.',
      );
    return await issuer.sign(await this.users.idOf(login));
  }
}
