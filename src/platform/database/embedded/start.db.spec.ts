import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
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
    process.stdin.on('data', async () => { await server.stop(); process.exit(0); });
  } catch (error) { say(error.message); process.exit(1); }`;

const children: ChildProcess[] = [];
const cluster = (dataDir: string): string => path.join(dataDir, 'postgres');

/** Another process that starts a server and stays. */
async function start(dataDir: string, port = 0): Promise<Started> {
  const child = spawn(process.execPath, ['--input-type=module', '-e', PROGRAM, dataDir, String(port)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  children.push(child);
  const said: string[] = [];
  let text = '';
  for await (const chunk of child.stdout) {
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
});
