import type { Config } from './config.js';
import type { DatabaseFacts, LoginPowers } from './database/inspect.js';

/** One thing that was looked at: what was found and, where it is not right, what to do. */
export interface Check {
  readonly what: string;
  readonly state: 'ok' | 'warning' | 'wrong';
  readonly found: string;
  readonly remedy?: string;
}

const OLDEST_NODE = [20, 19] as const;
const SUPPORTED_NODE = 22;
const OLDEST_SERVER = 150_000;
const DURABLE: Readonly<Record<string, readonly string[]>> = {
  fsync: ['on'],
  full_page_writes: ['on'],
  synchronous_commit: ['on', 'local', 'remote_write', 'remote_apply'],
};

/** Judges the surroundings: a pure function of what was found, in the order in which a person should read it. */
export function diagnose(found: {
  node: string;
  database: DatabaseFacts;
  config: Config;
  own: boolean;
}): Check[] {
  const { database, config } = found;
  return [
    checkNode(found.node),
    checkServer(database),
    ...checkDurability(database),
    check('Text encoding', database.encoding === 'UTF8', {
      found: database.encoding,
      remedy: 'Create the database with encoding UTF8 and import again.',
    }),
    ...database.logins.map(checkLogin),
    checkSeparation(database.logins),
    ...checkMigrations(database),
    checkConnections(database, config),
    checkOwnership(found.own),
  ];
}

function check(what: string, right: boolean, told: { found: string; remedy: string }): Check {
  return right ? { what, state: 'ok', found: told.found } : { what, state: 'wrong', ...told };
}

function checkNode(version: string): Check {
  const [major = 0, minor = 0] = version.replace(/^v/, '').split('.').map(Number);
  const enough = major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1]);
  if (!enough || major >= SUPPORTED_NODE)
    return check('Node', enough, {
      found: version,
      remedy: 'Install Node 20.19 or newer; 24 is recommended.',
    });
  return {
    what: 'Node',
    state: 'warning',
    found: version,
    remedy: 'Node 20 gets no more security fixes: install 24.',
  };
}

function checkServer({ version, versionNumber }: DatabaseFacts): Check {
  return check('PostgreSQL', versionNumber >= OLDEST_SERVER, {
    found: version,
    remedy: 'Use PostgreSQL 15 or newer.',
  });
}

/** What was acknowledged must survive a crash: these settings decide it. */
function checkDurability({ settings }: DatabaseFacts): Check[] {
  const checks = Object.entries(DURABLE).map(([name, right]) => {
    const value = settings[name] ?? 'unknown';
    return check(`Setting ${name}`, right.includes(value), {
      found: value,
      remedy: `Set ${name} = on: with ${value}, a crash can lose or damage pay that was acknowledged.`,
    });
  });
  if (settings['data_checksums'] === 'on') return checks;
  const remedy = 'Turn on data checksums (pg_checksums --enable), so that a failing disk is noticed.';
  return [...checks, { what: 'Data checksums', state: 'warning', found: 'off', remedy }];
}

function checkLogin(powers: LoginPowers): Check {
  const what = `Login of the ${powers.login}`;
  if (powers.login === 'owner') {
    if (!powers.superuser) return { what, state: 'ok', found: powers.name };
    return {
      what,
      state: 'warning',
      found: `${powers.name}, a superuser`,
      remedy: 'Use a login that owns the database and may create roles, no more.',
    };
  }
  const much = [
    powers.superuser ? 'is a superuser' : '',
    powers.bypassesRowSecurity ? 'bypasses row-level security' : '',
    powers.ownsTables ? 'owns tables' : '',
  ].filter((text) => text !== '');
  const found = much.length === 0 ? powers.name : `${powers.name} ${much.join(', ')}`;
  return check(what, much.length === 0, {
    found,
    remedy: `Give the ${powers.login} a login that owns nothing: the walls around pay do not hold for this one.`,
  });
}

function checkSeparation(logins: readonly LoginPowers[]): Check {
  const names = logins.map((login) => login.name);
  const apart = new Set(names).size === names.length;
  return check('Logins are apart', apart, {
    found: names.join(', '),
    remedy: 'Give owner, service and worker a login each.',
  });
}

function checkMigrations({ migrations }: DatabaseFacts): Check[] {
  const { missing, unknown } = migrations;
  if (unknown.length > 0) {
    return [
      check('Migrations', false, {
        found: `made by a newer Kicker: ${unknown.join(', ')}`,
        remedy: 'Start the newer version, or restore a backup from before it.',
      }),
    ];
  }
  return [
    check('Migrations', missing.length === 0, {
      found: missing.length === 0 ? 'current' : `missing: ${missing.join(', ')}`,
      remedy: 'Run `kicker migrate`.',
    }),
  ];
}

/** Each process may hold a pool for the service and one for the worker; some connections must stay for people. */
function checkConnections({ settings }: DatabaseFacts, config: Config): Check {
  const most = Number(settings['max_connections'] ?? 0);
  const wanted = 2 * config.KICKER_POOL_SIZE;
  const found = `${config.KICKER_POOL_SIZE} for each login and process, ${most} on the server`;
  return check('Connections', wanted + 10 <= most, {
    found,
    remedy: `Lower KICKER_POOL_SIZE, or raise max_connections to ${wanted + 10} or more.`,
  });
}

function checkOwnership(own: boolean): Check {
  if (!own) return { what: 'Database server', state: 'ok', found: 'yours' };
  const remedy =
    'Fine for trying and testing; for production set DATABASE_URL and DATABASE_OWNER_URL to a PostgreSQL with backups.';
  return { what: 'Database server', state: 'warning', found: 'started by Kicker', remedy };
}
