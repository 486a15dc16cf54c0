import { errorAt, type Finding } from '../../../../engine/rulebook/finding.js';
import { nearest } from '../../../../engine/rulebook/nearest.js';
import { DOCUMENT_CLASSES, isDocumentKind, type DocumentKind } from '../kinds/document-kinds.js';
import { isPlainMap, type Plain } from '../yaml/plain-tree.js';

/** The kind of a document, by its first two keys. */
export function readHead(plain: Plain): { kind: DocumentKind } | { finding: Finding } {
  if (!isPlainMap(plain)) return { finding: firstKey('', 'The document does not start with keys.') };
  const [first, second] = Object.keys(plain);
  if (first !== 'kicker')
    return { finding: firstKey(first ?? '', `The first key is \`${first ?? ''}\`, not \`kicker\`.`) };
  if (plain['kicker'] !== '1') {
    const message = `This Kicker reads version 1 of the language, not ${JSON.stringify(plain['kicker'])}.`;
    return {
      finding: errorAt('kicker', { code: 'LANGUAGE_VERSION', message, remedy: 'Write `kicker: 1`.' }),
    };
  }
  return second !== undefined && isDocumentKind(second) ? { kind: second } : { finding: noKind(second) };
}

function firstKey(path: string, message: string): Finding {
  return errorAt(
    path,
    { code: 'LANGUAGE_VERSION', message, remedy: 'Write `kicker: 1` as the first line.' },
    path,
  );
}

function noKind(second: string | undefined): Finding {
  const kinds = Object.keys(DOCUMENT_CLASSES);
  const message =
    second === undefined
      ? 'The second key is missing.'
      : `The second key is \`${second}\`, which is no kind of document.`;
  const near = second === undefined ? undefined : nearest(second, kinds);
  const remedy = `Write the kind with the id of the document, such as \`${near ?? 'plan'}: field-ae\`; the kinds are ${kinds.join(', ')}.`;
  return errorAt(second ?? '', { code: 'DOCUMENT_KIND', message, remedy }, second);
}
