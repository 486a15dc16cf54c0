import { FINDING_CODES, type CodeEntry } from '../../../../engine/rulebook/finding-codes.js';

const HEADINGS: Readonly<Record<CodeEntry['about'], string>> = {
  paper: 'The text itself',
  shape: 'Keys and lists',
  value: 'Single values',
  meaning: 'What the documents mean together',
  test: 'Tests',
};

/** The page of everything that can be wrong in a document, from the closed list of codes. */
export function errorsPage(): string {
  const entries = Object.entries(FINDING_CODES) as [string, CodeEntry][];
  const sections = (Object.keys(HEADINGS) as CodeEntry['about'][]).map((about) => {
    const rows = entries
      .filter(([, entry]) => entry.about === about)
      .map(([code, entry]) => `| \`${code}\` | ${entry.means} |`);
    return [`## ${HEADINGS[about]}`, '', '| Code | Means |', '|---|---|', ...rows, ''].join('\n');
  });
  return [INTRODUCTION, ...sections].join('\n');
}

const INTRODUCTION = `# Findings

What can be wrong in a document under \`rules/\`. Each finding names the file, line and column, says what is wrong and what to write instead.
An *error* stops the document; a *warning* does not. The codes are a closed list and keep their meaning.

This page is made by \`npm run -s generate:errors\` from the list in \`src/engine/rulebook/finding-codes.ts\`.
`;
