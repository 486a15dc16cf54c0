import { existsSync, readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';

type Environment = Readonly<Record<string, string | undefined>>;

/** The environment, completed by a file of `NAME=value` lines where there is one; what the environment says itself wins. */
export function completeFromFile(env: Environment, file: string): Environment {
  return existsSync(file) ? { ...parseEnv(readFileSync(file, 'utf8')), ...env } : env;
}
