import { FINDING_CODES, type CodeEntry } from '../../../../engine/rulebook/finding-codes.js';
import { API_ERROR_CODES } from '../../../../platform/graphql/errors/error-codes.js';
import { REFUSAL_CODES, type RefusalAbout, type RefusalEntry } from '../../../../platform/refusal-codes.js';

const HEADINGS: Readonly<Record<CodeEntry['about'], string>> = {
  paper: 'The text itself',
  shape: 'Keys and lists',
  value: 'Single values',
  meaning: 'What the documents mean together',
  test: 'Tests',
};

const REFUSED: Readonly<Record<RefusalAbout, string>> = {
  disputes: 'Disputes of credit',
  request: 'The request itself',
  access: 'Signing in, users and roles',
  facts: 'Facts and files',
  rules: 'Documents and their versions',
  approvals: 'Deals and their approval',
  webhooks: 'Webhooks',
  calculation: 'Calculations',
  ledger: 'The ledger and its periods',
};

/** The page of everything that can go wrong, from the closed lists of codes. */
export function errorsPage(): string {
  const findings = Object.entries<CodeEntry>(FINDING_CODES);
  const refusals = Object.entries<RefusalEntry>(REFUSAL_CODES);
  return [
    INTRODUCTION,
    '## Errors of the API\n',
    'These stand in `errors` of an answer, with `extensions.code` and `extensions.correlationId`. A question whose answer is refused gives the code of the refusal there, with `extensions.hint`.\n',
    table(Object.entries(API_ERROR_CODES)),
    '## Refusals\n',
    'Something asked that is not done. A mutation tells them in `userErrors` with `code`, `path`, `message` and `hint`; the command line ends with 1. Nothing was changed.\n',
    ...sections(REFUSED, refusals, '###'),
    '## Findings\n',
    'What is wrong in a document under `rules/`. Each names the file, line and column, says what is wrong and what to write instead. An *error* stops the document; a *warning* does not.\n',
    ...sections(HEADINGS, findings, '###'),
  ].join('\n');
}

interface About<A> {
  readonly about: A;
  readonly means: string;
}

function sections<A extends string>(
  headings: Readonly<Record<A, string>>,
  entries: readonly (readonly [string, About<A>])[],
  level: string,
): string[] {
  return (Object.keys(headings) as A[]).map((about) => {
    const own = entries.filter(([, entry]) => entry.about === about);
    return `${level} ${headings[about]}\n\n${table(own.map(([code, { means }]) => [code, means]))}`;
  });
}

function table(rows: readonly (readonly [code: string, means: string])[]): string {
  return [
    '| Code | Means |',
    '|---|---|',
    ...rows.map(([code, means]) => `| \`${code}\` | ${means} |`),
    '',
  ].join('\n');
}

const INTRODUCTION = `# What can go wrong

Three kinds, never mixed: a *finding* in what somebody wrote, a *refusal* of what somebody asked, an *error* of the request or of Kicker itself. The codes are
closed lists and keep their meaning.

This page is made by \`npm run -s generate:errors\` from \`src/engine/rulebook/finding-codes.ts\`, \`src/platform/refusal-codes.ts\` and
\`src/platform/graphql/errors/error-codes.ts\`.
`;
