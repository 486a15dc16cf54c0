import { calledName, isFunction, isNode, nodesOf, syntaxOf, type SyntaxNode } from './syntax.js';
import type { SourceFile } from './tree.js';

const FILE_LINES = 300;
const FUNCTION_LINES = 40;
const FOLDER_FILES = 12;
const SOURCE_DEPTH = 4;
const CONSTRUCTOR_NEEDS = 5;

export function tooLong(file: SourceFile): string[] {
  const lines = file.text.trimEnd().split('\n').length;
  if (lines <= FILE_LINES) return [];
  return [`${file.path} has ${lines} lines, more than ${FILE_LINES}. Split it by what it is about.`];
}

export function longFunctions(file: SourceFile): string[] {
  if (file.text.split('\n').length <= FUNCTION_LINES) return [];
  const found: string[] = [];
  for (const [node, parent] of nodesOf(syntaxOf(file))) {
    const lines = node.loc.end.line - node.loc.start.line + 1;
    if (!isFunction(node) || lines <= FUNCTION_LINES || isDescription(parent)) continue;
    found.push(
      `${file.path}:${node.loc.start.line} a function of ${lines} lines, more than ${FUNCTION_LINES}. Name its parts.`,
    );
  }
  return found;
}

/** `describe` holds tests as a file holds functions: its length says nothing. */
function isDescription(parent: SyntaxNode | undefined): boolean {
  return parent?.type === 'CallExpression' && /^describe(\.|$)/.test(calledName(parent));
}

export function crowdedFolders(paths: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const path of paths) {
    if (
      !/^(src|migrations|bench|test|scripts|web)\//.test(path) ||
      !/\.(tsx?|mjs)$/.test(path) ||
      path.endsWith('.spec.ts')
    )
      continue;
    const folder = path.slice(0, path.lastIndexOf('/'));
    counts.set(folder, (counts.get(folder) ?? 0) + 1);
  }
  return [...counts]
    .filter(([, count]) => count > FOLDER_FILES)
    .map(
      ([folder, count]) =>
        `${folder} holds ${count} files, more than ${FOLDER_FILES}. Group them in folders by noun.`,
    );
}

export function deepFiles(paths: readonly string[]): string[] {
  return paths
    .filter((path) => path.startsWith('src/') && path.split('/').length - 2 > SOURCE_DEPTH)
    .map((path) => `${path} lies deeper than ${SOURCE_DEPTH} folders under src. Move it up.`);
}

export function needyConstructors(file: SourceFile): string[] {
  if (!/\bconstructor\s*\(/.test(file.text)) return [];
  const found: string[] = [];
  for (const [node] of nodesOf(syntaxOf(file))) {
    if (node.type !== 'ClassMethod' || node.kind !== 'constructor' || !Array.isArray(node.params)) continue;
    const needs = node.params.filter((each) => isNode(each) && each.type === 'TSParameterProperty').length;
    if (needs > CONSTRUCTOR_NEEDS)
      found.push(
        `${file.path}:${node.loc.start.line} a constructor that needs ${needs} things, more than ${CONSTRUCTOR_NEEDS}. It is two classes.`,
      );
  }
  return found;
}
