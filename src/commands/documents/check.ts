import path from 'node:path';
import type { Command } from 'commander';
import { DocumentsService, liabilitiesIn } from '../../modules/rules/documents.service.js';
import { RulesService } from '../../modules/rules/rules.service.js';
import { readConfig } from '../../platform/config.js';
import { answering } from '../command.js';
import { withEnvironment } from '../environment.js';
import { OPERATOR, type Answer } from '../output.js';
import { readRulesFiles, type RulesFile } from '../rules-files.js';
import { withDocumentsAround } from './around.js';
import { checkedAnswer, type Beside } from './checked-answer.js';

/** `kicker check`: reads documents and says everything that is wrong with them, with place and remedy. Needs no database unless it is asked. */
export function addCheck(program: Command): void {
  program
    .command('check')
    .description('check documents: what is wrong, where, and what to write instead')
    .argument('[paths...]', 'files and folders; the rules folder unless said')
    .option(
      '--against-data',
      "also warn of facts and texts that the company's data never have, and of caps below what its people earn at target: asks the database",
    )
    .action(answering(check));
}

async function check(paths: string[], { againstData }: { againstData?: boolean }): Promise<Answer> {
  const { given, all, beside } = await askedFiles(paths);
  const asked = new Set(given.map(({ path }) => path));
  const read = new DocumentsService().check(all);
  const unfilled =
    againstData === true
      ? await withEnvironment(({ app }) => app.get(RulesService).unfilled(OPERATOR, read, asked))
      : [];
  const findings = [...read.findings, ...unfilled].filter(
    ({ file, severity }) => asked.has(file) || severity === 'error',
  );
  const documents = read.documents.filter(({ file }) => asked.has(file)).length;
  const liabilities = liabilitiesIn(read, asked);
  return checkedAnswer({ documents, findings, liabilities, judged: read.judged, beside });
}

/** What was asked about (the rules folder unless paths are given), and the same with the documents of the rules folder around it. */
export async function askedFiles(paths: readonly string[]): Promise<{
  readonly given: readonly RulesFile[];
  readonly all: readonly RulesFile[];
  readonly beside: Beside | null;
}> {
  const folder = readConfig(process.env).KICKER_RULES_DIR;
  const given = await readRulesFiles(paths.length > 0 ? paths : [folder]);
  if (paths.length === 0) return { given, all: given, beside: null };
  const around = await readRulesFiles([folder]).catch(() => []);
  const all = withDocumentsAround(given, around);
  const documents = all.length - given.length;
  return {
    given,
    all,
    beside: documents === 0 ? null : { folder: path.relative(process.cwd(), folder) || '.', documents },
  };
}
