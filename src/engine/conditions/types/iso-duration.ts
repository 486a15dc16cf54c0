import type { NameType } from './name-types.js';

const ISO_DURATION =
  /^P(?=[\dT])(?:(\d{1,4})Y)?(?:(\d{1,4})M)?(?:(\d{1,4})W)?(?:(\d{1,6})D)?(T(?:\d+[HMS])+)?$/;

/**
 * What to write instead of a duration in the form of ISO 8601, which DMN has (`P90D`, `P1Y6M`): days for days, months for a count of months.
 * `undefined` for any other word; a `remedy` only where the one is exactly the other.
 */
export function insteadOfIsoDuration(
  word: string,
  { is, unit }: NameType,
): { readonly remedy?: string } | undefined {
  const match = ISO_DURATION.exec(word);
  if (!match) return undefined;
  const [years = 0, months = 0, weeks = 0, days = 0] = match.slice(1, 5).map((part) => Number(part ?? 0));
  const hasTime = match[5] !== undefined;
  const [inMonths, inDays] = [years * 12 + months, weeks * 7 + days];
  if (is === 'days' && inMonths === 0 && !hasTime)
    return { remedy: `Write ${inDays} ${inDays === 1 ? 'day' : 'days'}.` };
  if (is === 'count' && unit === 'month' && inDays === 0 && !hasTime)
    return { remedy: `Write ${inMonths} ${inMonths === 1 ? 'month' : 'months'}.` };
  return {};
}
