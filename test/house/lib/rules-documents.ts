import { parseAllDocuments } from 'yaml';
import type { SourceFile } from './tree.js';

const TEST = /\.test\.yaml$/;
const NEEDS_NO_TEST = new Set(['facts', 'table']);

/** The kind of a document is its second key: `kicker: 1`, then `plan: account-executive`. */
function kindOf(text: string): string {
  const keys = parseAllDocuments(text).map((each) => Object.keys((each.toJS() as object | null) ?? {}));
  return keys.find((each) => each[0] === 'kicker')?.[1] ?? '';
}

/** Every document that decides pay or credit has its examples beside it. Facts and tables are proved by the documents that read them. */
export function documentsWithoutTest(rules: readonly SourceFile[]): string[] {
  const all = new Set(rules.map(({ path }) => path));
  return rules
    .filter(({ path, text }) => !TEST.test(path) && !NEEDS_NO_TEST.has(kindOf(text)))
    .filter(({ path }) => !all.has(path.replace(/\.yaml$/, '.test.yaml')))
    .map(
      ({ path }) =>
        `${path} has no examples. Write ${path.replace(/\.yaml$/, '.test.yaml')}: situations in, amounts out.`,
    );
}

export function tablesNobodyReads(rules: readonly SourceFile[]): string[] {
  return rules
    .filter(({ path, text }) => !TEST.test(path) && kindOf(text) === 'table')
    .map((file) => ({ file, id: /^table:\s*([\w-]+)/m.exec(file.text)?.[1] ?? '' }))
    .filter(({ file, id }) => !rules.some((other) => other !== file && other.text.includes(`table.${id}.`)))
    .map(
      ({ file, id }) =>
        `${file.path} is read by no document, so no example proves it. Read table.${id}.… somewhere, or remove it.`,
    );
}

export function testsOfNothing(rules: readonly SourceFile[]): string[] {
  const all = new Set(rules.map(({ path }) => path));
  return rules
    .filter(({ path }) => TEST.test(path) && !all.has(path.replace(TEST, '.yaml')))
    .map(({ path }) => `${path} has no document beside it. Put it beside the document it proves.`);
}
