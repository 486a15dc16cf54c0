import { dirname, normalize } from 'node:path/posix';
import { nodesOf, syntaxOf, type SyntaxNode } from './syntax.js';
import type { SourceFile } from './tree.js';

const PROMISES = new Set(['AwaitExpression', 'ForOfStatement']);

/** A fraction in binary is not the fraction that was written: 0.1 + 0.2 pays 0.30000000000000004. */
export function fractionsInNumbers(file: SourceFile): string[] {
  const found: string[] = [];
  for (const [node] of nodesOf(syntaxOf(file))) {
    if (node.type !== 'NumericLiteral' || Number.isInteger(node.value)) continue;
    found.push(
      `${file.path}:${node.loc.start.line} ${String(node.value)} is a binary fraction. Write it as a Ratio (engine/kernel/ratio.ts).`,
    );
  }
  return found;
}

/** The engine is told everything and answers at once. */
export function waiting(file: SourceFile): string[] {
  const found: string[] = [];
  for (const [node] of nodesOf(syntaxOf(file))) {
    const waits =
      node.async === true ||
      (PROMISES.has(node.type) && (node.type === 'AwaitExpression' || node.await === true));
    if (waits)
      found.push(
        `${file.path}:${node.loc.start.line} the engine does not wait. Let the caller read, and pass what was read.`,
      );
  }
  return found;
}

/** What is exported from the engine says in a comment what it means in pay, its unit, how it rounds. */
export function exportsWithoutMeaning(file: SourceFile): string[] {
  const program = syntaxOf(file).program as SyntaxNode;
  const explained = new Set<string>();
  const found: string[] = [];
  for (const node of program.body as readonly SyntaxNode[]) {
    const declared = node.declaration as SyntaxNode | null | undefined;
    if (node.type !== 'ExportNamedDeclaration' || !declared) continue;
    const names = namesOf(declared);
    if (hasMeaning(node)) names.forEach((name) => explained.add(name));
    // The second signature of an overload, or a type beside its value, is explained by the first.
    else if (names.some((name) => !explained.has(name)))
      found.push(
        `${file.path}:${node.loc.start.line} ${names.join(', ')} has no doc comment: what does it mean in pay, in what unit, how does it round?`,
      );
  }
  return found;
}

function hasMeaning(node: SyntaxNode): boolean {
  const comments = node.leadingComments as readonly { type: string; value: string }[] | undefined;
  return comments?.at(-1)?.type === 'CommentBlock' && comments.at(-1)!.value.startsWith('*');
}

function namesOf(declared: SyntaxNode): string[] {
  const declarations = declared.declarations as readonly SyntaxNode[] | undefined;
  const named = declarations ?? [declared];
  return named.map((each) => String((each.id as SyntaxNode | null)?.name ?? 'it'));
}

/** A folder's index.ts that passes on what others export hides where a thing lives. */
export function barrels(paths: readonly string[]): string[] {
  return paths
    .filter((path) => /^src\/.*(^|\/)index\.ts$/.test(path))
    .map((path) => `${path} is a barrel. Import each thing from its own file.`);
}

/** The pages run in a browser: what they import lies in web/ or in a package, and the service is known by its HTTP answers alone. */
export function importsOutOfPages(file: SourceFile): string[] {
  const folder = dirname(file.path);
  return nodesOf(syntaxOf(file)).flatMap(([node]) => {
    const from = (node.source as SyntaxNode | null | undefined)?.value;
    if (typeof from !== 'string' || !from.startsWith('.')) return [];
    if (normalize(`${folder}/${from}`).startsWith('web/')) return [];
    return [
      `${file.path}:${node.loc.start.line} imports ${from}, which is not of the pages. Ask the server, or write it in web/.`,
    ];
  });
}

/** A type imported in the middle of a line is seen by no import rule, and by few readers. */
export function hiddenImports(file: SourceFile): string[] {
  if (!/import\s*\(/.test(file.text)) return [];
  const found: string[] = [];
  for (const [node] of nodesOf(syntaxOf(file))) {
    if (node.type === 'TSImportType')
      found.push(
        `${file.path}:${node.loc.start.line} import('…') as a type. Import the type at the top of the file.`,
      );
  }
  return found;
}
