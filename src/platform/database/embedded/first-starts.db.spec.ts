import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, watch, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { projectRoot } from '../../project-root.js';
import { readPostmaster } from './postmaster.js';

interface Said {
  readonly child: ChildProcess;
  /** The process's first line. */
  readonly first: Promise<string>;
}

const FOLDER = path.join(os.tmpdir(), `kicker-first-starts-${process.pid}`);
const built = (name: string): string =>
  JSON.stringify(`file://${path.join(projectRoot(), 'dist/src/platform/database/embedded', name)}`);
const START = `
  const { startEmbedded } = await import(${built('start.js')});
  const [dataDir] = process.argv.slice(1);
  const server = await startEmbedded({ dataDir, settings: { fsync: 'off', shared_buffers: '16MB' } });
  console.log(server.state + ' ' + server.folder);
  process.stdin.resume();`;
/** Makes many clusters, one folder after the other, with a program that makes nothing in the place of initdb: seconds become milliseconds. */
const MAKE_MANY = `
  const { inDataFolder } = await import(${built('data-folder.js')});
  const { ensureCluster } = await import(${built('cluster.js')});
  const [within, count] = process.argv.slice(1);
  const made = [];
  for (let number = 0; number < Number(count); number += 1) {
    const say = (line) => made.push(line);
    await inDataFolder(within + '/' + number, say, async ({ folder, account }) => {
      if (ensureCluster(folder, account, '/bin/true').fresh) made.push(folder.root);
    });
  }
  console.log(JSON.stringify(made));`;

const children: ChildProcess[] = [];

function run(program: string, ...args: readonly string[]): Said {
  const child = spawn(process.execPath, ['--input-type=module', '-e', program, ...args], {
    cwd: projectRoot(),
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  children.push(child);
  const first = new Promise<string>((resolve, reject) => {
    let text = '';
    child.stdout.on('data', (chunk) => {
      text += String(chunk);
      if (text.includes('\n')) resolve(text.slice(0, text.indexOf('\n')));
    });
    child.once('exit', () => reject(new Error('it ended and said nothing')));
  });
  return { child, first };
}

/** Resolves once a process asks for the lock of a folder. */
async function asksForLock(dataDir: string): Promise<void> {
  await new Promise<void>((resolve) => {
    const watching = watch(dataDir, (_, name) => {
      if (!/^start\.lock\.\d+\.new$/.test(name ?? '')) return;
      watching.close();
      resolve();
    });
  });
}

beforeAll(() => {
  mkdirSync(FOLDER, { recursive: true, mode: 0o711 });
});
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});
afterAll(() => rmSync(FOLDER, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }));

describe('several first starts at the same moment, on an empty folder', () => {
  it('judge nothing of the folder while one of them makes it', async () => {
    const dataDir = path.join(FOLDER, 'held');
    mkdirSync(dataDir, { mode: 0o711 });
    const lock = path.join(dataDir, 'start.lock');
    writeFileSync(lock, String(process.pid));
    const cluster = path.join(dataDir, 'postgres');
    // Between two steps of its making, a cluster's folder cannot be used: here a file stands in its place.
    writeFileSync(cluster, '');
    const asked = asksForLock(dataDir);
    const { first } = run(START, dataDir);
    await Promise.race([asked, first]);
    expect(statSync(cluster).isFile()).toBe(true);
    rmSync(cluster);
    rmSync(lock);
    expect(await first).toBe(`new ${dataDir}`);
  });

  it('make one database, in that folder', async () => {
    const dataDir = path.join(FOLDER, 'six');
    const all = await Promise.all(Array.from({ length: 6 }, () => run(START, dataDir).first));
    expect(all.sort()).toEqual([...Array.from({ length: 5 }, () => `adopted ${dataDir}`), `new ${dataDir}`]);
    expect(readPostmaster(path.join(dataDir, 'postgres'))?.ready).toBe(true);
  });

  it('make each of two hundred folders once, and none beside them', async () => {
    const within = path.join(FOLDER, 'many');
    const all = await Promise.all(Array.from({ length: 4 }, () => run(MAKE_MANY, within, '200').first));
    const made = all.flatMap((line) => JSON.parse(line) as string[]).sort();
    expect(made).toEqual(Array.from({ length: 200 }, (_, number) => path.join(within, `${number}`)).sort());
  });

  it('find the folder open to the account of the server from its first moment', async () => {
    const dataDir = path.join(FOLDER, 'closed');
    const { first } = run(`process.umask(0o077); ${START}`, dataDir);
    expect(await first).toBe(`new ${dataDir}`);
    expect(statSync(dataDir).mode & 0o777).toBe(0o711);
    expect(existsSync(path.join(dataDir, 'start.lock'))).toBe(false);
    expect(JSON.parse(readFileSync(path.join(dataDir, 'logins.json'), 'utf8'))).toHaveProperty('postgres');
  });
});
