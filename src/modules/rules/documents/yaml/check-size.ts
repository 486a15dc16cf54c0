import type { CST } from 'yaml';
import { MAX_DEPTH, MAX_NODES, tooDeep, tooMany } from './limits.js';
import type { FaultAt } from './yaml-fault.js';

/** Refuses a text that nests too deep or has too many values, before the reader that recurses sees it. */
export function checkSize(tokens: readonly CST.Token[]): FaultAt | undefined {
  let nodes = 0;
  const waiting = tokens.map((token) => ({ token, depth: 0 }));
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    nodes++;
    if (next.depth > MAX_DEPTH) return tooDeep(next.token.offset);
    if (nodes > MAX_NODES * 2) return tooMany(next.token.offset);
    for (const token of inside(next.token)) waiting.push({ token, depth: next.depth + 1 });
  }
  return undefined;
}

function* inside(token: CST.Token): Iterable<CST.Token> {
  if (token.type === 'document' && token.value) yield token.value;
  if (!('items' in token)) return;
  for (const item of token.items) {
    if (item.key) yield item.key;
    if (item.value) yield item.value;
  }
}
