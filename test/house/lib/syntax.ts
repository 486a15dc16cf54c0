import { parse } from '@babel/parser';
import type { SourceFile } from './tree.js';

/** A node of the syntax tree: its type, its lines, and whatever else the parser says. */
export interface SyntaxNode {
  readonly type: string;
  readonly loc: { readonly start: { readonly line: number }; readonly end: { readonly line: number } };
  readonly [key: string]: unknown;
}

export function isNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && 'type' in value && 'loc' in value;
}

/** The tree of a TypeScript or JavaScript file. */
export function syntaxOf(file: SourceFile): SyntaxNode {
  const options = {
    sourceType: 'module',
    plugins: ['typescript', 'decorators-legacy'],
    sourceFilename: file.path,
  };
  return parse(file.text, options as Parameters<typeof parse>[1]) as unknown as SyntaxNode;
}

/** Every node, each with the nodes around it, nearest first. */
export function* nodesOf(
  node: SyntaxNode,
  around: readonly SyntaxNode[] = [],
): Generator<[SyntaxNode, readonly SyntaxNode[]]> {
  yield [node, around];
  const inside = [node, ...around];
  for (const [key, value] of Object.entries(node)) {
    if (key === 'leadingComments' || key === 'trailingComments' || key === 'innerComments') continue;
    for (const child of Array.isArray(value) ? value : [value]) {
      if (isNode(child)) yield* nodesOf(child, inside);
    }
  }
}

/** The name that a call calls, dotted: `it.each(rows)(…)` is `it.each`, `fc.assert(…)` is `fc.assert`. */
export function calledName(node: unknown): string {
  if (!isNode(node)) return '';
  if (node.type === 'Identifier') return String(node.name);
  if (node.type === 'MemberExpression') return `${calledName(node.object)}.${calledName(node.property)}`;
  if (node.type === 'CallExpression') return calledName(node.callee);
  if (node.type === 'TaggedTemplateExpression') return calledName(node.tag);
  return '';
}

export function isFunction(node: SyntaxNode): boolean {
  return /Function(Expression|Declaration)$|^(ObjectMethod|ClassMethod|ClassPrivateMethod)$/.test(node.type);
}
