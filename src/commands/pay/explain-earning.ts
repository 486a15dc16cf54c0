import { EarningsService, type StoredEarning } from '../../modules/calculation/earnings.service.js';
import type { Environment } from '../environment.js';
import { OPERATOR } from '../output.js';

/** An earning in words and as a tree. */
export async function explainEarning(
  { app }: Environment,
  { calculation, id }: StoredEarning,
): Promise<string> {
  const { earning } = await app.get(EarningsService).explainable(OPERATOR, calculation, id);
  return `${earning.earning.participant} ${earning.earning.incentive} ${earning.earning.period.name}`;
}
