import { readFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../../../src/platform/project-root.js';
import type { Received } from './receiver.js';

/** Whether a message is signed by a secret, as the example of the page on webhooks finds it: that code itself is run. */
export async function verified(told: Received | undefined, secret: string): Promise<boolean> {
  const page = readFileSync(path.join(projectRoot(), 'docs', 'webhooks.md'), 'utf8');
  const code = /```js\n([\s\S]*?)```/.exec(page)?.[1] ?? '';
  const { isKickers } = (await import(`data:text/javascript,${encodeURIComponent(code)}`)) as Example;
  return told !== undefined && isKickers(told.headers, told.body, secret);
}

interface Example {
  isKickers(headers: object, body: string, secret: string): boolean;
}
