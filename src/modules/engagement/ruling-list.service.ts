import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { pageOf, pageSize, type Page, type PageArgs } from '../../platform/graphql/schema/connection.js';
import { filteredList, KEY, readCursor, writeCursor } from '../../platform/graphql/schema/cursor.js';
import type { Viewer } from '../../platform/identity/viewer.js';
import type { Question, StoredRuling } from './store/question.js';
import { countRulings, listRulings, readAnswers, type RulingFilter } from './store/read-rulings.js';

/** Rulings as people look at them: row-level security leaves those that they see. */
@Injectable()
export class RulingListService {
  constructor(private readonly database: Database) {}

  /** A page of rulings, the latest recorded first. */
  async page(viewer: Viewer, filter: RulingFilter, { first, after }: PageArgs): Promise<Page<StoredRuling>> {
    const list = filteredList('rulings', filter);
    const from = after == null ? null : readCursor(list, after, [KEY.whole, KEY.uuid]);
    const rows = await this.database.reading(viewer, (tx) =>
      listRulings(tx, filter, { after: from, limit: pageSize(first) + 1 }),
    );
    return pageOf(rows, first, {
      cursor: ({ entry, id }) => writeCursor(list, [entry.toString(), id]),
      total: () => this.database.reading(viewer, (tx) => countRulings(tx, filter)),
    });
  }

  /** The answers to a question as they were recorded up to a position, the latest first: the first of them stood then. */
  async answers(
    viewer: Viewer,
    question: Question,
    position: bigint | null,
  ): Promise<readonly StoredRuling[]> {
    return await this.database.reading(viewer, (tx) => readAnswers(tx, question, position));
  }
}
