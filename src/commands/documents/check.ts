import type { Command } from 'commander';
import { DocumentsService } from '../../modules/rules/documents.service.js';
import { readConfig } from '../../platform/config.js';
import { answering } from '../command.js';
import { EXIT, type Answer } from '../output.js';
import { readRulesFiles } from '../rules-files.js';
import { findingsText } from './findings-text.js';

/** `kicker check`: reads documents and says everything that is wrong with them, with place and remedy. Needs no database. */
export function addCheck(program: Command): void {
  program
    .command('check')
    .description('check documents: what is wrong, where, and what to write instead')
    .argument('[paths...]', 'files and folders; the rules folder unless said')
    .action(answering(check));
}

async function check(paths: string[]): Promise<Answer> {
  const files = await readRulesFiles(placesOf(paths));
  const { findings, documents } = new DocumentsService().check(files);
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const summary = `${documents.length} documents, ${errors} errors, ${findings.length - errors} warnings`;
  return {
    text: `${findingsText(findings)}${summary}`,
    json: { documents: documents.length, findings },
    exit: errors > 0 ? EXIT.findings : EXIT.ok,
  };
}

/** The paths as given, or the rules folder of the configuration. */
export function placesOf(paths: readonly string[]): readonly string[] {
  return paths.length > 0 ? paths : [readConfig(process.env).KICKER_RULES_DIR];
}
