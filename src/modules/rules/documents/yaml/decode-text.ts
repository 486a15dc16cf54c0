import type { Fault } from '../../../../engine/rulebook/finding.js';

/** UTF-8 text a document may have: 1 MB. */
export const MAX_TEXT = 1_000_000;

const TOO_LARGE: Fault = {
  code: 'TOO_LARGE',
  message: 'The document has more than 1 MB of text.',
  remedy: 'Split it; a plan is about a page.',
};

/** The text of a file: UTF-8 with or without a byte-order mark (left out), at most 1 MB; anything else is a fault. */
export function decodeText(content: string | Uint8Array): { text: string } | { fault: Fault } {
  if (typeof content === 'string') return withoutMark(content);
  if (content.byteLength > MAX_TEXT + 3) return { fault: TOO_LARGE };
  const [first, second] = content;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff))
    return { fault: notText('it is UTF-16') };
  try {
    return withoutMark(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(content));
  } catch {
    return { fault: notText('some bytes are not UTF-8; it may be Windows-1252 or Latin-1') };
  }
}

/** The text of a file exactly as it was written, its byte-order mark included; for files that could be read. */
export function verbatimText(content: string | Uint8Array): string {
  return typeof content === 'string'
    ? content
    : new TextDecoder('utf-8', { ignoreBOM: true }).decode(content);
}

function withoutMark(content: string): { text: string } | { fault: Fault } {
  const text = content.startsWith('\ufeff') ? content.slice(1) : content;
  if (text.length > MAX_TEXT) return { fault: TOO_LARGE };
  if (text.includes('\0')) return { fault: notText('it holds NUL characters') };
  if (text.includes('\ufffd'))
    return { fault: notText('some characters were lost when it was read as UTF-8') };
  return { text };
}

function notText(what: string): Fault {
  return {
    code: 'ENCODING',
    message: `The file is not plain UTF-8 text: ${what}.`,
    remedy: 'Save it as UTF-8.',
  };
}
