import type { Server } from 'node:http';
import { ApolloDriver, type ApolloDriverConfig } from '@nestjs/apollo';
import { ValidationPipe, type INestApplication } from '@nestjs/common';
import { Args, GraphQLModule, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Test } from '@nestjs/testing';
import request from 'supertest';
import { rulesFiles } from '../../../../../test/support/documents/rules-files.js';
import { DocumentsService, editsOfInput, givenDocument, type TypedInput } from '../../documents.service.js';
import { documentInputs } from '../../document-inputs.service.js';
import { readDocument } from '../read-document.js';
import { inputOfDocument } from '../typed/input-of-document.js';
import { inputLiteral } from '../typed/word.js';

const { document, edit } = documentInputs();
const documents = new DocumentsService();

@Resolver()
class DocumentsResolver {
  @Query(() => String)
  hello(): string {
    return 'hello';
  }

  @Mutation(() => String)
  write(@Args('document', { type: () => document }) given: TypedInput): string {
    const { kind, input } = givenDocument(given);
    return documents.write(kind, input);
  }

  @Mutation(() => String)
  change(
    @Args('source', { type: () => String }) source: string,
    @Args('edits', { type: () => [edit] }) edits: TypedInput[],
  ): string {
    return documents.patch(source, editsOfInput(edits));
  }
}

let app: INestApplication<Server>;
beforeAll(async () => {
  const graphql = GraphQLModule.forRoot<ApolloDriverConfig>({
    driver: ApolloDriver,
    autoSchemaFile: true,
    graphiql: false,
  });
  const module = await Test.createTestingModule({
    imports: [graphql],
    providers: [DocumentsResolver],
  }).compile();
  app = module.createNestApplication({ logger: false });
  app.useGlobalPipes(
    new ValidationPipe({
      whitelist: true,
      forbidNonWhitelisted: true,
      forbidUnknownValues: true,
      transform: true,
    }),
  );
  await app.init();
});
afterAll(async () => {
  await app.close();
});

async function answer(
  query: string,
  variables: object = {},
): Promise<{ data: Record<string, string> | null; errors?: { message: string }[] }> {
  const response = await request(app.getHttpServer()).post('/graphql').send({ query, variables });
  return response.body as never;
}

const WRITE = 'mutation ($document: DocumentInput!) { write(document: $document) }';
const CHANGE =
  'mutation ($source: String!, $edits: [DocumentEditInput!]!) { change(source: $source, edits: $edits) }';
const PLAN = rulesFiles().find(({ path }) => path.endsWith('account-executive/plan.yaml'))?.text ?? '';

describe('a document given through GraphQL, before a pipe that lets nothing undeclared through', () => {
  it.each(rulesFiles())('is written as it is in $path', async ({ text }) => {
    const { kind, input } = inputOfDocument(text, 'written');
    const { data, errors } = await answer(WRITE, { document: { [kind]: input } });
    expect(errors).toBeUndefined();
    const written = data?.['write'] ?? '';
    expect(documents.inputOf(written)).toEqual(documents.inputOf(text));
    if (kind === 'test') return;
    const [before, after] = [text, written].map(
      (each) => readDocument({ path: 'x', text: each }).declared?.fingerprint,
    );
    expect(after).toBe(before);
  });

  it('may stand in the query itself', async () => {
    const { input } = inputOfDocument(PLAN, 'written');
    const { data } = await answer(`mutation { write(document: { plan: ${inputLiteral(input)} }) }`);
    expect(data?.['write']).toBe(PLAN.replace(/^#.*\n/gm, ''));
  });

  it('is one kind of document, or refused before it reaches us', async () => {
    const { errors } = await answer('mutation { write(document: { plan: null }) }');
    expect(errors?.[0]?.message).toMatch(/plan/);
    const both = await answer(WRITE, { document: {} });
    expect(both.errors?.[0]?.message).toMatch(/Exactly one/i);
  });

  it('without a decision about money reaches the check, which says what each answer pays', async () => {
    const input = JSON.parse(JSON.stringify(inputOfDocument(PLAN, 'written').input)) as {
      measures: { negative?: string }[];
    };
    for (const measure of input.measures) delete measure.negative;
    const { data } = await answer(WRITE, { document: { plan: input } });
    const { findings } = readDocument({ path: 'x', text: data?.['write'] ?? '' });
    expect(findings).toEqual([expect.objectContaining({ code: 'UNDECLARED', path: 'measures.0' })]);
  });
});

describe('edits given through GraphQL', () => {
  it('change what they name and leave the rest as it was written', async () => {
    const edits = [
      { set: { path: 'incentives.arr-commission.tiers.starts.accelerator.times', value: { text: '2x' } } },
      {
        add: {
          path: 'incentives.arr-commission.tiers.starts',
          value: { tierStart: { id: 'top', above: '150%', pays: '20%' } },
        },
      },
      {
        set: {
          path: 'measures.arr.when',
          value: { condition: { tests: [{ fact: 'booking.type', is: 'new' }] } },
        },
      },
      { set: { path: 'incentives.arr-commission.payEvery', value: { text: 'quarter' } } },
      { remove: { path: 'until' } },
    ];
    const { data, errors } = await answer(CHANGE, { source: PLAN, edits });
    expect(errors).toBeUndefined();
    expect(data?.['change']).toBe(
      PLAN.replace('times: 1.5x }\n', 'times: 2x }\n        - { id: top, above: 150%, pays: 20% }\n')
        .replace('{ booking.type: [new, expansion] }', '{ booking.type: new }')
        .replace('    source: §4.2\n', '    source: §4.2\n    pay-every: quarter\n')
        .replace('until: 2027-01-01\n', ''),
    );
  });
});
