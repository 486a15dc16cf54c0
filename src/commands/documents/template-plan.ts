import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { readConfig } from '../../platform/config.js';
import { Refusal } from '../../platform/refusal.js';
import type { Answer } from '../output.js';
import {
  factsLacking,
  standardPlan,
  standardPlans,
  type StandardKind,
  type StandardPlan,
} from './standard-plans.js';
import { existing, writeWhole } from './write-whole.js';

/** Lists the standard plans, or SPIFFs; prints one; or puts one with its examples and tables into a folder of rules. */
export async function templatePlan(kind: StandardKind, name?: string, out?: string): Promise<Answer> {
  if (name === undefined) return await listed(kind);
  const plan = await standardPlan(name, kind);
  if (out !== undefined) return await putInto(out, plan);
  const { text = '' } = plan.files.find((file) => file.name === `${kind}.yaml`) ?? {};
  return { text, json: { kind, name, text } };
}

async function listed(kind: StandardKind): Promise<Answer> {
  const plans = await standardPlans(kind);
  const text = plans.map(({ name, about }) => `${name}\n    ${about}`).join('\n');
  return { text, json: { plans: plans.map(({ name, title, about }) => ({ name, title, about })) } };
}

async function putInto(folder: string, plan: StandardPlan): Promise<Answer> {
  const rules = readConfig(process.env).KICKER_RULES_DIR;
  const tables = path.join(rules, 'tables');
  const files = [
    ...plan.files.map(({ name, text }) => ({ file: path.join(folder, name), text })),
    ...plan.tables.map(({ name, text }) => ({ file: path.join(tables, name), text })),
  ];
  for (const { file } of files) {
    if ((await existing(file)) === undefined) continue;
    throw new Refusal(
      'BAD_INPUT',
      `There is a file ${file} already; nothing was written.`,
      'Name another folder, or move that one away.',
    );
  }
  for (const { file, text } of files) {
    await mkdir(path.dirname(file), { recursive: true });
    await writeWhole(file, text, 'new');
  }
  const lacking = await factsLacking(plan, (await existing(path.join(rules, 'facts.yaml'))) ?? '');
  const facts =
    lacking.length === 0 ? '' : `Put these into ${path.join(rules, 'facts.yaml')}:\n${lacking.join('\n')}\n`;
  const written = files.map(({ file }) => file);
  const text = `${written.map((file) => `${file} written`).join('\n')}\n${facts}Then: kicker check, kicker test`;
  return { text, json: { kind: plan.kind, name: plan.name, files: written, facts: lacking } };
}
