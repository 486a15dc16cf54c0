import { spawn } from 'node:child_process';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** The script behind a development tool, run with this Node: no shell, the same on every system. */
export const TOOL = {
  jest: ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', tool('jest/bin/jest.js')],
  types: [tool('tsc/bin/tsc')],
  lint: [tool('oxlint/bin/oxlint')],
  imports: [tool('dependency-cruiser/bin/dependency-cruise.mjs')],
  format: [tool('prettier/bin/prettier.cjs')],
};

function tool(path) {
  return join(ROOT, 'node_modules', path);
}

/** Runs Node with these arguments and nothing to read. `show` lets the output through; otherwise it is kept and returned. */
export function runNode(args, { show = false, env = {}, cwd = ROOT } = {}) {
  const stdio = show ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'];
  return ended(spawn(process.execPath, args, { cwd, stdio, env: { ...process.env, ...env } }));
}

/** Runs a script of package.json as npm would, with more arguments. */
export function runScript(command, more) {
  const PATH = [join(ROOT, 'node_modules', '.bin'), process.env.PATH].join(delimiter);
  const env = { ...process.env, PATH };
  return ended(
    spawn(`${command} ${more}`, { cwd: ROOT, shell: true, stdio: ['ignore', 'pipe', 'pipe'], env }),
  );
}

function ended(child) {
  let output = '';
  child.stdout?.on('data', (text) => (output += text));
  child.stderr?.on('data', (text) => (output += text));
  return new Promise((resolve) => {
    child.on('error', (error) => resolve({ code: 1, output: String(error) }));
    child.on('close', (code, signal) => resolve({ code: code ?? 1, signal, output }));
  });
}
