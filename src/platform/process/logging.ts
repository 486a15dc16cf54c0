import type { LoggerService } from '@nestjs/common';
import { LOG_LEVELS } from '../config.js';

type Level = (typeof LOG_LEVELS)[number];
type Fields = Readonly<Record<string, unknown>>;

const SECRET = /pass(word|wd)?|secret|token|authorization|cookie|api[-_]?key|^url$|_url$/i;
const HIDDEN = '[hidden]';
const PASSWORD_IN_URL = /(\w+:\/\/[^:@/\s]+):[^@/\s]+@/g;

/**
 * One line of JSON for each event, on standard error, so that what a command answers stays alone on standard output. What comes out is decided
 * by type: texts, numbers and lists of them; no objects, which may be somebody's pay; and of an error of the database its code and where it
 * happened, as its message repeats values. Passwords, tokens and the secret part of addresses never come out, whoever logs them.
 */
export class Logger implements LoggerService {
  constructor(
    private readonly least: Level = levelOf(process.env['KICKER_LOG_LEVEL']),
    private readonly write: (line: string) => void = (line) => process.stderr.write(line),
    private readonly now: () => Date = () => new Date(),
  ) {}

  error(message: unknown, ...rest: readonly unknown[]): void {
    this.emit('error', message, rest);
  }

  warn(message: unknown, ...rest: readonly unknown[]): void {
    this.emit('warn', message, rest);
  }

  log(message: unknown, ...rest: readonly unknown[]): void {
    this.emit('info', message, rest);
  }

  debug(message: unknown, ...rest: readonly unknown[]): void {
    this.emit('debug', message, rest);
  }

  private emit(level: Level, message: unknown, rest: readonly unknown[]): void {
    if (LOG_LEVELS.indexOf(level) > LOG_LEVELS.indexOf(this.least)) return;
    const own = message instanceof Error ? [message, ...rest] : rest;
    const fields = own.reduce<Fields>((all, one) => ({ ...all, ...fieldsOf(one) }), {});
    const line = { at: this.now().toISOString(), level, message: textOf(message), ...fields };
    this.write(`${JSON.stringify(line, hideSecrets)}\n`);
  }
}

/** The level that the environment asks for; what is wrong there the configuration says. */
function levelOf(asked: string | undefined): Level {
  return LOG_LEVELS.find((level) => level === asked) ?? 'info';
}

/** Nest gives a text (the context, or a stack) beside the message; our own code gives fields. */
function fieldsOf(one: unknown): Fields {
  if (one instanceof Error) return { error: messageOf(one), stack: stackOf(one) };
  if (typeof one === 'string') return one.includes('\n') ? { stack: one } : { context: one };
  if (typeof one !== 'object' || one === null) return {};
  return Object.fromEntries(
    Object.entries(one).map(([key, value]) => [key, isPlain(value) ? value : HIDDEN]),
  );
}

function isPlain(value: unknown): boolean {
  return Array.isArray(value) ? value.every(isPlain) : typeof value !== 'object' || value === null;
}

function textOf(message: unknown): string {
  if (message instanceof Error) return messageOf(message);
  return typeof message === 'string' ? message : HIDDEN;
}

/** PostgreSQL repeats in its messages what somebody wrote. */
function messageOf(error: Error): string {
  const { code } = error as { code?: unknown };
  const isOfDatabase = typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code);
  return isOfDatabase ? `PostgreSQL refused a statement: ${code}` : error.message;
}

/** Where it happened, without the message that a stack begins with. */
function stackOf({ stack = '' }: Error): string {
  return stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .join('\n');
}

function hideSecrets(key: string, value: unknown): unknown {
  if (SECRET.test(key)) return HIDDEN;
  if (typeof value === 'bigint') return value.toString();
  return typeof value === 'string' ? value.replace(PASSWORD_IN_URL, '$1:[hidden]@') : value;
}
