import { Parser } from 'saxen';
import { damaged } from './damaged.js';

/** What is done with each element of a part; elements of the format have the prefix `x:`, links between parts `p:` and `r:`. */
export interface XmlHandlers {
  readonly open: (name: string, attributes: XmlAttributes) => void;
  readonly close?: (name: string) => void;
  readonly text?: (text: string) => void;
}

/** An attribute by its name, with entities decoded. */
export type XmlAttributes = (name: string) => string | undefined;

const PREFIXES: Readonly<Record<string, string>> = {
  'http://www.w3.org/XML/1998/namespace': 'xml',
  'http://schemas.openxmlformats.org/spreadsheetml/2006/main': 'x',
  'http://purl.oclc.org/ooxml/spreadsheetml/main': 'x',
  'http://schemas.openxmlformats.org/package/2006/relationships': 'p',
  'http://schemas.openxmlformats.org/officeDocument/2006/relationships': 'r',
  'http://purl.oclc.org/ooxml/officeDocument/relationships': 'r',
};

/** Goes through a part of a workbook. Whatever is not well-formed, and any declaration of entities, is refused. */
export function readXml(part: { readonly name: string; readonly bytes: Uint8Array }, on: XmlHandlers): void {
  const refuse = (): never => {
    throw damaged(`${part.name} cannot be read`);
  };
  const parser = new Parser();
  parser.ns(PREFIXES);
  parser.on('error', refuse).on('warn', refuse).on('attention', refuse);
  parser.on('openTag', (name, getAttributes, decode) => {
    const given = getAttributes();
    on.open(name, (wanted) => (Object.hasOwn(given, wanted) ? decode(String(given[wanted])) : undefined));
  });
  if (on.close) parser.on('closeTag', on.close);
  const { text } = on;
  if (text) parser.on('text', (raw, decode) => text(decode(raw))).on('cdata', text);
  parser.parse(xmlText(part.bytes, refuse));
}

function xmlText(bytes: Uint8Array, refuse: () => never): string {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return text.includes('\0') ? refuse() : text;
  } catch {
    return refuse();
  }
}

/** A text of the format: `_x000D_` in it stands for the character of that number. */
export function cellText(text: string): string {
  return text.replaceAll(/_x([\dA-Fa-f]{4})_/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}

/** A text as the format wants it, so that it is read as it is: the other way round. */
export function writtenText(text: string): string {
  return text
    .replaceAll(/_(?=x[\dA-Fa-f]{4}_)/g, '_x005F_')
    .replaceAll(/[\r\u0001-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, (sign) => {
      const code = sign.charCodeAt(0).toString(16).toUpperCase();
      return `_x${code.padStart(4, '0')}_`;
    });
}
