import type { ApprovalMatrix } from '../../../engine/rulebook/rulebook.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import { TextUnreadable, type RulesService } from '../../rules/rules.service.js';
import type { StoredRequest } from '../store/read-requests.js';
import type { Surroundings } from './read-setting.js';

/**
 * The matrix by which a request was submitted. Where its text is of long ago and this version of Kicker reads it no more, the one of its name by now, so that the request and the bookings of its deal
 * are judged all the same; where none is left, one that asks nothing: what is said of its deal as it was then stays as it was approved.
 */
export async function submittedMatrix(
  tx: Transaction,
  rules: RulesService,
  { matrix: id, request, by }: Pick<StoredRequest, 'matrix' | 'request'> & { readonly by: Surroundings },
): Promise<ApprovalMatrix> {
  try {
    return await rules.matrixVersion(tx, id, request.matrix);
  } catch (error) {
    if (!(error instanceof TextUnreadable)) throw error;
    return by.lastMatrix(id) ?? { ...NOTHING, id, fingerprint: request.matrix };
  }
}

const NOTHING: Omit<ApprovalMatrix, 'id' | 'fingerprint'> = {
  effective: { from: 0, until: null },
  inputs: [],
  levels: [],
  hit: 'collect',
  rows: [],
  noMatch: 'approve',
  terms: {
    samePersonTwice: 'two-people',
    ownDeal: 'refuse',
    rollupManagers: 'may-decide',
    recall: 'allowed',
    valid: null,
  },
};
