import { Inject, Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import type { RequestContext } from '../../platform/graphql/request-context.js';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What people are called who acted. The audit keeps ids, which stay when a name changes. */
@Injectable()
export class UserNamesService {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** The name of who acted; parts of the service are named as they are. */
  async nameOf(id: string, context: RequestContext): Promise<string> {
    if (!UUID.test(id)) return id;
    return (await context.load('user name', id, (ids) => this.names(ids))) ?? id;
  }

  private async names(ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const rows = await this.database.inTransaction({ id: 'access' }, (tx) =>
      tx.query<{ id: string; name: string }>(
        'select user_id as id, name from kicker_user where user_id = any($1::uuid[])',
        [ids],
      ),
    );
    return new Map(rows.map(({ id, name }) => [id, name]));
  }
}
