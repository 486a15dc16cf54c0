import { nodesOf, syntaxOf } from './syntax.js';
import type { SourceFile } from './tree.js';

/** Where SQL may be written: behind the door itself, in a *.sql.ts that holds nothing else, and in the tests. */
const SQL_LIVES = /^src\/platform\/database\/|\.(sql|entity)\.ts$|\.spec\.ts$/;
/** A file of a module that was handed the door: it takes its transaction from src/platform/database. */
const TAKES_THE_DOOR = /from '(\.\.\/)+platform\/database\/[\w-]+\.js'/;
const STATEMENT =
  /^\s*(with\s+(recursive\s+)?\w+\s*(\([^)]*\)\s*)?as\s*(not\s+)?(materialized\s*)?\(|select\s[\s\S]*\sfrom\s|insert\s+into\s|update\s+[\w".]+\s+(as\s+\w+\s+)?set\s|delete\s+from\s|copy\s+[\w".(][\s\S]*\s(to|from)\s+(stdout|stdin)|(create|alter|drop)\s+(table|index|role|schema|function|view|domain|type|policy|extension|database)\s|truncate\s+(table\s+)?[\w".]+\s*(,|cascade|$)|lock\s+table\s|(grant|revoke)\s[\s\S]*\son\s|set\s+(local|session|role)\s|begin\s*;?$|commit\s*;?$|rollback\s*;?$)/i;
/** A text that begins as a statement does: parsing every file to find none takes seconds. */
const MAYBE =
  /['"`](\s|\\[nrt])*(with|select|insert|update|delete|copy|create|alter|drop|truncate|lock|grant|revoke|set|begin|commit|rollback)\b/i;

export function sqlOutsideTheDoor(file: SourceFile): string[] {
  if (SQL_LIVES.test(file.path)) return [];
  if (file.path.startsWith('src/modules/') && TAKES_THE_DOOR.test(file.text)) return [];
  if (!MAYBE.test(file.text)) return [];
  const found: string[] = [];
  for (const [node] of nodesOf(syntaxOf(file))) {
    if (!STATEMENT.test(textOf(node))) continue;
    found.push(
      `${file.path}:${node.loc.start.line} SQL outside the one door. Write it in a module, where a Transaction of platform/database runs it, or keep its text in a *.sql.ts.`,
    );
  }
  return found;
}

function textOf(node: { readonly type: string; readonly [key: string]: unknown }): string {
  if (node.type === 'StringLiteral') return String(node.value);
  if (node.type !== 'TemplateLiteral' || !Array.isArray(node.quasis)) return '';
  return node.quasis.map((quasi: { value: { raw: string } }) => quasi.value.raw).join('x');
}
