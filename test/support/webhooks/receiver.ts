import http, { type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A message as it came. */
export interface Received {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** An endpoint of this machine that keeps what it is told and answers as it is bidden: with a status, or not at all. */
export class Receiver {
  readonly told: Received[] = [];
  /** How it answers the next messages. */
  answers: (number | 'hang')[] = [];
  /** How it answers after that. */
  usually = 200;
  url = '';
  private readonly server = http.createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const { url = '', headers } = request;
      this.told.push({ path: url, headers, body: Buffer.concat(parts).toString('utf8') });
      const answer = url.startsWith('/hang') ? 'hang' : (this.answers.shift() ?? this.usually);
      if (answer === 'hang') return;
      response.writeHead(answer, { location: this.url });
      response.end('x'.repeat(100_000));
    });
  });

  async open(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    this.url = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  /** Forgets what came. */
  clear(): void {
    this.told.length = 0;
    this.answers = [];
  }
}
