import { randomUUID } from 'node:crypto';
import type { INestApplication } from '@nestjs/common';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import { execute, parse, subscribe, type ExecutionResult, type GraphQLSchema } from 'graphql';
import { RequestContext } from '../../../../src/platform/graphql/request-context.js';
import { Refusal } from '../../../../src/platform/refusal.js';
import type { Viewer } from '../../../../src/platform/identity/viewer.js';

/** What was answered, with the code of each thing refused and where. */
export interface Told {
  readonly data: unknown;
  readonly refused: readonly { readonly code: string; readonly path: string }[];
}

/** The served, guarded schema asked without HTTP, as thousands of questions want it. */
export class InProcess {
  readonly schema: GraphQLSchema;

  constructor(app: INestApplication) {
    ({ schema: this.schema } = app.get(GraphQLSchemaHost));
  }

  async ask(viewer: Viewer, query: string): Promise<Told> {
    const contextValue = new RequestContext(viewer, randomUUID());
    return told(await execute({ schema: this.schema, document: parse(query), contextValue }));
  }

  /** The first thing that a subscription tells; nothing where it ends before, or nothing happens for a while. */
  async first(viewer: Viewer, query: string): Promise<Told> {
    const contextValue = new RequestContext(viewer, randomUUID());
    const followed = await subscribe({ schema: this.schema, document: parse(query), contextValue });
    if (!(Symbol.asyncIterator in followed)) return told(followed);
    const tooLong = setTimeout(() => void followed.return?.(), 3_000);
    const next = await followed.next();
    clearTimeout(tooLong);
    await followed.return?.();
    return next.done === true ? { data: null, refused: [] } : told(next.value as ExecutionResult);
  }
}

function told({ data = null, errors = [] }: ExecutionResult): Told {
  return {
    data,
    refused: errors.map(({ originalError, extensions, path, message }) => ({
      code:
        originalError instanceof Refusal
          ? originalError.code
          : typeof extensions['code'] === 'string'
            ? extensions['code']
            : `INTERNAL ${message}`,
      path: (path ?? []).filter((step) => typeof step === 'string').join('.'),
    })),
  };
}
