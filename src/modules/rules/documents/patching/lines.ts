/** Offset of the first character of the line. */
export function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1;
}

/** Offset after the last character of the line, before its line break. */
export function lineEnd(text: string, offset: number): number {
  const at = text.indexOf('\n', offset);
  if (at < 0) return text.length;
  return at > offset && text.charAt(at - 1) === '\r' ? at - 1 : at;
}

/** Offset of the line after, or the end of the text. */
export function nextLine(text: string, offset: number): number {
  const at = text.indexOf('\n', offset);
  return at < 0 ? text.length : at + 1;
}

/** How far from the start of its line. */
export function columnOf(text: string, offset: number): number {
  return offset - lineStart(text, offset);
}

/** The line break that is used at a place: its own line's, else the one before. */
export function breakAt(text: string, offset: number): string {
  const after = text.indexOf('\n', offset);
  const at = after >= 0 ? after : text.lastIndexOf('\n', offset);
  return at > 0 && text.charAt(at - 1) === '\r' ? '\r\n' : '\n';
}

/** Whether nothing but blanks and line breaks stands between two offsets. */
export function isBlank(text: string, from: number, to: number): boolean {
  return text.slice(from, to).trim() === '';
}

/** Offset of the comma between two items in brackets, if there is one before `to`; comments are passed over. */
export function commaIn(text: string, from: number, to: number): number | undefined {
  for (let at = from; at < to; at++) {
    if (text.charAt(at) === ',') return at;
    if (text.charAt(at) === '#') at = lineEnd(text, at);
  }
  return undefined;
}

/** Offset of the first of the comments that stand right above a place, each on a line of its own in the same column. */
export function commentsAbove(text: string, offset: number): number {
  const column = columnOf(text, offset);
  const comment = `${' '.repeat(column)}#`;
  if (!isBlank(text, lineStart(text, offset), offset)) return offset;
  let first = lineStart(text, offset);
  while (first > 0) {
    const above = lineStart(text, first - 1);
    if (!text.startsWith(comment, above)) break;
    first = above;
  }
  return first + column;
}
