const FENCE = /^(\s*)(`{3,}|~{3,})\s*(\S*)\s*(.*)$/;

/**
 * The fenced blocks of a Markdown file: language, marks and texts of the first line, body, line number.
 * The marks are a convention of ours (CONTRIBUTING): ```bash runnable prints="ok"
 */
export function blocksOf({ path, text }) {
  const found = [];
  let open;
  for (const [index, line] of text.split('\n').entries()) {
    const fence = FENCE.exec(line);
    if (open && fence && fence[2].startsWith(open.fence) && !fence[3]) {
      found.push(open.block);
      open = undefined;
    } else if (open) {
      open.block.text += `${line.startsWith(open.indent) ? line.slice(open.indent.length) : line}\n`;
    } else if (fence) {
      const [, indent, mark, language, info] = fence;
      open = { indent, fence: mark, block: { path, line: index + 1, language, text: '', ...marksOf(info) } };
    }
  }
  if (open) found.push({ ...open.block, unclosed: true });
  return found;
}

function marksOf(info) {
  const says = Object.fromEntries(
    [...info.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, name, value]) => [name, value]),
  );
  const marks = info
    .replace(/[\w-]+="[^"]*"/g, '')
    .split(/\s+/)
    .filter(Boolean);
  return { marks, says };
}
