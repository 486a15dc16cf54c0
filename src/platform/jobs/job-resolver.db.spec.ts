import { describe, expect, it } from '@jest/globals';
import { personaApi } from '../../../test/support/api/api.js';
import { testDatabase } from '../../../test/support/database.js';
import { answersOf } from '../../../test/support/recipes/subscribe.js';

const api = personaApi(testDatabase());

describe('following a job', () => {
  it('by what is no id of one is refused as a question is, and not told as a fault of ours', async () => {
    const ask = '{ job(id: "calc_1") { id } }';
    const follow = { query: 'subscription { jobProgress(id: "calc_1") { id } }', variables: {} };
    const refused = [{ extensions: { code: 'NOT_FOUND', hint: expect.stringContaining('job_') } }];
    expect(await api.answerAs('finance', ask)).toMatchObject({ errors: refused });
    expect(await answersOf(api, { as: 'finance', ...follow })).toMatchObject([{ errors: refused }]);
  });
});
