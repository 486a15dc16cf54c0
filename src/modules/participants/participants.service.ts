import { Injectable } from '@nestjs/common';
import type { Day } from '../../engine/kernel/day.js';
import type { Company } from '../../engine/model/facts.js';
import type { FactCatalogue, Rulebook } from '../../engine/rulebook/rulebook.js';
import { latestKnown } from '../../platform/database/known.js';
import type { Transaction } from '../../platform/database/transaction.js';
import { readCompany } from './company/read-company.js';
import { refuseMisfitResults } from './company/refuse-misfit-results.js';
import type { ReadinessLine } from './readiness/readiness-line.js';
import { readinessOf } from './readiness/readiness.js';
import { readOffice } from './readiness/office.js';
import { unknownOpportunities } from './readiness/unknown-opportunities.js';

export { readHoldingsTold } from './company/read-holdings-told.js';
export { readRulings as readCreditRulings } from './company/read-rulings.js';
export { readPeopleOn, type PersonAsked, type PersonKnown } from './company/read-people.js';
export { typedFacts, type StoredFacts } from './company/typed-facts.js';
export type { Lack, ReadinessLine } from './readiness/readiness-line.js';

/** What is asked when somebody asks who is ready to be paid. */
export interface ReadinessRequest {
  /** What is known. */
  readonly position: bigint;
  /** On which day it must be in force. */
  readonly on: Day;
  readonly rulebook: Pick<Rulebook, 'facts' | 'plans' | 'spiffs'>;
}

/** People, plans they are on, territories and quotas, as known at a position. */
@Injectable()
export class ParticipantsService {
  /** Everything that decides pay and is not a rule or a booking; facts typed by the catalogue. Refused where a fact no longer fits its type. */
  companyAt(tx: Transaction, position: bigint, catalogue: FactCatalogue): Promise<Company> {
    return readCompany({ tx, position, catalogue });
  }

  /** The company that pay is computed from by these plans. Refused also where a plan reads a result in another unit than it was handed in. */
  async companyPaid(
    tx: Transaction,
    position: bigint,
    { facts, plans, spiffs = [] }: Pick<Rulebook, 'facts' | 'plans' | 'spiffs'>,
  ): Promise<Company> {
    const company = await this.companyAt(tx, position, facts);
    await refuseMisfitResults(tx, position, { company, plans, spiffs });
    return company;
  }

  /** What everybody is called, by id: all that one may know of colleagues whose pay one does not see. */
  async names(tx: Transaction): Promise<ReadonlyMap<string, string>> {
    const rows = await tx.query<{ participant: string; name: string }>(
      'select participant, name from people_named()',
    );
    return new Map(rows.map(({ participant, name }) => [participant, name]));
  }

  /** Who lacks a plan, quota, manager or payroll id, which territory lacks a holder, and which opportunity nobody told; empty when all is ready. */
  async readinessAt(
    tx: Transaction,
    { position, on, rulebook }: ReadinessRequest,
  ): Promise<readonly ReadinessLine[]> {
    const company = await this.companyAt(tx, position, rulebook.facts);
    const paid = await tx.query<{ id: string }>(
      `select person.external_id as id from (${latestKnown('participant')}) person where person.payroll_id is not null`,
      [position.toString()],
    );
    const { plans, spiffs = [] } = rulebook;
    const people = readinessOf(company, {
      on,
      plans,
      spiffs,
      onPayroll: new Set(paid.map(({ id }) => id)),
      office: await readOffice(tx),
    });
    return [...people, ...(await unknownOpportunities(tx, { position, on, facts: rulebook.facts }))];
  }
}
