import type { ReactElement } from 'react';

/** The page cannot open: why, and what to try. */
export function Stopped({ error }: { readonly error: unknown }): ReactElement {
  return (
    <main className="stopped" role="alert">
      <h1>Kicker cannot open this page</h1>
      <p>{error instanceof Error ? error.message : String(error)}</p>
      <button type="button" className="button" onClick={() => location.reload()}>
        Try again
      </button>
    </main>
  );
}
