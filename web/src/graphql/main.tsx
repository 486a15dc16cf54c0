import 'graphiql/setup-workers/vite';
import 'graphiql/style.css';
import '@graphiql/plugin-explorer/style.css';
import './graphql.css';
import { createRoot } from 'react-dom/client';
import { readSession, type Person } from '../session/session.js';
import { App } from './app.js';
import { readRecipes } from './recipes/recipe.js';
import { claimFor } from './storage.js';
import { Stopped } from './stopped.js';

const root = createRoot(document.getElementById('app')!);

async function open(): Promise<void> {
  const person = await readSession();
  if (person === null) {
    location.replace('/sign-in');
    return;
  }
  const recipes = await readRecipes().catch(() => null);
  show(person, recipes);
}

function show(person: Person, recipes: Awaited<ReturnType<typeof readRecipes>> | null): void {
  claimFor(person.login, sessionStorage);
  root.render(<App person={person} recipes={recipes} />);
}

// A page that the browser kept aside may belong to somebody who signed out since.
addEventListener('pageshow', (event) => {
  if (event.persisted) location.reload();
});
open().catch((error: unknown) => root.render(<Stopped error={error} />));
