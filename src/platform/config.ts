import 'reflect-metadata';
import path from 'node:path';
import { plainToInstance, Transform } from 'class-transformer';
import {
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Matches,
  Max,
  Min,
  ValidateIf,
  validateSync,
} from 'class-validator';
import { completeFromFile } from './process/settings-file.js';
import { projectRoot } from './project-root.js';

const ADDRESS = /^postgres(ql)?:\/\/[^:@/\s]+(:[^@/\s]*)?@[^/\s]+\/[^/\s]+$/;
const ADDRESS_MESSAGE = 'must look like postgres://login:password@host:5432/database';
export const LOG_LEVELS = ['error', 'warn', 'info', 'debug'] as const;

const number = (): PropertyDecorator =>
  Transform(({ value }) => (/^\d+$/.test(String(value)) ? Number(value) : value));
const port =
  (lowest: number): PropertyDecorator =>
  (target, key) => {
    for (const decorate of [
      number(),
      IsInt(wrong('must be a port number')),
      Min(lowest, wrong(`must be ${lowest} to 65535`)),
      Max(65_535, wrong('must be at most 65535')),
    ])
      decorate(target, key);
  };
const wrong = (message: string): { message: string } => ({ message });

function trustsAnIssuer(config: Config): boolean {
  const { KICKER_TOKEN_ISSUER: issuer, KICKER_TOKEN_AUDIENCE: audience, KICKER_TOKEN_KEYS: keys } = config;
  return (issuer ?? audience ?? keys) !== undefined;
}

/** How this process runs, read once from its environment. What decides pay never stands here. */
export class Config {
  @IsOptional()
  @Matches(ADDRESS, wrong(ADDRESS_MESSAGE))
  DATABASE_URL?: string;

  @ValidateIf(
    (config: Config) =>
      config.DATABASE_OWNER_URL !== undefined ||
      (config.DATABASE_URL !== undefined && config.DATABASE_WORKER_URL === undefined),
  )
  @Matches(
    ADDRESS,
    wrong(`${ADDRESS_MESSAGE}; DATABASE_URL needs it, to migrate and to find the worker's login`),
  )
  DATABASE_OWNER_URL?: string;

  @IsOptional()
  @Matches(ADDRESS, wrong(ADDRESS_MESSAGE))
  DATABASE_WORKER_URL?: string;

  @port(0)
  KICKER_DATABASE_PORT = 54_329;

  @number()
  @IsInt(wrong('must be a whole number'))
  @Min(2, wrong('must be 2 or more'))
  @Max(200, wrong('must be 200 or less'))
  KICKER_POOL_SIZE = 10;

  @IsString()
  KICKER_DATA_DIR = '.data';

  @IsString()
  KICKER_RULES_DIR = 'rules';

  @IsString()
  HOST = '127.0.0.1';

  @port(0)
  PORT = 3_000;

  @IsOptional()
  @IsIn(['on', 'off'], wrong('must be on or off'))
  KICKER_DEMO?: 'on' | 'off';

  @IsOptional()
  @Matches(/^https?:\/\/[^/\s]+\/?$/, wrong('must look like https://kicker.example.com'))
  KICKER_PUBLIC_URL?: string;

  @ValidateIf(trustsAnIssuer)
  @IsString(wrong('is missing: a trusted issuer needs its name, audience and keys'))
  KICKER_TOKEN_ISSUER?: string;

  @ValidateIf(trustsAnIssuer)
  @IsString(wrong('is missing: a trusted issuer needs its name, audience and keys'))
  KICKER_TOKEN_AUDIENCE?: string;

  @ValidateIf(trustsAnIssuer)
  @Matches(
    /^(https:\/\/|http:\/\/(localhost|127\.0\.0\.1)[:/]|(?!https?:))/,
    wrong('must be a file or an https address'),
  )
  KICKER_TOKEN_KEYS?: string;

  @IsOptional()
  @Matches(/^[\x21-\x7e]{16,}$/, wrong('must have 16 or more characters, without blanks'))
  KICKER_METRICS_TOKEN?: string;

  @IsIn(['on', 'off'], wrong('must be on or off'))
  KICKER_APPROVAL_TIME: 'on' | 'off' = 'on';

  @IsIn(['on', 'off'], wrong('must be on or off'))
  KICKER_RULING_TIME: 'on' | 'off' = 'on';
  @IsIn(['on', 'private', 'off'], wrong('must be on, private or off'))
  KICKER_WEBHOOKS: 'on' | 'private' | 'off' = 'on';

  @IsIn(LOG_LEVELS, wrong(`must be one of ${LOG_LEVELS.join(', ')}`))
  KICKER_LOG_LEVEL: (typeof LOG_LEVELS)[number] = 'info';
}

