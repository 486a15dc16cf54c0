import { Args, Context, ID, Parent, Resolver } from '@nestjs/graphql';
import type { Transaction } from '../../../platform/database/transaction.js';
import type { RequestContext } from '../../../platform/graphql/request-context.js';
import { PageArgs, pageCost, type Page } from '../../../platform/graphql/schema/connection.js';
import { Ask, ShownWhenAsked } from '../../../platform/graphql/schema/shown.js';
import { BusinessDate } from '../../../platform/graphql/scalars/scalars.js';
import { readAbsences, readAssignments, readQuotas, readTerritoriesHeld } from './read-terms.js';
import { ParticipantListService } from './participant-list.service.js';
import {
  AbsenceType,
  AssignmentType,
  ParticipantConnection,
  ParticipantFilterInput,
  ParticipantType,
  QuotaType,
  TerritoryHeldType,
} from './participant.type.js';

const to = 'terms';
const complexity = 5;

type TermsReader<T> = (tx: Transaction, ids: readonly string[]) => Promise<ReadonlyMap<string, readonly T[]>>;

/** People paid on plans: who they are, what they are on, and what is expected of them. */
@Resolver(() => ParticipantType)
export class ParticipantResolver {
  constructor(private readonly list: ParticipantListService) {}

  @Ask(() => ParticipantConnection, {
    to: 'everyone',
    description: 'Participants by id, as known now.',
    complexity: pageCost,
  })
  participants(
    @Args('filter', {
      type: () => ParticipantFilterInput,
      nullable: true,
      description: 'Which participants.',
    })
    filter: ParticipantFilterInput | null,
    @Args() page: PageArgs,
    @Context() { viewer }: RequestContext,
  ): Promise<Page<ParticipantType>> {
    const { search = null, plan = null, manager = null, activeOn = null } = filter ?? {};
    return this.list.page(viewer, { search, plan, manager, activeOn }, page);
  }

  @Ask(() => ParticipantType, {
    to: 'everyone',
    nullable: true,
    description: "One participant by the company's own id; null when there is none.",
  })
  participant(
    @Args('id', { type: () => ID, description: 'The id. Example: "west-ae-1"' }) id: string,
    @Context() context: RequestContext,
  ): Promise<ParticipantType | null> {
    return context.load('participant', id, (ids) => this.list.byId(context.viewer, ids));
  }

  @ShownWhenAsked(() => [AssignmentType], {
    to,
    description: 'The plans they are or were on, oldest first.',
    complexity,
  })
  async assignments(
    @Parent() { id }: ParticipantType,
    @Context() context: RequestContext,
  ): Promise<readonly AssignmentType[]> {
    return await this.terms('assignments', { id, read: readAssignments }, context);
  }

  @ShownWhenAsked(() => [QuotaType], { to, description: 'Their targets, oldest first.', complexity })
  async quotas(
    @Parent() { id }: ParticipantType,
    @Context() context: RequestContext,
  ): Promise<readonly QuotaType[]> {
    return await this.terms('quotas', { id, read: readQuotas }, context);
  }

  @ShownWhenAsked(() => [AbsenceType], { to, description: 'When they are away, oldest first.', complexity })
  async absences(
    @Parent() { id }: ParticipantType,
    @Context() context: RequestContext,
  ): Promise<readonly AbsenceType[]> {
    return await this.terms('absences', { id, read: readAbsences }, context);
  }

  @ShownWhenAsked(() => [TerritoryHeldType], {
    to,
    description: 'The territories they hold or held, oldest first.',
    complexity,
  })
  async territories(
    @Parent() { id }: ParticipantType,
    @Context() context: RequestContext,
  ): Promise<readonly TerritoryHeldType[]> {
    return await this.terms('territories', { id, read: readTerritoriesHeld }, context);
  }

  @ShownWhenAsked(() => [ParticipantType], {
    to,
    description: 'Who reports to them on a day, by id: of those whose pay you may see.',
    complexity: ({ childComplexity }) => 10 + childComplexity * 10,
  })
  async reports(
    @Parent() { id }: ParticipantType,
    @Args('on', { type: () => BusinessDate, description: 'On which day. Example: "2026-03-31"' }) on: string,
    @Context() context: RequestContext,
  ): Promise<readonly ParticipantType[]> {
    const read = (ids: readonly string[]): Promise<ReadonlyMap<string, readonly ParticipantType[]>> =>
      this.list.reports(context.viewer, ids, on);
    return (await context.load(`reports on ${on}`, id, read)) ?? [];
  }

  /** Terms of one participant, read together with those of all others that are asked for. */
  private async terms<T>(
    kind: string,
    { id, read }: { id: string; read: TermsReader<T> },
    context: RequestContext,
  ): Promise<readonly T[]> {
    return (await context.load(kind, id, (ids) => this.list.terms(context.viewer, read, ids))) ?? [];
  }
}
