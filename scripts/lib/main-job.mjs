import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { blocksOf } from './blocks.mjs';
import { ROOT } from './run.mjs';

function machineBlocks() {
  const readme = { path: 'README.md', text: readFileSync(join(ROOT, 'README.md'), 'utf8') };
  return blocksOf(readme).filter(({ language, marks }) => language === 'bash' && marks.includes('machine'));
}

/** README's main command: the block of bash marked `machine` that says until when it runs. */
export function mainJob() {
  const block = machineBlocks().find(({ says }) => says.until);
  if (!block) throw new Error('README.md has no block ```bash machine until="…" again="…": its main command');
  return { first: block.text, until: block.says.until, again: block.says.again ?? block.text };
}

/** README's other commands that need a machine: they run to their end. */
export function otherCommands() {
  return machineBlocks()
    .filter(({ says }) => !says.until)
    .map(({ text }) => text);
}
