import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { projectRoot } from '../../project-root.js';
import { isAlive } from './lock-file.js';
import { readPostmaster } from './postmaster.js';

interface Started {
  readonly child: ChildProcess;
  readonly said: string[];
  readonly state: string;
  readonly port: number;
}

const FOLDER = path.join(os.tmpdir(), `kicker-embedded-${process.pid}`);
const START = path.join(projectRoot(), 'dist/src/platform/database/embedded/start.js');
const PROGRAM = `
  const { startEmbedded } = await import(${JSON.stringify(`file://${START}`)});
  const say = (line) => process.stdout.write('said ' + line + '\\n');
  try {
    const server = await startEmbedded({ dataDir: process.argv[1], port: Number(process.argv[2]), settings: { fsync: 'off', shared_buffers: '16MB' }, say });
    process.stdout.write('up ' + JSON.stringify({ state: server.state, port: server.port }) + '\\n');
    const { default: pg } = await import('pg');
    const query = async () => {
      const client = new pg.Client({ connectionString: server.urls.service });
      client.on('error', () => undefined);
      await client.connect();
      const { rows } = await client.query('select 6 * 7 as answer');
      await client.end();
      say('answer ' + rows[0].answer);
    };
    process.stdin.on('data', async (asked) => {
      if (String(asked) === 'query') return await query().catch((error) => say('no answer: ' + error.message));
      await server.stop();
      process.exit(0);
    });
  } catch (error) { say(error.message); process.exit(1); }`;

const children: ChildProcess[] = [];
const cluster = (dataDir: string): string => path.join(dataDir, 'postgres');

/** Another process that starts a server and stays. */
async function start(dataDir: string, port = 0): Promise<Started> {
  const child = spawn(process.execPath, ['--input-type=module', '-e', PROGRAM, dataDir, String(port)], {
    cwd: projectRoot(),
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  children.push(child);
  const said: string[] = [];
  let text = '';
  // The stream stays open after the first words: what the process says later is read as well.
  for await (const chunk of child.stdout.iterator({ destroyOnReturn: false })) {
    text += String(chunk);
    const up = /^up (.*)\n/m.exec(text);
    said.splice(0, said.length, ...[...text.matchAll(/^said (.*)\n/gm)].map((match) => match[1] ?? ''));
    if (up) return { child, said, ...(JSON.parse(up[1] ?? '{}') as { state: string; port: number }) };
  }
  throw new Error(said.join('\n'));
}

async function ended(pid: number): Promise<boolean> {
  for (let waited = 0; waited < 5_000 && isAlive(pid); waited += 20) await sleep(20);
  return !isAlive(pid);
}

/** What the process says when it is asked for a query. */
async function answerOf({ child }: Started): Promise<string> {
  const said = new Promise<string>((resolve) =>
    child.stdout?.once('data', (chunk) => resolve(String(chunk).trim())),
  );
  child.stdout?.resume();
  child.stdin?.write('query');
  return await said;
}

const serverOf = (dataDir: string): number => readPostmaster(cluster(dataDir))?.pid ?? 0;

beforeAll(() => {
  mkdirSync(FOLDER, { recursive: true, mode: 0o711 });
});
afterEach(async () => {
  for (const child of children.splice(0)) if (child.kill('SIGKILL')) await sleep(0);
});
afterAll(() => rmSync(FOLDER, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }));

describe('a PostgreSQL of our own', () => {
  it('is made once, found again, and ends when asked', async () => {
    const dataDir = path.join(FOLDER, 'once');
    const first = await start(dataDir);
    expect(first.state).toBe('new');
    const pid = serverOf(dataDir);
    first.child.stdin?.write('stop');
    expect(await ended(pid)).toBe(true);
    expect((await start(dataDir)).state).toBe('started');
  });

  it('ends when its process is killed, and the next start just works', async () => {
    const dataDir = path.join(FOLDER, 'once');
    const { child } = await start(dataDir);
    const pid = serverOf(dataDir);
    expect(isAlive(pid)).toBe(true);
    child.kill('SIGKILL');
    const next = await start(dataDir);
    expect(next.state).toBe('started');
    expect(await ended(pid)).toBe(true);
  });

  it('is one server for two processes that start at once', async () => {
    const dataDir = path.join(FOLDER, 'two');
    const both = await Promise.all([start(dataDir), start(dataDir)]);
    expect(both.map((one) => one.state).sort()).toEqual(['adopted', 'new']);
    expect(both[0]?.port).toBe(both[1]?.port);
  });

  it('says that its port is busy and takes the next', async () => {
    const busy = net.createServer();
    const port = await new Promise<number>((resolve) => {
      busy.listen(0, '127.0.0.1', () => resolve((busy.address() as net.AddressInfo).port));
    });
    try {
      const started = await start(path.join(FOLDER, 'once'), port);
      expect(started.port).toBeGreaterThan(port);
      expect(started.said).toEqual([`The database's port ${port} is busy; using ${started.port}.`]);
    } finally {
      busy.close();
    }
  });

  it('begins again when its making was cut short, and never clears what is not its own', async () => {
    const dataDir = path.join(FOLDER, 'half');
    mkdirSync(cluster(dataDir), { recursive: true });
    writeFileSync(path.join(cluster(dataDir), 'PG_VERSION'), '18');
    await expect(start(dataDir)).rejects.toThrow('is not empty and was not made by Kicker');
    expect(existsSync(path.join(cluster(dataDir), 'PG_VERSION'))).toBe(true);
    writeFileSync(path.join(dataDir, 'unfinished'), '');
    expect((await start(dataDir)).state).toBe('new');
  });

  it('takes over the lock of a process that died while starting', async () => {
    const dataDir = path.join(FOLDER, 'once');
    writeFileSync(path.join(dataDir, 'start.lock'), '2147483646');
    expect((await start(dataDir)).state).toBe('started');
  });

  it('takes over a lock that names nobody', async () => {
    const dataDir = path.join(FOLDER, 'once');
    writeFileSync(path.join(dataDir, 'start.lock'), '');
    expect((await start(dataDir)).state).toBe('started');
  });

  it.each(['process that started it', 'process that found it'])(
    'outlives the %s, and ends with its last user',
    async (first) => {
      const dataDir = path.join(FOLDER, 'once');
      const starter = await start(dataDir);
      const adopter = await start(dataDir);
      expect([starter.state, adopter.state]).toEqual(['started', 'adopted']);
      const pid = serverOf(dataDir);
      const [gone, left] = first.endsWith('started it') ? [starter, adopter] : [adopter, starter];
      gone.child.kill('SIGKILL');
      await sleep(500);
      expect(await answerOf(left)).toBe('said answer 42');
      const third = await start(dataDir);
      expect(third.state).toBe('adopted');
      left.child.stdin?.write('stop');
      await sleep(500);
      expect(await answerOf(third)).toBe('said answer 42');
      third.child.kill('SIGKILL');
      const since = Date.now();
      expect(await ended(pid)).toBe(true);
      expect(Date.now() - since).toBeLessThan(2_000);
    },
  );

  it('is not misled by a postmaster.pid that names another program', async () => {
    const dataDir = path.join(FOLDER, 'once');
    const { child, port } = await start(dataDir);
    const pid = serverOf(dataDir);
    const file = path.join(cluster(dataDir), 'postmaster.pid');
    const lines = readFileSync(file, 'utf8').split('\n');
    child.kill('SIGKILL');
    expect(await ended(pid)).toBe(true);
    const other = spawn('/bin/sleep', ['60']);
    children.push(other);
    writeFileSync(file, [other.pid, ...lines.slice(1)].join('\n'));
    const since = Date.now();
    const outcome = await start(dataDir, port).then(
      ({ state }) => state,
      (error: unknown) => String(error),
    );
    expect(Date.now() - since).toBeLessThan(10_000);
    // PostgreSQL believes that a process of another account is no server on its data; of its own account it might be.
    const isOfAnother = process.getuid?.() === 0;
    expect(outcome).toContain(isOfAnother ? 'started' : `names process ${other.pid}`);
    rmSync(file, { force: true });
  });

  it('forgets that a cluster was unfinished once it is whole', async () => {
    const dataDir = path.join(FOLDER, 'once');
    writeFileSync(path.join(dataDir, 'unfinished'), '');
    expect((await start(dataDir)).state).toBe('started');
    expect(existsSync(path.join(dataDir, 'unfinished'))).toBe(false);
  });

  it('leaves the owner and the mode of a folder that it refuses', async () => {
    const dataDir = path.join(FOLDER, 'foreign');
    mkdirSync(cluster(dataDir), { recursive: true, mode: 0o755 });
    writeFileSync(path.join(cluster(dataDir), 'PG_VERSION'), '18');
    const before = statSync(cluster(dataDir));
    await expect(start(dataDir)).rejects.toThrow('was not made by Kicker');
    const { uid, gid, mode } = statSync(cluster(dataDir));
    expect({ uid, gid, mode }).toEqual({ uid: before.uid, gid: before.gid, mode: before.mode });
  });
});
