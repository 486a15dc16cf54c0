import { RequestInTheWay } from './in-the-way.js';

describe('a request that is in the way of another', () => {
  it.each([
    ['PENDING', 'waits for decisions', 'Have it decided, or take it back with `approvalRecall`.'],
    ['APPROVED', 'is approved', 'Nothing is left to do. A deal that is told otherwise is submitted anew.'],
    ['EVALUATION_FAILED', 'could not be judged', '`approvalRetry` with request "r-1"'],
  ] as const)('says of one that is %s what helps then', (standing, says, helps) => {
    const { code, message, hint } = new RequestInTheWay({ id: 'r-1', standing });
    expect(code).toBe('APPROVAL_NOT_OPEN');
    expect(message).toBe(`The deal has a request by this matrix already, which ${says}.`);
    expect(hint).toContain(helps);
  });

  it('is recalled only where recalling is possible', () => {
    const hintOf = (standing: 'APPROVED' | 'EVALUATION_FAILED'): string =>
      new RequestInTheWay({ id: 'r-1', standing }).hint;
    expect(hintOf('APPROVED') + hintOf('EVALUATION_FAILED')).not.toContain('approvalRecall');
  });
});
