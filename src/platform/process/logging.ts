import type { LoggerService } from '@nestjs/common';
import { LOG_LEVELS } from '../config.js';

type Level = (typeof LOG_LEVELS)[number];
type Fields = Readonly<Record<string, unknown>>;

const SECRET = /pass(word|wd)?|secret|token|authorization|cookie|api[-_]?key|^url$|_url$/i;
const PASSWORD_IN_URL = /(\w+:\/\/[^:@/\s]+):[^@/\s]+@/g;

/**
 * One line of JSON for each event, on standard error, so that what a command answers stays alone on standard output.
 * Passwords, tokens and the secret part of addresses never come out, whoever logs them.
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
    const fields = rest.reduce<Fields>((all, one) => ({ ...all, ...fieldsOf(one) }), {});
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
  if (one instanceof Error) return { error: one.message, stack: one.stack };
  if (typeof one === 'string') return one.includes('\n') ? { stack: one } : { context: one };
  return typeof one === 'object' && one !== null ? (one as Fields) : {};
}

function textOf(message: unknown): string {
  if (message instanceof Error) return message.message;
  return typeof message === 'string' ? message : (JSON.stringify(message, hideSecrets) ?? '');
}

function hideSecrets(key: string, value: unknown): unknown {
  if (SECRET.test(key)) return '[hidden]';
  if (typeof value === 'bigint') return value.toString();
  return typeof value === 'string' ? value.replace(PASSWORD_IN_URL, '$1:[hidden]@') : value;
}
