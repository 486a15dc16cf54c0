import { useRef, type ReactElement } from 'react';
import type { LongText } from '../answer.js';

/** Texts of several lines, each to be read as it was written: JSON has them on one line. */
export function LongTexts({ texts }: { readonly texts: readonly LongText[] }): ReactElement | null {
  if (texts.length === 0) return null;
  return (
    <ul aria-label="Texts in the answer">
      {texts.map((text) => (
        <ReadableText key={text.path} text={text} />
      ))}
    </ul>
  );
}

function ReadableText({ text: { path, value } }: { readonly text: LongText }): ReactElement {
  const dialog = useRef<HTMLDialogElement>(null);
  return (
    <li>
      <button type="button" className="link" onClick={() => dialog.current?.showModal()}>
        Read {path}
      </button>
      <dialog ref={dialog} className="paper" aria-label={path}>
        <pre>{value}</pre>
        <button type="button" className="button" onClick={() => dialog.current?.close()}>
          Close
        </button>
      </dialog>
    </li>
  );
}
