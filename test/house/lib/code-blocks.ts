import { spawnSync } from 'node:child_process';
import { parse as parseCsv } from 'csv-parse/sync';
import { parse as parseGraphql } from 'graphql';
import { parseAllDocuments } from 'yaml';
import type { Block } from '../../../scripts/lib/blocks.mjs';
import { syntaxOf } from './syntax.js';

/** Says what is wrong with a text of its language, or nothing. */
type Reader = (text: string, scripts: ReadonlySet<string>) => string | undefined;

const READERS: Readonly<Record<string, Reader>> = {
  bash: readBash,
  yaml: (text) => parseAllDocuments(text).flatMap((each) => each.errors)[0]?.message,
  json: (text) => thrown(() => JSON.parse(text)),
  jsonl: (text) =>
    thrown(() =>
      text
        .trim()
        .split('\n')
        .forEach((line) => JSON.parse(line)),
    ),
  csv: (text) => thrown(() => parseCsv(text, { columns: true })),
  ts: (text) => thrown(() => syntaxOf({ path: 'block.ts', text })),
  js: (text) => thrown(() => syntaxOf({ path: 'block.js', text })),
  graphql: (text) => thrown(() => parseGraphql(text)),
  // Run against a migrated database by the *.db.spec.ts that reads the page.
  sql: () => undefined,
  env: (text) => text.split('\n').find((line) => line.trim() && !/^(#|[A-Z][A-Z0-9_]*=)/.test(line)),
  text: () => undefined,
};

/** Every block has a language, closes, and is what it says it is. */
export function blockFaults(block: Block, scripts: ReadonlySet<string>): string[] {
  const at = `${block.path}:${block.line}`;
  if (block.unclosed) return [`${at} a block that does not close.`];
  if (!block.language) return [`${at} a block without a language. Say \`text\` when it is only to be read.`];
  const reader = READERS[block.language];
  if (!reader) return [`${at} nothing reads ${block.language} here. Teach test/house/lib/code-blocks.ts to.`];
  const fault = reader(block.text, scripts);
  return fault ? [`${at} ${block.language}: ${fault}`] : [];
}

const PROVED = ['runnable', 'machine', 'served'];

/** README's commands are its promise: each is run, here or on a whole machine. */
export function unprovedCommands(block: Block): string[] {
  if (block.path !== 'README.md' || block.language !== 'bash') return [];
  if (PROVED.some((mark) => block.marks.includes(mark))) return [];
  return [
    `${block.path}:${block.line} nobody runs this command. Mark the block runnable (needs Node alone), machine, or served (needs Kicker running).`,
  ];
}

/** A block that says where it is from is that file to the byte, and README shows no GraphQL that no test runs. */
export function misquotes(block: Block, sources: ReadonlyMap<string, string>): string[] {
  const at = `${block.path}:${block.line}`;
  const { from } = block.says;
  if (from === undefined)
    return block.path === 'README.md' && block.language === 'graphql'
      ? [`${at} nobody runs this operation. Quote a file of examples/ and say from="examples/…".`]
      : [];
  if (!sources.has(from)) return [`${at} quotes ${from}, which is not there.`];
  return sources.get(from) === block.text ? [] : [`${at} is not ${from} to the byte. Copy the file again.`];
}

function readBash(text: string, scripts: ReadonlySet<string>): string | undefined {
  const { status, stderr } = spawnSync('bash', ['-n'], { input: text, encoding: 'utf8' });
  if (status !== 0) return stderr.trim();
  const named = [...text.matchAll(/\bnpm run (?:-s )?([\w:-]+)/g)].map(([, name]) => name!);
  const implied = [...text.matchAll(/\bnpm (start|test)\b/g)].map(([, name]) => name!);
  const missing = [...named, ...implied].find((name) => !scripts.has(name));
  return missing && `package.json has no script ${missing}`;
}

function thrown(read: () => unknown): string | undefined {
  try {
    read();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
