import { Type } from '@nestjs/common';
import { ArgsType, Field, Int, ObjectType } from '@nestjs/graphql';
import { LIMITS } from '../limits/limits.js';
import { Refusal } from '../../refusal.js';
import type { FieldPolicy } from './field-policies.js';
import { Shown } from './shown.js';

/** Which page of a list. */
@ArgsType()
export class PageArgs {
  @Field(() => Int, {
    defaultValue: 50,
    description: `How many rows, at most ${LIMITS.page}. Example: 50`,
  })
  first: number;

  @Field(() => String, {
    nullable: true,
    description: 'The endCursor of the page before; left out for the first page. Example: "WyJwZW9wbGUi…"',
  })
  after?: string | null;
}

/** The size of a page, or a refusal when nobody may ask for that many. */
export function pageSize(first: number): number {
  if (Number.isInteger(first) && first >= 1 && first <= LIMITS.page) return first;
  throw new Refusal(
    'BAD_INPUT',
    `A page has 1 to ${LIMITS.page} rows.`,
    `Ask for first: ${LIMITS.page} and go on with after.`,
    'first',
  );
}

/** The cost of a list: its page size times what a row costs. */
export function pageCost({
  args,
  childComplexity,
}: {
  args: Record<string, unknown>;
  childComplexity: number;
}): number {
  const first = typeof args['first'] === 'number' ? args['first'] : 50;
  return 1 + Math.max(1, first) * Math.max(1, childComplexity) * 0.1;
}

@ObjectType({ description: 'Where a page of a list stands.' })
export class PageInfo {
  @Shown(() => Boolean, { to: 'everyone', description: 'Whether rows follow this page.', example: 'true' })
  hasNextPage: boolean;

  @Shown(() => String, {
    to: 'everyone',
    nullable: true,
    description: 'Give it as after to get the next page; null on an empty page.',
    example: '"WyJwZW9wbGUi…"',
  })
  endCursor: string | null;
}

/** A page of rows. `totalCount` counts all rows of the list, when it is asked for. */
export interface Page<T> {
  readonly nodes: readonly T[];
  readonly pageInfo: PageInfo;
  readonly totalCount: () => Promise<number>;
}

/** The page of a list of which one row more than asked for was read. */
export function pageOf<T>(
  rows: readonly T[],
  first: number,
  of: { cursor(row: T): string; total: () => Promise<number> },
): Page<T> {
  const nodes = rows.slice(0, first);
  const last = nodes.at(-1);
  return {
    nodes,
    pageInfo: { hasNextPage: rows.length > first, endCursor: last === undefined ? null : of.cursor(last) },
    totalCount: of.total,
  };
}

/** The type of a page of a list, for a node type. */
export function connectionOf<T>(
  node: () => Type<T>,
  of: { name: string; plural: string; to: FieldPolicy },
): Type<Page<T>> {
  @ObjectType(`${of.name}Connection`, { description: `A page of ${of.plural}.` })
  class Connection {
    @Shown(() => [node()], { to: of.to, description: `The ${of.plural} of this page.` })
    nodes: readonly T[];

    @Shown(() => PageInfo, { to: of.to, description: 'Where this page stands.' })
    pageInfo: PageInfo;

    @Shown(() => Int, {
      to: of.to,
      description: `How many ${of.plural} there are in all, of those you may see.`,
      example: '163',
    })
    totalCount: () => Promise<number>;
  }
  return Connection as unknown as Type<Page<T>>;
}
