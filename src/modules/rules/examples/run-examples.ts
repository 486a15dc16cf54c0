import type { Rulebook } from '../../../engine/rulebook/rulebook.js';
import type { PlacedFinding, SourceFile } from '../documents/placed-finding.js';
import type { ReadDocuments } from '../documents/read-documents.js';
import { Locator } from '../documents/yaml/locate.js';
import { readPaper } from '../documents/yaml/read-paper.js';
import type { ExampleReport, SituationReport } from './example-report.js';
import { runSituation } from './run-situation.js';

/**
 * Works out every situation of every test document against the rulebook of the same files. Where the documents have errors there is no
 * rulebook: nothing is worked out, and the findings say why.
 */
export function runExamples(files: readonly SourceFile[], read: ReadDocuments): ExampleReport {
  const { rulebook, findings } = read;
  const situations = rulebook
    ? read.tests.flatMap((each) => runTest(each, rulebook, locatorOf(files, each.file)))
    : [];
  const failed = situations.filter(({ failures }) => failures.length > 0).length;
  return { passed: situations.length - failed, failed, situations, findings };
}

function runTest(
  { file, test }: ReadDocuments['tests'][number],
  rulebook: Rulebook,
  locator: Locator,
): readonly SituationReport[] {
  return test.situations.map((situation, index) => ({
    file,
    ...locator.find(`situations.${index}.id`),
    test: test.test,
    situation: situation.id,
    failures: runSituation(test, situation, rulebook).map(({ path, ...failure }) => ({
      file,
      ...locator.find(path),
      ...failure,
    })),
  }));
}

function locatorOf(files: readonly SourceFile[], file: PlacedFinding['file']): Locator {
  const text = files.find(({ path }) => path === file)?.text ?? '';
  return new Locator(readPaper(text).nodes);
}
