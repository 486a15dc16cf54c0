import { useState, type ReactElement } from 'react';
import { roleNames } from '../session/roles.js';
import { signOut, type Person } from '../session/session.js';

/** Who is signed in, and the way out. */
export function HeaderBar({ person }: { readonly person: Person }): ReactElement {
  const [fault, setFault] = useState('');
  const leave = async (): Promise<void> => {
    try {
      await signOut();
      sessionStorage.clear();
      location.assign('/sign-in');
    } catch (error) {
      setFault(error instanceof Error ? error.message : 'Signing out did not work. You are still signed in.');
    }
  };
  return (
    <header className="bar">
      <h1>
        <span className="mark" aria-hidden="true" />
        Kicker
      </h1>
      <p className="bar-fault" role="alert">
        {fault}
      </p>
      <p className="person">
        <span className="visually-hidden">Signed in as </span>
        <strong>{person.name}</strong> <span className="roles">{roleNames(person.roles)}</span>
      </p>
      <button type="button" className="button quiet" onClick={() => void leave()}>
        Sign out
      </button>
    </header>
  );
}
