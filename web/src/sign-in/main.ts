import './sign-in.css';
import { roleNames } from '../session/roles.js';
import { readPersonas, signIn, type Persona } from '../session/session.js';

const HOME = '/graphql';

function element<T extends HTMLElement>(id: string): T {
  return document.getElementById(id) as T;
}

const form = element<HTMLFormElement>('sign-in');
const fault = element('fault');
const login = element<HTMLInputElement>('login');
const password = element<HTMLInputElement>('password');

/** Signs in and goes on, or says why not; buttons rest meanwhile so that nothing is sent twice. */
async function enter(credentials: { login: string; password?: string }): Promise<void> {
  fault.textContent = '';
  setBusy(true);
  try {
    await signIn(credentials);
    location.assign(HOME);
  } catch (error) {
    setBusy(false);
    fault.textContent = error instanceof Error ? error.message : String(error);
    if (credentials.password !== undefined) password.select();
  }
}

function setBusy(busy: boolean): void {
  for (const button of document.querySelectorAll('button')) button.disabled = busy;
  form.setAttribute('aria-busy', String(busy));
}

function submitted(event: SubmitEvent): void {
  event.preventDefault();
  const missing = [login, password].find(({ value }) => value === '');
  for (const field of [login, password]) field.setAttribute('aria-invalid', String(field.value === ''));
  if (missing) {
    fault.textContent = missing === login ? 'Write your sign-in name.' : 'Write your password.';
    missing.focus();
    return;
  }
  void enter({ login: login.value.trim(), password: password.value });
}

function personaItem(persona: Persona): HTMLLIElement {
  const item = document.createElement('li');
  const button = document.createElement('button');
  const does = document.createElement('span');
  button.type = 'button';
  button.className = 'persona';
  button.append(`Continue as ${persona.name}`);
  does.id = `does-${persona.login}`;
  does.append(`${roleNames(persona.roles)} · ${persona.does}`);
  button.setAttribute('aria-describedby', does.id);
  button.addEventListener('click', () => void enter({ login: persona.login }));
  item.append(button, does);
  return item;
}

async function offerPersonas(): Promise<void> {
  const personas = await readPersonas().catch(() => []);
  if (personas.length === 0) return;
  const section = element('personas');
  section.querySelector('ul')!.append(...personas.map(personaItem));
  section.hidden = false;
}

/** Work in this tab is kept only for whoever was interrupted; what anybody else left is forgotten before the next comes. */
function sayWhyHere(): void {
  if (!new URLSearchParams(location.search).has('ended')) {
    sessionStorage.clear();
    return;
  }
  const notice = element('notice');
  notice.textContent = 'Your session has ended. Sign in again to go on; what you wrote is kept in this tab.';
  notice.hidden = false;
}

form.addEventListener('submit', submitted);
sayWhyHere();
login.focus();
void offerPersonas();
