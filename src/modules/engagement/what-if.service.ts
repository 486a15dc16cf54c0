import { Injectable } from '@nestjs/common';
import { Database, type Actor } from '../../platform/database/database.js';
import type { Transaction } from '../../platform/database/transaction.js';
import { Refusal } from '../../platform/refusal.js';
import { readCreditRulings } from '../participants/participants.service.js';
import { RulesService } from '../rules/rules.service.js';
import type { Answer } from './deciding/answer.js';
import { withUnknown, type Supposed } from './deciding/unknown-people.js';
import { givenFacts, type GivenFact } from './deciding/given-facts.js';
import { SubjectDecider } from './deciding/subject-decider.js';
import { readSubjects } from './reading/read-subjects.js';
import type { KnownSubject, SubjectKind } from './reading/subject.js';

export type { Answer } from './deciding/answer.js';
export type { Supposed } from './deciding/unknown-people.js';
export type { GivenFact } from './deciding/given-facts.js';
export { readGivenFile, type GivenThing } from './deciding/read-given-file.js';
export { SUBJECT_KINDS, type SubjectKind } from './reading/subject.js';

/** Something stored whose facts hold where others are not given. */
export interface Like {
  readonly kind: SubjectKind;
  readonly subject: string;
}

/** Something that may not exist yet, on the day on which it would be decided about. */
export interface WhatIf {
  readonly decision: string;
  readonly day: number;
  readonly like: readonly Like[];
  readonly facts: readonly GivenFact[];
  /** What a refusal calls it, where there are several. */
  readonly id?: string;
}

/** "Who would get this?": what policies would answer about something that does not exist yet. Nothing is kept. */
@Injectable()
export class WhatIfService {
  constructor(
    private readonly database: Database,
    private readonly rules: RulesService,
  ) {}

  /** What would be answered to each, in their order, by what is known now. */
  async answers(actor: Actor, asked: readonly WhatIf[]): Promise<readonly Supposed[]> {
    return await this.database.reading(actor, async (tx) => {
      const { rulebook, position } = await this.rules.rulebookNow(tx);
      const decider = new SubjectDecider(rulebook, await readCreditRulings(tx, position));
      const answers: Answer[] = [];
      for (const each of asked)
        answers.push(
          await this.answer(tx, { decider, position }, each).catch((error: unknown) => {
            throw named(error, asked.length > 1 ? each.id : undefined);
          }),
        );
      return await withUnknown(tx, answers);
    });
  }

  private async answer(
    tx: Transaction,
    { decider, position }: { decider: SubjectDecider; position: bigint },
    { decision, day, like, facts }: WhatIf,
  ): Promise<Answer> {
    decider.mustDecide(decision, null);
    const given = givenFacts(facts, decider.types);
    const stored = await readSubjects(
      tx,
      { position, ...decider.reads },
      like.map((each) => ({ ...each, day })),
    );
    const known = stored.map((each, at) => each ?? unknownSubject(like[at], at));
    const subject = known.reduce(over, NOTHING);
    // What does not exist has no bookings before it; of what is stored those of its account are looked up, and no booking that it changes.
    const kind = like.length === 0 ? 'booking' : 'account';
    return decider.decide(
      decision,
      { kind, subject: 'what-if', day },
      over(subject, { ...given, people: [] }),
    );
  }
}

/** What does not exist names no deal that an approval could be needed for. */
const NOTHING: KnownSubject = {
  facts: new Map([['booking.approval', 'not-needed']]),
  currencies: new Map(),
  misfits: new Map(),
  people: [],
};

/** What is known of both: of a fact what the second says, where it says anything. */
function over(one: KnownSubject, other: KnownSubject): KnownSubject {
  const kept = <T>(values: ReadonlyMap<string, T>): [string, T][] =>
    [...values].filter(([name]) => !other.facts.has(name) && !other.misfits.has(name));
  return {
    facts: new Map([...kept(one.facts), ...other.facts]),
    currencies: new Map([...kept(one.currencies), ...other.currencies]),
    misfits: new Map([...kept(one.misfits), ...other.misfits]),
    people: [...new Set([...one.people, ...other.people])],
    lookedUp: [...new Set([...(one.lookedUp ?? []), ...(other.lookedUp ?? [])])],
  };
}

/** The same refusal, that says of which of several. */
function named(error: unknown, id: string | undefined): unknown {
  if (!(error instanceof Refusal) || id === undefined) return error;
  return new Refusal(error.code, `${id}: ${error.message}`, error.hint, error.path);
}

function unknownSubject(like: Like | undefined, at: number): never {
  throw new Refusal(
    'RULING_SUBJECT_UNKNOWN',
    `There is no ${like?.kind ?? 'subject'} ${like?.subject ?? ''}.`,
    'Give its facts instead, or the id of one that was imported.',
    `like.${at}`,
  );
}
