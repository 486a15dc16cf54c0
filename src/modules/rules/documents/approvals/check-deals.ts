import { errorAt, type Fault, type Finding } from '../../../../engine/rulebook/finding.js';
import { suggest } from '../../../../engine/rulebook/nearest.js';
import type { ApprovalMatrix } from '../../../../engine/rulebook/rulebook.js';
import type { ExpectedApproval, Situation, TestDeal } from '../test-document.js';

/** Judges the deals of a situation and what is expected of them: there is a matrix, and its levels, rows and deals are those that exist. */
export function checkDeals(
  { deals, approvals }: Situation,
  path: string,
  matrices: readonly ApprovalMatrix[],
): Finding[] {
  if (deals.length === 0 && approvals.length === 0) return [];
  if (matrices.length === 0) {
    const at = deals.length > 0 ? `${path}.deals` : (approvals[0]?.path ?? path);
    return [errorAt(at, NO_MATRIX)];
  }
  const levels = [...new Set(matrices.flatMap((each) => each.levels.map(({ id }) => id)))];
  const rows = [...new Set(matrices.flatMap((each) => each.rows.map(({ id }) => id)))];
  return [
    ...deals.flatMap((deal, index) => [
      ...unknown(deal.approvedBy, levels, { path: `${path}.deals.${index}.approved-by`, what: 'level' }),
      ...unknown(deal.rejectedBy, levels, { path: `${path}.deals.${index}.rejected-by`, what: 'level' }),
      ...repeated(deals, index, `${path}.deals.${index}`),
    ]),
    ...approvals.flatMap((expected) => [
      ...(expected.levels === 'refused'
        ? []
        : unknown(expected.levels, levels, { path: `${expected.path}.requires`, what: 'level' })),
      ...unknown(expected.carried ?? [], levels, { path: `${expected.path}.carried`, what: 'level' }),
      ...unknown(expected.rows ?? [], rows, { path: `${expected.path}.rows`, what: 'row' }),
      ...refusedToo(expected),
    ]),
  ];
}

function unknown(
  ids: readonly string[],
  known: readonly string[],
  { path, what }: { path: string; what: string },
): Finding[] {
  return ids
    .filter((id) => !known.includes(id))
    .map((id) => {
      const message = `There is no ${what} ${id}.`;
      return errorAt(path, { code: 'TEST_TARGET', message, remedy: suggest(id, known) }, id);
    });
}

function repeated(deals: readonly TestDeal[], index: number, path: string): Finding[] {
  const deal = deals[index];
  const before = deals.slice(0, index).some(({ id, step }) => id === deal?.id && step === deal.step);
  if (!before || !deal) return [];
  const message = `The deal ${deal.id} has a step ${deal.step} already.`;
  return [errorAt(path, { code: 'DUPLICATE_ID', message, remedy: 'Write `step:` with the next number.' })];
}

/** What is refused asks nobody and carries nothing. */
function refusedToo({ path, levels, carried, asks, why }: ExpectedApproval): Finding[] {
  if (levels === 'refused') return (carried ?? asks) ? [errorAt(path, NOTHING_MORE)] : [];
  return why === null ? [] : [errorAt(`${path}.why`, NOT_REFUSED)];
}

const NO_MATRIX: Fault = {
  code: 'TEST_TARGET',
  message: 'Deals are judged by an approval matrix, and the document that is tested is none.',
  remedy: 'Write the id of a matrix after `test:`.',
};
const NOTHING_MORE: Fault = {
  code: 'NOT_NEEDED',
  message: 'A deal that is refused asks nobody and carries nothing.',
  remedy: 'Take `carried` and `asks` away.',
};
const NOT_REFUSED: Fault = {
  code: 'NOT_NEEDED',
  message: '`why` says why a deal is refused, and this one is not.',
  remedy: 'Take it away, or write `requires: refused`.',
};
