import type { Command } from 'commander';
import { DocumentsService, renderExamples } from '../../modules/rules/documents.service.js';
import { answering } from '../command.js';
import { EXIT, type Answer } from '../output.js';
import { askedFiles } from './check.js';
import { sayBeside } from './checked-answer.js';
import { findingsText } from './findings-text.js';

/** `kicker test`: works out the examples beside the documents and shows given, expected, got and the working. Needs no database. */
export function addTest(program: Command): void {
  program
    .command('test')
    .description('work out the examples beside the documents; amounts must come out exactly')
    .argument('[paths...]', 'files and folders; the rules folder unless said')
    .action(answering(test));
}

async function test(paths: string[]): Promise<Answer> {
  const { all, beside } = await askedFiles(paths);
  const documents = new DocumentsService();
  const { findings } = documents.check(all);
  if (findings.some(({ severity }) => severity === 'error')) {
    return {
      text: `${findingsText(findings)}${sayBeside(beside)}The examples were not worked out: mend the errors first.`,
      json: { findings },
      exit: EXIT.findings,
    };
  }
  const report = documents.test(all);
  return {
    text: `${sayBeside(beside)}${renderExamples(report)}`,
    json: report,
    exit: report.failed > 0 ? EXIT.findings : EXIT.ok,
  };
}
