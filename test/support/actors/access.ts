import { AccessService, type Viewer } from '../../../src/modules/access/access.service.js';
import type { AccessSettings } from '../../../src/modules/access/access.module.js';
import { Authenticator } from '../../../src/modules/access/authenticator.service.js';
import { DemoService } from '../../../src/modules/access/demo.service.js';
import { UsersService, type NewUser } from '../../../src/modules/access/users.service.js';
import type { Database } from '../../../src/platform/database/database.js';
import { seeingAll } from './actor.js';

export const COMMAND_LINE = seeingAll('command-line');

/** The services of signing in over a test's database. */
export class AccessOf {
  readonly users: UsersService;
  readonly access: AccessService;
  readonly demo: DemoService;
  readonly authenticator: Authenticator;

  constructor(
    readonly database: Database,
    settings: Partial<AccessSettings> = {},
  ) {
    const all = { demo: false, folder: '', publicUrl: undefined, trusted: undefined, ...settings };
    this.users = new UsersService(database);
    this.access = new AccessService(database);
    this.demo = new DemoService(database, this.users, all);
    this.authenticator = new Authenticator(database, this.access, this.demo, all);
  }

  /** Makes a user with roles in effect and returns them as they sign in. */
  async viewer(login: string, of: Omit<NewUser, 'login' | 'name'> = {}): Promise<Viewer> {
    const { id } = await this.users.add(COMMAND_LINE, { login, name: login, ...of });
    const viewer = await this.access.viewer(id);
    if (!viewer) throw new Error(`${login} cannot sign in`);
    return viewer;
  }
}
