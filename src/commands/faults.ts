import { ConfigFault } from '../platform/config.js';
import { sqlState } from '../platform/database/database.js';
import { isUnreachable, withinError } from '../platform/database/request/is-unavailable.js';
import { EnvironmentFault } from '../platform/environment-fault.js';
import { Refusal } from '../platform/refusal.js';
import { EXIT } from './exit.js';

/** What went wrong, for a person and for a program, and how the process ends. */
export interface DescribedFault {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
  readonly exit: number;
}

const DOCTOR = 'kicker doctor says what is wrong.';

/** Puts any error in words, never SQL; only a bug of ours shows where it happened. */
export function describeFault(error: unknown): DescribedFault {
  if (error instanceof Refusal)
    return { code: error.code, message: error.message, hint: error.hint, exit: EXIT.findings };
  if (error instanceof ConfigFault)
    return {
      code: 'CONFIGURATION',
      message: error.message,
      hint: 'Set it in the environment; .env.example lists every setting.',
      exit: EXIT.environment,
    };
  if (error instanceof EnvironmentFault)
    return { code: 'ENVIRONMENT', message: error.message, hint: '', exit: EXIT.environment };
  return fileFault(error) ?? databaseFault(error) ?? bug(error);
}

const FILE_CALLS = new Set(['open', 'stat', 'lstat', 'read', 'scandir', 'access']);

/** A file that the command was given and that cannot be read. */
function fileFault(error: unknown): DescribedFault | undefined {
  const { code, path, syscall } = (error ?? {}) as NodeJS.ErrnoException;
  if (code === undefined || !FILE_CALLS.has(syscall ?? '')) return undefined;
  const usage = { hint: 'Check the path.', exit: EXIT.usage };
  if (code === 'ENOENT' || code === 'ENOTDIR')
    return { code: 'NO_SUCH_FILE', message: `There is no file ${path ?? 'of that name'}.`, ...usage };
  if (code === 'EISDIR')
    return {
      code: 'NO_FILE',
      message: `${path ?? 'What was given'} is a folder; a file is needed.`,
      ...usage,
    };
  if ((code === 'EACCES' || code === 'EPERM') && path !== undefined)
    return { code: 'UNREADABLE_FILE', message: `${path} may not be read: permission is denied.`, ...usage };
  return undefined;
}

const STATES: readonly (readonly [pattern: RegExp, said: string, hint: string])[] = [
  [
    /^28|^3D000/,
    'The database does not let Kicker in',
    'Check the login, the password and the database of DATABASE_URL.',
  ],
  [
    /^53100/,
    "The database's disk is full",
    'Make room, then do it again: what was not finished was not kept.',
  ],
  [/^53300/, 'The database has no connection left', 'Lower KICKER_POOL_SIZE, or raise max_connections.'],
  [/^53/, 'The database lacks memory or another resource', DOCTOR],
  [
    /^57P|^08/,
    'The database stopped answering',
    'Do it again once it is back: what was not finished was not kept.',
  ],
];

/** A database that cannot be reached, lets nobody in, went away or lacks room. */
function databaseFault(error: unknown): DescribedFault | undefined {
  for (const each of withinError(error)) {
    const told = messageOf(each) || messageOf(error);
    const fault = { code: 'ENVIRONMENT', exit: EXIT.environment };
    const state = sqlState(each) ?? '';
    const known = STATES.find(([pattern]) => pattern.test(state));
    if (known) return { ...fault, message: `${known[1]}: ${told}`, hint: known[2] };
    const { code } = (each ?? {}) as NodeJS.ErrnoException;
    if (code === 'ENOSPC')
      return { ...fault, message: `The disk is full: ${told}`, hint: 'Make room, then do it again.' };
    if (isUnreachable(each))
      return { ...fault, message: `The database cannot be reached: ${told || code}`, hint: DOCTOR };
  }
  return undefined;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function bug(error: unknown): DescribedFault {
  return {
    code: 'INTERNAL',
    message: `This is a fault of Kicker's: ${messageOf(error)}`,
    hint: error instanceof Error ? (error.stack ?? '') : '',
    exit: EXIT.environment,
  };
}
