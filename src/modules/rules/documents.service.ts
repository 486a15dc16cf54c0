import { Injectable } from '@nestjs/common';
import type { SourceFile } from './documents/placed-finding.js';
import { readDocuments, type ReadDocuments } from './documents/read-documents.js';
import type { ExampleReport } from './examples/example-report.js';
import { runExamples } from './examples/run-examples.js';

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
}

export { renderExamples } from './examples/render-examples.js';
export type { ExampleFailure, ExampleReport, SituationReport } from './examples/example-report.js';
export type { PlacedFinding, SourceFile } from './documents/placed-finding.js';
