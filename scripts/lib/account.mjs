import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Who a proof runs as: ourselves, and, when we are root, somebody ordinary too. */
export function accounts() {
  if (process.getuid?.() !== 0) return [{ name: 'this user', spawn: {} }];
  const [, , uid, gid] =
    readFileSync('/etc/passwd', 'utf8')
      .split('\n')
      .map((line) => line.split(':'))
      .find(([name]) => name === 'nobody') ?? [];
  if (!uid || !gid) throw new Error('no ordinary account here: the account "nobody" is missing');
  return [
    { name: 'root', spawn: {} },
    { name: 'an ordinary user', spawn: { uid: Number(uid), gid: Number(gid) } },
  ];
}

/** The environment of somebody who has just logged in: nothing of the npm that runs us, but the registry it uses. */
export function freshEnvironment(home) {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(npm_|INIT_CWD$|NODE_|KICKER_|DATABASE_|JEST_)/i.test(name),
  );
  const path = (process.env.PATH ?? '')
    .split(':')
    .filter((folder) => !folder.includes('node_modules'))
    .join(':');
  return {
    ...Object.fromEntries(kept),
    PATH: path,
    HOME: home,
    ...npmSetting('registry'),
    ...npmSetting('cafile'),
  };
}

function npmSetting(name) {
  const value = execFileSync('npm', ['config', 'get', name], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  }).trim();
  return value && value !== 'null' && value !== 'undefined' ? { [`npm_config_${name}`]: value } : {};
}
