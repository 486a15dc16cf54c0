import { errorAt, type Fault } from '../../../engine/rulebook/finding.js';
import type { PlacedFinding, SourceFile } from '../documents/placed-finding.js';
import { readDocument } from '../documents/read-document.js';
import { readDocuments, type DeclaredDocument, type ReadDocuments } from '../documents/read-documents.js';
import { liabilitiesIn } from '../documents/liabilities.js';
import { runExamples } from '../examples/run-examples.js';
import { clashesOf, publishedBeside } from '../publication/beside.js';
import { ifPublished } from '../publication/effect.js';
import type { PublishedText } from '../publication/read-publications.js';
import type { Checked, Version, VersionText } from './version.js';

/** What a version means beside what is published: what is wrong, how its examples come out, and what would be published. */
export interface Judged extends Checked {
  readonly passed: boolean;
  /** Null when it did not pass. */
  readonly document: DeclaredDocument | null;
  /** The fingerprint of the fact catalogue it was judged with; null when it did not pass. */
  readonly catalogue: string | null;
  /** What was read of it beside what is published, for whoever asks the data at hand; null where its head is another document's. */
  readonly read: ReadDocuments | null;
}

/** The text of a version and the examples beside it. */
export type Subject = Pick<VersionText, 'kind' | 'name' | 'source' | 'test'>;

const NOT_WORKED_OUT = { passed: 0, failed: 0, situations: [] } as const;

/**
 * The one check, over a version together with what is published; its examples; and what would be in force side by side, were it published
 * now. Pure: the same texts give the same answer.
 */
export function judgeVersion(subject: Subject, published: readonly PublishedText[]): Judged {
  const files = textFiles(subject);
  const strange = files.flatMap((file) => strangeHead(file, subject));
  if (strange.length > 0) return stopped(strange, null);
  const read = readDocuments([...files, ...publishedBeside(readDocuments(files), published)]);
  const document = read.documents.find(({ file }) => file === files[0]?.path);
  const findings = aboutVersion(read.findings, files);
  if (!read.rulebook || !document) return stopped(findings, read);
  const clashes = clashesOf(ifPublished(published, document), document.file);
  if (clashes.length > 0) return stopped([...findings, ...clashes], read);
  const { findings: _all, ...examples } = runExamples(files, read);
  const [liability = null] = liabilitiesIn(read, new Set([document.file]));
  if (examples.failed > 0) return { ...stopped(findings, read), examples, liability };
  return {
    findings,
    examples,
    liability,
    passed: true,
    document,
    catalogue: read.rulebook.facts.fingerprint,
    read,
  };
}

/** What concerns who wrote the version: everything in its own texts, and what it breaks elsewhere; not the warnings that others have anyway. */
function aboutVersion(findings: readonly PlacedFinding[], files: readonly SourceFile[]): PlacedFinding[] {
  const own = new Set(files.map(({ path }) => path));
  return findings.filter(({ file, severity }) => severity === 'error' || own.has(file));
}

function stopped(findings: readonly PlacedFinding[], read: ReadDocuments | null): Judged {
  const nothing = { examples: NOT_WORKED_OUT, liability: null, document: null, catalogue: null };
  return { findings, ...nothing, passed: false, read };
}

/** The texts of a version as files, by the names that a folder of documents would give them. */
export function textFiles({ kind, name, source, test }: Subject): SourceFile[] {
  const path = kind === 'facts' ? 'facts' : name;
  return [
    { path: `${path}.yaml`, text: source },
    ...(test === null ? [] : [{ path: `${path}.test.yaml`, text: test }]),
  ];
}

/** A text that can be read and says that it is another document than the version is of; or examples that are none. */
function strangeHead(file: SourceFile, { kind, name }: Subject): PlacedFinding[] {
  const { declared, locate } = readDocument(file);
  if (!declared) return [];
  const isTest = file.path.endsWith('.test.yaml');
  if (isTest ? declared.kind === 'test' : declared.kind === kind && declared.id === name) return [];
  const said = `${declared.kind} ${declared.id}`;
  const fault: Fault = isTest
    ? {
        code: 'DOCUMENT_KIND',
        message: `These are to be the examples beside ${kind} ${name}, and the text is of ${said}.`,
        remedy: 'Write `test:` and the id of a document.',
      }
    : {
        code: 'DOCUMENT_KIND',
        message: `This is a version of ${kind} ${name}, and the text says ${said}.`,
        remedy: `Write \`${kind}: ${name}\`, or write the text as a draft of ${said}.`,
      };
  const finding = errorAt(declared.kind, fault);
  return [{ ...finding, file: file.path, ...locate(finding) }];
}

/** What a version is called in the audit and in messages: `plan seller`. */
export function nameOf({ kind, name }: Pick<Version, 'kind' | 'name'>): string {
  return `${kind} ${name}`;
}
