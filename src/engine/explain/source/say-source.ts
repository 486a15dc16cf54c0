/** Where it stands what pay was worked out by: the version of the plan, and the paragraph of the signed paper that it says again. */
export interface PlanSource {
  readonly kind: 'plan' | 'spiff';
  readonly id: string;
  /** First day on which the version is in force, as YYYY-MM-DD; null where it has no beginning. */
  readonly from: string | null;
  readonly document?: string | undefined;
  readonly signed?: string | undefined;
  readonly paragraph?: string | undefined;
}

/** `By §4.2 of AE compensation plan FY26, signed on 2025-12-12; plan account-executive, version in force from 2026-01-01.` */
export function saySource({ kind, id, from, document, signed, paragraph }: PlanSource): string {
  const since = from === null ? 'from the beginning' : `from ${from}`;
  const version = `${kind === 'plan' ? 'plan' : 'SPIFF'} ${id}, version in force ${since}`;
  const of = paragraph === undefined ? '' : `${paragraph} of `;
  if (document === undefined) return `By ${of}${version}.`;
  return `By ${of}${document}${signed === undefined ? '' : `, signed on ${signed}`}; ${version}.`;
}
