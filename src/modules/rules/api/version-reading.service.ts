import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/database.js';
import { pageOf, pageSize, type Page, type PageArgs } from '../../../platform/graphql/schema/connection.js';
import { filteredList, KEY, readCursor, writeCursor } from '../../../platform/graphql/schema/cursor.js';
import type { Viewer } from '../../../platform/identity/viewer.js';
import {
  countVersions,
  listVersions,
  readHistories,
  readVersions,
  type VersionFilter,
} from '../versions/read-versions.js';
import { spiffsConcerning } from '../publication/spiffs-concerning.js';
import type { Version, VersionStep, VersionText } from '../versions/version.js';
import type { VersionState } from '../versions/version-states.js';

const LIST = 'versions';
const PUBLISHED: readonly VersionState[] = ['published', 'retiring', 'superseded', 'retired'];

/** Versions as far as somebody may read them: drafts for who sees drafts, plans and SPIFFs that pay the people whose pay one sees, everything published. */
@Injectable()
export class VersionReadingService {
  constructor(private readonly database: Database) {}

  /** A page of versions, newest first. */
  async page(viewer: Viewer, asked: VersionFilter, { first, after }: PageArgs): Promise<Page<Version>> {
    const filter = await this.readable(viewer, asked);
    const list = filteredList(LIST, asked);
    const limit = pageSize(first) + 1;
    const from = after == null ? null : readCursor(list, after, [KEY.whole, KEY.text, KEY.text, KEY.uuid]);
    const rows = await this.database.reading(viewer, (tx) =>
      listVersions(tx, filter, { after: from, limit }),
    );
    const page = pageOf(rows, first, {
      cursor: ({ keys }) => writeCursor(list, keys),
      total: () => this.database.reading(viewer, (tx) => countVersions(tx, filter)),
    });
    return { ...page, nodes: page.nodes.map(({ version }) => version) };
  }

  /** Versions with their texts, by id: those that are there and may be read. */
  async byId(viewer: Viewer, ids: readonly string[]): Promise<ReadonlyMap<string, VersionText>> {
    const { states, names } = await this.readable(viewer, {});
    const found = await this.database.reading(viewer, (tx) => readVersions(tx, ids));
    const readable = found.filter(
      ({ state, kind, name }) =>
        (states ?? [state]).includes(state) && (!names || names.includes(`${kind}/${name}`)),
    );
    return new Map(readable.map((version) => [version.id, version]));
  }

  /** Who did what to versions, by version; of versions that were read as ones that may be. */
  async histories(
    viewer: Viewer,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, readonly VersionStep[]>> {
    return await this.database.reading(viewer, (tx) => readHistories(tx, ids));
  }

  private async readable(viewer: Viewer, asked: VersionFilter): Promise<VersionFilter> {
    const seesDrafts = viewer.sees('plans.drafts') === 'all';
    const states = asked.states ?? (seesDrafts ? undefined : PUBLISHED);
    const allowed = states?.filter((state) => seesDrafts || PUBLISHED.includes(state));
    const filter = { ...asked, ...(allowed === undefined ? {} : { states: allowed }) };
    if (viewer.sees('plans.published') === 'all') return filter;
    return { ...filter, names: await this.namesOf(viewer) };
  }

  /**
   * Plans that somebody whose pay the viewer sees is or was on, and SPIFFs in which they may take part: row-level security lets through those assignments
   * alone.
   */
  private async namesOf(viewer: Viewer): Promise<readonly string[]> {
    return await this.database.reading(viewer, async (tx) => {
      const plans = await tx.query<{ plan: string }>('select distinct plan from assignment order by plan');
      const spiffs = await spiffsConcerning(tx);
      return [...plans.map(({ plan }) => `plan/${plan}`), ...spiffs.map((id) => `spiff/${id}`)];
    });
  }
}
