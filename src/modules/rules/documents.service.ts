import { Injectable } from '@nestjs/common';
import type { DocumentEdit } from './documents/editing/edit.js';
import { patchDocument } from './documents/editing/patch-document.js';
import { inputOfDocument, type GivenDocument } from './documents/typed/input-of-document.js';
import type { TypedInput } from './documents/typed/input-of-tree.js';
import { treeOfInput } from './documents/typed/tree-of-input.js';
import { DOCUMENT_CLASSES, type DocumentKind } from './documents/kinds/document-kinds.js';
import type { SourceFile } from './documents/placed-finding.js';
import { readDocuments, type ReadDocuments } from './documents/read-documents.js';
import { documentText } from './documents/writing/document-text.js';
import type { ExampleReport } from './examples/example-report.js';
import { runExamples } from './examples/run-examples.js';

export { liabilitiesIn } from './documents/liabilities.js';

/** Documents as files, without a database: what is wrong with them, and whether their examples come out. */
@Injectable()
export class DocumentsService {
  /** Reads documents and says everything that is wrong with them, each finding with its place and what to write. */
  check(files: readonly SourceFile[]): ReadDocuments {
    return readDocuments(files);
  }

  /** Works out every example among the files against the rules of the same files. Nothing is worked out where `check` finds an error. */
  test(files: readonly SourceFile[]): ExampleReport {
    return runExamples(files, readDocuments(files));
  }

  /** A new document's text, as a comp admin would have written what a typed input says. */
  write(kind: DocumentKind, input: TypedInput): string {
    return documentText(treeOfInput(DOCUMENT_CLASSES[kind], input));
  }

  /** The text of a document after edits; everything that they do not name keeps its bytes. */
  patch(source: string, edits: readonly DocumentEdit[]): string {
    return patchDocument(source, edits);
  }

  /** The text of a document that is to say what a whole typed input says; what it says already keeps its bytes. */
  patchTo(source: string, kind: DocumentKind, input: TypedInput): string {
    return patchDocument(source, [{ replace: { tree: treeOfInput(DOCUMENT_CLASSES[kind], input) } }]);
  }

  /** The typed input that says what a document says. Only a document whose shape is right has one. */
  inputOf(source: string): GivenDocument {
    return inputOfDocument(source);
  }
}

export { renderExamples } from './examples/render-examples.js';
export type { ExampleFailure, ExampleReport, SituationReport } from './examples/example-report.js';
export type { PlacedFinding, SourceFile } from './documents/placed-finding.js';
export type { DocumentEdit, EditPath } from './documents/editing/edit.js';
export { diffTrees } from './documents/editing/diff-trees.js';
export { editsOfInput, givenDocument } from './documents/typed/edits-of-input.js';
export type { GivenDocument } from './documents/typed/input-of-document.js';
export type { TypedInput } from './documents/typed/input-of-tree.js';
export type { DocumentKind } from './documents/kinds/document-kinds.js';
