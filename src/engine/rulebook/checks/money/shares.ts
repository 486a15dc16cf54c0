import { sayRate } from '../../../explain/say-numbers.js';
import { ratio } from '../../../kernel/ratio.js';
import { warningAt, type Finding } from '../../finding.js';
import type { CreditPart } from '../../rulebook.js';

/** Parts that look like percents and do not make 100: 60 and 50 give the first 54.5%, not 60%. */
export function checkShares(credit: readonly CreditPart[], path: string): Finding[] {
  const parts = credit.flatMap((part) => (typeof part.parts === 'number' ? [part.parts] : []));
  const total = parts.reduce((sum, part) => sum + part, 0);
  const areLikePercents = parts.length > 1 && parts.length === credit.length && total > 80 && total < 400;
  if (!areLikePercents || total === 100 || parts.every((part) => part === parts[0])) return [];
  const [first] = credit;
  const share = ratio(BigInt(parts[0] ?? 0), BigInt(total));
  const more = total > 100 ? 'more than the whole' : 'less than the whole';
  const message = `The parts make ${total}, ${more} if they are percents; they are shared out as parts of ${total}, so ${first?.to ?? ''} gets ${sayRate(share)} and not ${parts[0] ?? 0}%.`;
  const remedy =
    'Write parts that make 100, or small numbers such as 6 and 5 if it is their proportion that counts.';
  return [warningAt(path, { code: 'CREDIT_PARTS', message, remedy })];
}
