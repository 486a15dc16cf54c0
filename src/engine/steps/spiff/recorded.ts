import { RECORDED } from '../../model/recorded.js';
import type { Books } from '../credit/admission.js';

/** When the booking of a line became known; lines of one moment have the same number. */
export function recordedAt({ lines }: Books, line: number): bigint {
  return lines.amounts.get(RECORDED)?.at(line) ?? 0n;
}
