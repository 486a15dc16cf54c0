import { createHmac } from 'node:crypto';

/** What is signed: the name of the message, the second at which it is sent, and its body. */
export interface Message {
  readonly id: string;
  readonly timestamp: number;
  readonly body: string;
}

/**
 * The headers of a message, as Standard Webhooks has them: HMAC-SHA256 over `id.timestamp.body`, one signature for each secret that is valid, so that
 * an endpoint may hold the old one or the new one while they change.
 */
export function signedHeaders(
  message: Message,
  secrets: readonly string[],
): Readonly<Record<string, string>> {
  const { id, timestamp } = message;
  return {
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': secrets.map((secret) => `v1,${signature(message, secret)}`).join(' '),
  };
}

function signature({ id, timestamp, body }: Message, secret: string): string {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  return createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
}
