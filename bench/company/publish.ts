import { BENCH } from './actor.js';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { RulesService } from '../../src/modules/rules/rules.service.js';
import type { Database } from '../../src/platform/database/database.js';
import { projectRoot } from '../../src/platform/project-root.js';

/** Publishes the rules of the company; `edit` changes each text first. */
export async function publishRules(
  database: Database,
  edit: (text: string) => string = (text) => text,
): Promise<void> {
  const folder = path.join(projectRoot(), 'bench', 'rules');
  const files = readdirSync(folder).map((name) => ({
    path: `bench/rules/${name}`,
    text: Buffer.from(edit(readFileSync(path.join(folder, name), 'utf8'))),
  }));
  const { findings, position } = await new RulesService(database).publish(BENCH, files, 'bench');
  if (position === null)
    throw new Error(findings.map(({ file, line, message }) => `${file}:${line}: ${message}`).join('\n'));
}

/** The same rules with every rate of every plan a quarter higher. */
export function raiseRates(text: string): string {
  return text.replaceAll(/pays: ([\d.]+)%/g, (_, rate: string) => `pays: ${Number(rate) * 1.25}%`);
}
