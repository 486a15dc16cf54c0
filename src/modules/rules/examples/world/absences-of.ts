import { LAST_DAY } from '../../../../engine/kernel/day.js';
import type { Absence } from '../../../../engine/model/facts.js';
import { suggest } from '../../../../engine/rulebook/nearest.js';
import type { Rulebook } from '../../../../engine/rulebook/rulebook.js';
import type { TestAbsence } from '../../documents/test-document.js';
import type { Problem } from '../example-report.js';
import type { Givens } from '../gather.js';

/** When people of a situation are away. A kind that the catalogue lacks, and a time that ends before it begins, are no absences. */
export function absencesOf(
  { absences }: Givens,
  { facts }: Rulebook,
  problems: Problem[],
): readonly Absence[] {
  return absences.flatMap(({ item, path }) => {
    const message = faultOf(item, facts.absences);
    if (message !== undefined) problems.push({ path, message });
    const { person, kind, from, until } = item;
    return message === undefined ? [{ participant: person, kind, from, until }] : [];
  });
}

function faultOf({ kind, from, until }: TestAbsence, known: readonly string[]): string | undefined {
  if (!known.includes(kind)) return `There is no absence ${kind}. ${suggest(kind, known, DECLARE)}`;
  return from < (until ?? LAST_DAY) ? undefined : '`until` is the first day back, after `from`.';
}

const DECLARE = 'Declare it in facts.yaml: `absences: [parental-leave]`.';
