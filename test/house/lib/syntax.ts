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

const parsed = new Map<string, SyntaxNode>();

/** The tree of a TypeScript or JavaScript file, parsed once for all that ask. */
export function syntaxOf(file: SourceFile): SyntaxNode {
  const known = parsed.get(file.text);
  if (known) return known;
  const options = {
    sourceType: 'module',
    plugins: ['typescript', 'decorators-legacy', ...(file.path.endsWith('.tsx') ? ['jsx'] : [])],
    sourceFilename: file.path,
    errorRecovery: true,
  };
  const tree = parse(file.text, options as Parameters<typeof parse>[1]) as unknown as SyntaxNode;
  parsed.set(file.text, tree);
  return tree;
}

/** Every node in the order of the text, each with the node around it. A list, not a walk: these trees are read often. */
export function nodesOf(root: SyntaxNode): (readonly [node: SyntaxNode, parent: SyntaxNode | undefined])[] {
  const found: [SyntaxNode, SyntaxNode | undefined][] = [];
  const enter = (node: SyntaxNode, parent: SyntaxNode | undefined): void => {
    found.push([node, parent]);
    for (const key of Object.keys(node)) {
      if (key === 'loc' || key === 'extra' || key.endsWith('Comments')) continue;
      const value = node[key];
      if (isNode(value)) enter(value, node);
      else if (Array.isArray(value)) value.filter(isNode).forEach((child) => enter(child, node));
    }
  };
  enter(root, undefined);
  return found;
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
