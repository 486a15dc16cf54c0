import { Injectable } from '@nestjs/common';
import { Database, type Actor } from '../../../platform/database/database.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import { pageOf, pageSize, type Page, type PageArgs } from '../../../platform/graphql/schema/connection.js';
import { filteredList, KEY, readCursor, writeCursor } from '../../../platform/graphql/schema/cursor.js';
import type { ParticipantType } from './participant.type.js';
import {
  countParticipants,
  readParticipantPage,
  readParticipants,
  readReports,
  type ParticipantFilter,
  type ParticipantRow,
} from './read-participants.js';
import { attributesOf } from './read-terms.js';

const LIST = 'participants';

/** Participants as people look at them, as far as the actor may see. */
@Injectable()
export class ParticipantListService {
  constructor(private readonly database: Database) {}

  /** A page of participants by id. */
  async page(
    actor: Actor,
    filter: ParticipantFilter,
    { first, after }: PageArgs,
  ): Promise<Page<ParticipantType>> {
    const limit = pageSize(first) + 1;
    const list = filteredList(LIST, filter);
    const from = after == null ? null : readCursor(list, after, [KEY.text]);
    const rows = await this.database.reading(actor, (tx) =>
      readParticipantPage(tx, filter, { after: from, limit }),
    );
    return pageOf(rows.map(participantOf), first, {
      cursor: ({ id }) => writeCursor(list, [id]),
      total: () => this.database.reading(actor, (tx) => countParticipants(tx, filter)),
    });
  }

  /** Participants by id, those that there are. */
  async byId(actor: Actor, ids: readonly string[]): Promise<ReadonlyMap<string, ParticipantType>> {
    const rows = await this.database.reading(actor, (tx) => readParticipants(tx, ids));
    return new Map(rows.map((row) => [row.participant, participantOf(row)]));
  }

  /** Terms of several participants, read by one statement: their assignments, quotas, absences or territories. */
  async terms<T>(
    actor: Actor,
    read: (tx: Transaction, participants: readonly string[]) => Promise<ReadonlyMap<string, T>>,
    participants: readonly string[],
  ): Promise<ReadonlyMap<string, T>> {
    return await this.database.reading(actor, (tx) => read(tx, participants));
  }

  /** Who reports to each of some people on a day, by manager. */
  async reports(
    actor: Actor,
    managers: readonly string[],
    on: string,
  ): Promise<ReadonlyMap<string, readonly ParticipantType[]>> {
    return await this.database.reading(actor, async (tx) => {
      const pairs = await readReports(tx, managers, on);
      const ids = [...new Set(pairs.map(({ participant }) => participant))];
      const people = new Map(
        (await readParticipants(tx, ids)).map((row) => [row.participant, participantOf(row)]),
      );
      const reports = new Map<string, ParticipantType[]>();
      for (const { manager, participant } of pairs) {
        const person = people.get(participant);
        if (person) reports.set(manager, [...(reports.get(manager) ?? []), person]);
      }
      return reports;
    });
  }
}

function participantOf(row: ParticipantRow): ParticipantType {
  return {
    id: row.participant,
    name: row.name,
    hired: row.hired,
    leftOn: row.left_on,
    payrollId: row.payroll_id,
    legalEntity: row.legal_entity,
    costCentre: row.cost_centre,
    payCurrency: row.pay_currency,
    email: row.email,
    attributes: attributesOf(row.attributes),
  };
}
