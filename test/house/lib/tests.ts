import { calledName, isFunction, isNode, nodesOf, syntaxOf, type SyntaxNode } from './syntax.js';
import type { SourceFile } from './tree.js';

const TEST = /^(it|test)(\.(each|concurrent|failing))*$/;
const ASSERTION = /^(expect|assert)|^fc\.assert$/;

/** The tests of a spec file, each once however many rows it runs over. */
export function testsOf(file: SourceFile): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  for (const [node] of nodesOf(syntaxOf(file))) {
    if (node.type !== 'CallExpression' || !TEST.test(calledName(node))) continue;
    if (bodyOf(node)) found.push(node);
  }
  return found;
}

function bodyOf(call: SyntaxNode): SyntaxNode | undefined {
  const given: readonly unknown[] = Array.isArray(call.arguments) ? call.arguments : [];
  return given.filter(isNode).find(isFunction);
}

export function testsWithoutAssertion(file: SourceFile): string[] {
  const tests = testsOf(file);
  if (tests.length === 0) return [`${file.path} has no test. Write one, or remove the file.`];
  return tests
    .filter((call) => !asserts(bodyOf(call)!))
    .map(
      (call) =>
        `${file.path}:${call.loc.start.line} a test without an assertion. Say with expect what must hold.`,
    );
}

function asserts(body: SyntaxNode): boolean {
  for (const [node] of nodesOf(body)) {
    if (node.type === 'CallExpression' && ASSERTION.test(calledName(node))) return true;
  }
  return false;
}

/** Jest looks for specs under src and test; anywhere else a spec is a test that never runs. */
export function strayedSpecs(paths: readonly string[]): string[] {
  return paths
    .filter((path) => /\.(spec|test)\.[cm]?[jt]sx?$/.test(path) && !/^(src|test)\/.*\.spec\.ts$/.test(path))
    .map((path) => `${path} is never run: tests are named *.spec.ts and lie under src or test.`);
}
