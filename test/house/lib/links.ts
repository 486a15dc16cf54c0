import { dirname, normalize } from 'node:path';
import type { SourceFile } from './tree.js';

/** A link to a file of the project has to find it. What stands in a fenced block is no link. */
export function brokenLinks(file: SourceFile, paths: readonly string[]): string[] {
  const prose = file.text.replace(/^(`{3,})[\s\S]*?^\1/gm, '');
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target]) => target!.replace(/#.*$/, ''))
    .filter((target) => target && !/^[a-z]+:/.test(target))
    .filter((target) => !leads(normalize(`${dirname(file.path)}/${target}`).replace(/\/$/, ''), paths))
    .map((target) => `${file.path} links to ${target}, which is not there.`);
}

function leads(target: string, paths: readonly string[]): boolean {
  return target === '.' || paths.some((path) => path === target || path.startsWith(`${target}/`));
}

/** Every page of docs/ is found from its index. */
export function unlistedPages(index: SourceFile, paths: readonly string[]): string[] {
  return paths
    .filter((path) => /^docs\/(?!README\.md$).*\.md$/.test(path))
    .filter((path) => !index.text.includes(`](${path.slice('docs/'.length)})`))
    .map((path) => `docs/README.md does not list ${path}.`);
}
