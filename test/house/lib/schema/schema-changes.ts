import { buildSchema, findBreakingChanges, findDangerousChanges } from 'graphql';

/**
 * What clients of the released schema would break on, and that the notes do not name. A change is named by quoting what it is about, such as
 * `Query.statement`, in the section of the changelog that is not released yet.
 */
export function unnamedBreaks(of: { released: string; now: string; unreleased: string }): string[] {
  const [released, now] = [buildSchema(of.released), buildSchema(of.now)];
  const breaking = findBreakingChanges(released, now);
  const subtle = findDangerousChanges(released, now).filter(
    ({ type }) => type === 'ARG_DEFAULT_VALUE_CHANGE',
  );
  return [...breaking, ...subtle]
    .map(({ description }) => ({ description, about: coordinateOf(description) }))
    .filter(({ about }) => !of.unreleased.includes(`\`${about}\``))
    .map(
      ({ description, about }) =>
        `${description} Clients of the released schema break on that. Keep it and deprecate it instead, or name \`${about}\` under "Breaking changes of the API" in CHANGELOG.md.`,
    );
}

/** What a change is about: the first name in its description, with its field. */
function coordinateOf(description: string): string {
  return /[A-Za-z_]\w*\.\w+/.exec(description)?.[0] ?? /\b[A-Z]\w+\b/.exec(description)?.[0] ?? description;
}

/** The part of a changelog that is not released yet. */
export function unreleasedOf(changelog: string): string {
  return /## Unreleased\n([\s\S]*?)(?=\n## |$)/.exec(changelog)?.[1] ?? '';
}
