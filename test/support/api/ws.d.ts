/** As much of the package as the tests use; it brings no types of its own. */
declare module 'ws' {
  export class WebSocket {
    constructor(url: string, protocol: string, options: { headers: Readonly<Record<string, string>> });
    on(event: 'open', heard: () => void): void;
    on(event: 'error', heard: (error: Error) => void): void;
    on(event: 'close', heard: (code: number) => void): void;
    on(event: 'message', heard: (data: Buffer) => void): void;
    send(text: string): void;
    terminate(): void;
  }
}
