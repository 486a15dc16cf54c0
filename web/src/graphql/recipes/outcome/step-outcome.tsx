import { useState, type ReactElement } from 'react';
import { inSight } from '../in-sight.js';
import { LongTexts } from './long-texts.js';
import type { Fault, Id, Reading } from '../answer.js';

/** How the last run of a step went, in words; the whole answer stands in the editor. */
export function StepOutcome({ reading }: { readonly reading: Reading }): ReactElement {
  const { faults, ids, texts } = reading;
  return (
    <div className={faults.length > 0 ? 'outcome mend' : 'outcome'} ref={inSight}>
      {faults.length > 0 ? <Faults faults={faults} /> : <p>Done. The answer is on the right.</p>}
      {faults.length === 0 && ids.length > 0 && <Ids ids={ids} />}
      {faults.length === 0 && <LongTexts texts={texts} />}
    </div>
  );
}

function Faults({ faults }: { readonly faults: readonly Fault[] }): ReactElement {
  return (
    <>
      <p>Not done yet. Mend this in the tab, then run it again:</p>
      <ul>
        {faults.map(({ message, hint, path }, index) => (
          <li key={`${index} ${path}`}>
            {message} {hint}
            {path && (
              <>
                {' '}
                <code>{path}</code>
              </>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

function Ids({ ids }: { readonly ids: readonly Id[] }): ReactElement {
  return (
    <ul aria-label="Ids in the answer, for later steps">
      {ids.map((id) => (
        <CopyableId key={id.path} id={id} />
      ))}
    </ul>
  );
}

function CopyableId({ id: { path, value } }: { readonly id: Id }): ReactElement {
  const [copied, setCopied] = useState(false);
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(value);
    setCopied(true);
  };
  return (
    <li>
      <span className="id-path">{path}</span> <code>{value}</code>{' '}
      <button type="button" className="link" onClick={() => void copy().catch(() => setCopied(false))}>
        {copied ? 'Copied' : 'Copy'}
        <span className="visually-hidden"> {path}</span>
      </button>
    </li>
  );
}
