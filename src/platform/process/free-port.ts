import net from 'node:net';
import { EnvironmentFault } from '../environment-fault.js';

const HIGHEST = 65_535;

/** Whether something on this machine accepts connections on the port. */
export function isListening(port: number, host = '127.0.0.1'): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect({ port, host, timeout: 2_000 });
    const answer = (listening: boolean) => (): void => {
      socket.destroy();
      resolve(listening);
    };
    socket.once('connect', answer(true)).once('error', answer(false)).once('timeout', answer(false));
  });
}

/**
 * The wanted port, or the next free one above it, which is said: `port 3000 is busy; using 3001.` 0 asks for any free port.
 */
export async function freePort(
  wanted: number,
  say: (line: string) => void,
  host = '127.0.0.1',
): Promise<number> {
  for (let port = wanted; port <= Math.min(wanted + 100, HIGHEST); port += 1) {
    const free = await tryPort(port, host);
    if (free === undefined) continue;
    if (wanted !== 0 && free !== wanted) say(`port ${wanted} is busy; using ${free}.`);
    return free;
  }
  throw new EnvironmentFault(`Port ${wanted} and the hundred above it are busy: choose another.`);
}

function tryPort(port: number, host: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE' || error.code === 'EACCES') resolve(undefined);
      else reject(error);
    });
    server.listen({ port, host, exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : undefined));
    });
  });
}
