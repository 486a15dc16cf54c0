/** Who is signed in, as the server tells it. */
export interface Person {
  readonly login: string;
  readonly name: string;
  readonly roles: readonly string[];
}

/** Somebody of the sample company, offered in demo mode only. */
export interface Persona extends Person {
  readonly does: string;
}

/** Why signing in did not work, in words for the person. */
export class SignInFault extends Error {
  override name = 'SignInFault';
}

/** Cookies of this origin only; the header tells the server that a page of ours asks and no form of somebody else's. */
export const OURS: Readonly<Record<string, string>> = { 'apollo-require-preflight': 'true' };

/** The person behind the session cookie, or null when nobody is signed in. */
export async function readSession(): Promise<Person | null> {
  const answer = await fetch('/session', { headers: { accept: 'application/json' } });
  if (answer.status === 401) return null;
  if (!answer.ok) throw new Error(`Kicker answered ${answer.status} when asked who is signed in.`);
  return (await answer.json()) as Person;
}

/** Signs in; the cookie is set by the server and no script can read it. Throws a SignInFault with the reason. */
export async function signIn(credentials: { login: string; password?: string }): Promise<void> {
  const answer = await fetch('/session', {
    method: 'POST',
    headers: { ...OURS, 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify(credentials),
  }).catch(() => {
    throw new SignInFault('Kicker does not answer. Is it running, and is this machine connected?');
  });
  if (!answer.ok) throw new SignInFault(await reason(answer));
}

/** Ends the session. What the page remembers of this person's work is forgotten by the caller. */
export async function signOut(): Promise<void> {
  const answer = await fetch('/session', { method: 'DELETE', headers: OURS });
  if (!answer.ok && answer.status !== 401)
    throw new Error(`Kicker answered ${answer.status} to the sign-out. You are still signed in.`);
}

/** Who can be tried without a password; nobody unless the server runs as a demonstration. */
export async function readPersonas(): Promise<readonly Persona[]> {
  const answer = await fetch('/session/personas', { headers: { accept: 'application/json' } });
  if (!answer.ok) return [];
  return ((await answer.json()) as { personas: readonly Persona[] }).personas;
}

async function reason(answer: Response): Promise<string> {
  const told = (await answer.json().catch(() => ({}))) as { message?: string; hint?: string };
  if (told.message) return [told.message, told.hint].filter(Boolean).join(' ');
  if (answer.status === 429) return 'Too many attempts. Wait a few minutes, then try again.';
  if (answer.status === 401) return 'This sign-in name and password do not belong together.';
  return `Signing in did not work: Kicker answered ${answer.status}.`;
}
