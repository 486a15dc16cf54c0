import { beforeAll, describe, expect, it } from '@jest/globals';
import { personaApi } from '../../../../test/support/api/api.js';
import { calculateSmallCompany } from '../../../../test/support/api/small-company-calculated.js';
import { answersOf } from '../../../../test/support/api/subscribe.js';
import { testDatabase } from '../../../../test/support/database.js';

const database = testDatabase();
beforeAll(() => calculateSmallCompany(database));
const api = personaApi(database);

const PROGRESS =
  'subscription ($id: ID!) { jobProgress(id: $id) { id state calculation { id } postedLines } }';

async function calculating(): Promise<string> {
  const { calculationStart } = await api.askAs<{ calculationStart: { job: { id: string } } }>(
    'finance',
    'mutation { calculationStart(input: { idempotencyKey: "again" }) { job { id } userErrors { code } } }',
  );
  return calculationStart.job.id;
}

describe('what a subscription tells', () => {
  it('is the job until it ended, and nothing of how it was asked', async () => {
    const id = await calculating();
    const answers = await answersOf(api, { as: 'finance', query: PROGRESS, variables: { id } });
    expect(answers.map((answer) => Object.keys(answer))).toEqual(answers.map(() => ['data']));
    expect(answers.at(-1)).toEqual({
      data: { jobProgress: { id, state: 'DONE', calculation: { id: '1' }, postedLines: 0 } },
    });
  });

  it('ends at once for who may not see the job', async () => {
    const id = await calculating();
    expect(await answersOf(api, { as: 'rep', query: PROGRESS, variables: { id } })).toEqual([]);
  });

  it('is refused with a code, and without what a fault of ours would give away', async () => {
    const wrong = {
      as: 'finance',
      query: 'subscription { jobProgress(id: "job_1") { pay } }',
      variables: {},
    };
    await expect(answersOf(api, wrong)).rejects.toMatchObject([
      { message: expect.any(String), extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } },
    ]);
    const unknown = { ...wrong, query: 'subscription { jobProgress(id: "job_1") { id } }' };
    expect(await answersOf(api, unknown)).toMatchObject([
      { errors: [{ extensions: { code: 'NOT_FOUND' } }] },
    ]);
  });
});
