import type { INestApplication } from '@nestjs/common';
import { DisputeTime } from '../../modules/disputes/time/dispute-time.service.js';
import { ApprovalTime } from '../../modules/approvals/time/approval-time.service.js';
import { EngagementTime } from '../../modules/engagement/time/engagement-time.service.js';
import { WebhookSender } from '../../modules/webhooks/deliver/webhook-sender.service.js';
import type { Config } from '../../platform/config.js';
import { freePort } from '../../platform/process/free-port.js';
import { Shutdown } from '../../platform/process/shutdown.js';
import { closeEnvironment, openServer, say, type Environment } from '../environment.js';
import { printFault } from '../output.js';
import { companyText } from './company-text.js';

/** Starts the service, lets `prepare` work before it listens, and keeps it until a signal. A busy port is said and stepped over. */
export async function serve(
  prepare: (environment: Environment<INestApplication>) => Promise<void>,
  asJson = false,
): Promise<void> {
  const begun = performance.now();
  const shutdown = new Shutdown().listen();
  shutdown.add(() => say('Stopped.'));
  try {
    const environment = await openServer();
    shutdown.add(() => closeEnvironment(environment));
    await prepare(environment);
    const text = await companyText(environment);
    if (text !== null) process.stdout.write(`${text}\n`);
    const { HOST: host, PORT: wanted } = environment.config;
    const port = await freePort(wanted, say, host);
    await environment.app.listen(port, host);
    const { KICKER_APPROVAL_TIME: approvals, KICKER_RULING_TIME: rulings } = environment.config;
    if (approvals === 'on') {
      look(environment.app.get(ApprovalTime), shutdown);
      look(environment.app.get(DisputeTime), shutdown);
    }
    if (rulings === 'on') look(environment.app.get(EngagementTime), shutdown);
    if (environment.config.KICKER_WEBHOOKS !== 'off') {
      const sender = environment.app.get(WebhookSender);
      const allowPrivate = environment.config.KICKER_WEBHOOKS === 'private';
      sender.settings = { ...sender.settings, allowPrivate };
      look(sender, shutdown);
    }
    const seconds = ((performance.now() - begun) / 1000).toFixed(1);
    say(
      `\nReady after ${seconds} s. Open ${addressOf(environment.config, port)} in a browser; Ctrl-C stops everything.`,
    );
  } catch (error) {
    printFault(error, asJson);
    await shutdown.run();
    process.exit();
  }
}

/** Lets something run beside the server, until the end. */
function look(beside: { start(): void; stop(): Promise<void> }, shutdown: Shutdown): void {
  shutdown.add(() => beside.stop());
  beside.start();
}

/** Where a browser finds the page: as people outside reach it, else on this machine. */
function addressOf({ KICKER_PUBLIC_URL: outside, HOST: host }: Config, port: number): string {
  const here = host === '0.0.0.0' || host === '::' ? 'localhost' : host;
  return new URL('/graphql', outside ?? `http://${here.includes(':') ? `[${here}]` : here}:${port}`).href;
}
