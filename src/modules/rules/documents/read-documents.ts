import { checkRulebook } from '../../../engine/rulebook/check.js';
import { invariant } from '../../../engine/kernel/invariant.js';
import { errorAt, type Finding } from '../../../engine/rulebook/finding.js';
import type { Rulebook } from '../../../engine/rulebook/rulebook.js';
import type { DeclaredDocument } from './declared-document.js';
export type { DeclaredDocument } from './declared-document.js';
import type { PlacedFinding, SourceFile } from './placed-finding.js';
import { readDocument, type ReadDocument } from './read-document.js';
import { assembleRulebook, type Assembled } from './assemble-rulebook.js';
import { checkTest } from './check-tests.js';
import type { TestDocument } from './test-document.js';

/** What files say. `rulebook` is null as long as there is an error; warnings do not stop it. */
export interface ReadDocuments {
  readonly rulebook: Rulebook | null;
  /** Whether the documents were judged by what they mean, and not only by their form: not while one of them cannot be read. */
  readonly judged: boolean;
  readonly tests: readonly { readonly file: string; readonly test: TestDocument }[];
  readonly findings: readonly PlacedFinding[];
  readonly documents: readonly DeclaredDocument[];
  /** Findings of the rulebook, each at the document that says it: for what is judged with more than the documents. */
  place(findings: readonly Finding[]): readonly PlacedFinding[];
  /** The file of the document that says what a path of the rulebook names. */
  fileOf(path: string): string;
}

/**
 * The one parser and the one check: files in, the rulebook and everything that is wrong with it out, by file, line and column. Pure; never throws on
 * any text. Meaning is checked only when every file could be read, so that one slip does not bring a page of findings.
 */
export function readDocuments(files: readonly SourceFile[]): ReadDocuments {
  const read = files.map(readDocument);
  const { rulebook, origins, duplicates } = assembleRulebook(read);
  const findings = read.flatMap((each) => each.findings.map((finding) => placed(each, finding)));
  const stopped = findings.some(({ severity }) => severity === 'error');
  if (!stopped) {
    findings.push(...duplicates.map(({ document, finding }) => placed(document, finding)));
    if (rulebook)
      findings.push(
        ...placeAll(checkRulebook(rulebook), origins),
        ...testsOf(read).flatMap((test) => testFindings(test, rulebook)),
      );
    if (!rulebook && duplicates.length === 0) findings.push(noCatalogue(files));
  }
  const failed = findings.some(({ severity }) => severity === 'error');
  return {
    rulebook: failed ? null : rulebook,
    judged: !stopped,
    tests: read.flatMap(({ file, content }) =>
      content?.kind === 'test' ? [{ file, test: content.test }] : [],
    ),
    findings: inOrder(findings, files),
    documents: read.flatMap(({ declared }) => (declared ? [declared] : [])),
    place: (more) => inOrder(placeAll(more, origins), files),
    fileOf: (path) => originOf(path, origins).document.file,
  };
}

/** What is wrong with the rulebook, each finding at the document that says it. */
function placeAll(found: readonly Finding[], origins: Assembled['origins']): PlacedFinding[] {
  return found.map((finding) => {
    const origin = originOf(finding.path, origins);
    return placed(origin.document, { ...finding, path: finding.path.slice(origin.prefix.length + 1) });
  });
}

function originOf(path: string, origins: Assembled['origins']): Assembled['origins'][number] {
  const origin = origins.find(({ prefix }) => path === prefix || path.startsWith(`${prefix}.`));
  invariant(origin !== undefined, `a finding at ${path}, which no document says`);
  return origin;
}

function testsOf(read: readonly ReadDocument[]): { document: ReadDocument; test: TestDocument }[] {
  return read.flatMap((document) =>
    document.content?.kind === 'test' ? [{ document, test: document.content.test }] : [],
  );
}

function testFindings(
  { document, test }: { document: ReadDocument; test: TestDocument },
  rulebook: Rulebook,
): PlacedFinding[] {
  return checkTest(test, rulebook).map((finding) => placed(document, finding));
}

function placed(document: ReadDocument, finding: Finding): PlacedFinding {
  return { ...finding, file: document.file, ...document.locate(finding) };
}

function noCatalogue(files: readonly SourceFile[]): PlacedFinding {
  const fault = {
    code: 'NO_CATALOGUE',
    message: 'None of these files is a fact catalogue, so nothing says what a rule may read.',
    remedy: 'Add `rules/facts.yaml`, which starts with `kicker: 1` and `facts: company`.',
  } as const;
  return { ...errorAt('', fault), file: files[0]?.path ?? 'rules/facts.yaml', line: 1, column: 1 };
}

function inOrder(findings: PlacedFinding[], files: readonly SourceFile[]): PlacedFinding[] {
  const order = new Map(files.map(({ path }, index) => [path, index]));
  const fileOf = (finding: PlacedFinding): number => order.get(finding.file) ?? 0;
  return findings.sort((a, b) => fileOf(a) - fileOf(b) || a.line - b.line || a.column - b.column);
}
