import { WebSocket } from 'ws';

interface Message {
  readonly type: string;
  readonly id?: string;
  readonly payload?: unknown;
}

/** A client of the subscription protocol that says exactly what it is told to, so that a test can be rude. */
export class Socket {
  readonly messages: Message[] = [];
  /** The code the connection was closed with. */
  readonly closed: Promise<number>;
  private readonly socket: WebSocket;
  private readonly opened: Promise<void>;
  private heard: () => void = () => undefined;

  constructor(url: string, headers: Readonly<Record<string, string>> = {}) {
    this.socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', { headers });
    this.opened = new Promise((resolve) => this.socket.on('open', resolve));
    this.closed = new Promise((resolve) => this.socket.on('close', (code) => resolve(code)));
    this.socket.on('error', () => undefined);
    this.socket.on('message', (data) => {
      this.messages.push(JSON.parse(data.toString()) as Message);
      this.heard();
    });
  }

  async send(message: object): Promise<void> {
    await this.opened;
    this.socket.send(JSON.stringify(message));
  }

  /** Signs in, and waits until the server answers or closes. */
  async begin(token?: string): Promise<void> {
    const payload = token === undefined ? {} : { authorization: `Bearer ${token}` };
    await this.send({ type: 'connection_init', payload });
    await this.until('connection_ack');
  }

  async subscribe(id: string, query: string, variables: object = {}): Promise<void> {
    await this.send({ id, type: 'subscribe', payload: { query, variables } });
  }

  /** Waits for a message of a type; undefined when the connection closes before. */
  async until(type: string): Promise<Message | undefined> {
    let isClosed = false;
    void this.closed.then(() => {
      isClosed = true;
      this.heard();
    });
    for (;;) {
      const found = this.messages.find((message) => message.type === type);
      if (found || isClosed) return found;
      await new Promise<void>((resolve) => (this.heard = resolve));
    }
  }

  close(): void {
    this.socket.terminate();
  }
}