/** What each setting means, in the order of `.env.example`, which is generated from this. */
export const SETTINGS: Readonly<Record<keyof Config, string>> = {
  DATABASE_URL:
    'The login the API uses, on a PostgreSQL of yours, 15 or newer. Without it Kicker starts a PostgreSQL of its own.',
  DATABASE_OWNER_URL:
    'The login that owns the database and migrates it; it may create roles. Set it together with DATABASE_URL.',
  DATABASE_WORKER_URL:
    "The login that calculates. Without it one is made, named kicker_worker_login, with a password that follows from the owner's.",
  KICKER_DATABASE_PORT:
    "Where Kicker's own PostgreSQL listens, on this machine only; the next free port when it is busy.",
  KICKER_POOL_SIZE: 'Connections that one process holds at most, for each login it uses.',
  KICKER_DATA_DIR: "Where Kicker's own PostgreSQL keeps its data. A relative path starts at Kicker's folder.",
  KICKER_RULES_DIR:
    "The folder of documents: plans, policies, tables, facts. A relative path starts at Kicker's folder. With one of yours, npm start loads no sample company.",
  HOST: 'The address the API listens on; 0.0.0.0 for every network.',
  PORT: 'The port the API listens on; the next free one when it is busy.',
  KICKER_DEMO:
    "Sample people sign in without a password and Kicker signs tokens of its own: on or off. On by default with Kicker's own PostgreSQL, but never with NODE_ENV=production.",
  KICKER_PUBLIC_URL:
    'The address that browsers use, where a proxy stands before Kicker; with https its cookies travel encrypted only.',
  KICKER_TOKEN_ISSUER:
    'The issuer (iss) whose signed tokens are trusted; their subject (sub) is the id of a user.',
  KICKER_TOKEN_AUDIENCE: 'The audience (aud) that those tokens name for Kicker.',
  KICKER_TOKEN_KEYS: 'The keys (JWKS) of that issuer: a file, or an https address.',
  KICKER_METRICS_TOKEN:
    'The bearer token with which Prometheus reads /metrics. Without it only this machine may.',
  KICKER_APPROVAL_TIME:
    'Whether this process looks every minute for approvals whose time is up: on or off. One that does is enough; several do no harm.',
  KICKER_RULING_TIME:
    'Whether this process looks every minute for rulings whose facts or policies changed: on or off. One that does is enough; several do no harm.',
  KICKER_WEBHOOKS:
    'Whether this process sends messages to webhooks: on, to addresses of the public internet alone; private, to those of your network as well; off. One that does is enough; several do no harm.',
  KICKER_LOG_LEVEL: 'How much is logged: error, warn, info or debug.',
};

/** The environment is wrong: each fault names its variable and says what it must be. */
export class ConfigFault extends Error {
  override name = 'ConfigFault';

  constructor(readonly faults: readonly string[]) {
    super(faults.join('\n'));
  }
}

/**
 * Reads the settings; an empty variable counts as not set. The environment of this process is completed by `.env` in Kicker's folder.
 * Throws a ConfigFault that lists everything wrong at once.
 */
export function readConfig(given: Readonly<Record<string, string | undefined>>): Config {
  const env = given === process.env ? completeFromFile(given, path.join(projectRoot(), '.env')) : given;
  const set = Object.keys(SETTINGS).flatMap((name) => (env[name] ? [[name, env[name].trim()] as const] : []));
  const config = plainToInstance(Config, Object.fromEntries(set), { exposeDefaultValues: true });
  const faults = validateSync(config, { stopAtFirstError: true }).map(
    (fault) => `${fault.property} ${Object.values(fault.constraints ?? {})[0] ?? 'is wrong'}.`,
  );
  if (!config.DATABASE_URL && (config.DATABASE_OWNER_URL ?? config.DATABASE_WORKER_URL)) {
    faults.push('DATABASE_URL is missing: the other database addresses need it.');
  }
  if (config.DATABASE_OWNER_URL && !config.DATABASE_WORKER_URL && !hasPassword(config.DATABASE_OWNER_URL)) {
    faults.push(
      "DATABASE_WORKER_URL is missing: DATABASE_OWNER_URL has no password that the worker's could follow from.",
    );
  }
  const isProduction = env['NODE_ENV'] === 'production';
  if (config.KICKER_DEMO === 'on' && isProduction)
    faults.push(
      'KICKER_DEMO is on and NODE_ENV is production: anybody could sign in. Set one of them otherwise.',
    );
  config.KICKER_DEMO ??= config.DATABASE_URL === undefined && !isProduction ? 'on' : 'off';
  if (faults.length > 0) throw new ConfigFault(faults);
  for (const folder of ['KICKER_DATA_DIR', 'KICKER_RULES_DIR'] as const)
    config[folder] = path.resolve(projectRoot(), config[folder]);
  return config;
}

function hasPassword(address: string): boolean {
  return !URL.canParse(address) || new URL(address).password !== '';
}

const EXAMPLES: Readonly<Record<string, string>> = {
  KICKER_DEMO: 'off',
  KICKER_PUBLIC_URL: 'https://kicker.example.com',
  KICKER_TOKEN_ISSUER: 'https://login.example.com',
  KICKER_TOKEN_AUDIENCE: 'kicker',
  KICKER_TOKEN_KEYS: 'https://login.example.com/keys',
  KICKER_METRICS_TOKEN: 'a-long-random-text',
};

/** The text of `.env.example`: every setting with its meaning and its default, commented out. */
export function envExample(): string {
  const defaults = new Config();
  const lines = Object.entries(SETTINGS).flatMap(([name, means]) => {
    const value = defaults[name as keyof Config] ?? EXAMPLES[name];
    return [`# ${means}`, `# ${name}=${value ?? 'postgres://login:password@localhost:5432/kicker'}`, ''];
  });
  return [
    '# Generated by `npm run generate:env`. Every setting has a default: copy what you change to .env.',
    '',
    ...lines,
  ].join('\n');
}
