import { randomBytes, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database, type Actor } from '../../platform/database/database.js';
import type { ChangeTransaction, Transaction } from '../../platform/database/transaction.js';
import { Refusal } from '../../platform/refusal.js';
import { UUID } from '../../platform/graphql/schema/node-id.js';
import type { WebhookEvent } from './events.js';
import { asManager } from './store/as-manager.js';
import { readEndpoints, type Endpoint } from './store/read-webhooks.js';

/** Where somebody wants to be told, and of what. */
export interface EndpointWanted {
  readonly url: string;
  readonly description: string;
  readonly events: readonly WebhookEvent[];
}

/** What becomes of an endpoint; what is left out stays. */
export interface EndpointChanges extends Partial<EndpointWanted> {
  readonly isDisabled?: boolean;
}

/** An endpoint, and the secret that was made; null where it was told before. */
export interface WithSecret {
  readonly endpoint: Endpoint;
  readonly secret: string | null;
}

/** Endpoints outside that are told of approvals. Each change is one audit entry, in which no secret stands. */
@Injectable()
export class WebhooksService {
  constructor(private readonly database: Database) {}

  /** All endpoints, the oldest first. */
  list(actor: Actor): Promise<Endpoint[]> {
    return this.database.reading(asManager(actor), (tx) => readEndpoints(tx, null));
  }

  /** An endpoint that is told of what happens from now on, with its secret. */
  async add(actor: Actor, { url, description, events }: EndpointWanted): Promise<WithSecret> {
    const address = readAddress(url);
    return await this.withSecret(actor, { action: 'webhook.add' }, async (tx, secret) => {
      const id = randomUUID();
      const wanted = [...new Set(events)];
      mustName(wanted);
      await tx.query(
        `insert into webhook_endpoint (id, url, description, events, position, entry) values ($1, $2, $3, $4, last_position(), $5)`,
        [id, address, description, wanted, tx.entry.toString()],
      );
      await insertSecret(tx, id, secret);
      return { id, after: { url: address, description, events: wanted } };
    });
  }

  /**
   * Another address, other events, or no messages for a while: what was still to be sent is given up then. One that is let in again is told of what happens
   * from then on.
   */
  async change(actor: Actor, id: string, { isDisabled, ...changes }: EndpointChanges): Promise<Endpoint> {
    const url = changes.url === undefined ? null : readAddress(changes.url);
    const { description = null, events } = changes;
    if (events) mustName(events);
    const change = { action: 'webhook.change', subject: `webhook ${id}` };
    await this.database.change(asManager(actor), change, async (tx) => {
      const before = await hold(tx, id);
      const wanted = events ? [...new Set(events)] : null;
      await tx.query(
        `update webhook_endpoint set url = coalesce($2, url), description = coalesce($3, description), events = coalesce($4, events),
           disabled = coalesce($5, disabled), position = case when disabled and not coalesce($5, disabled) then last_position() else position end, entry = $6
         where id = $1`,
        [id, url, description, wanted, isDisabled ?? null, tx.entry.toString()],
      );
      if (isDisabled === true) await giveUpWaiting(tx, id);
      return { result: id, before: audited(before), after: audited(await hold(tx, id)) };
    });
    return await this.one(actor, id);
  }

  /** A new secret; the one before signs beside it for so many hours. */
  async rotate(actor: Actor, id: string, hours: number): Promise<WithSecret> {
    const change = { action: 'webhook.rotate', subject: `webhook ${id}` };
    return await this.withSecret(actor, change, async (tx, secret) => {
      await hold(tx, id);
      // Whichever was told last may be in use; those before it have had their time.
      await tx.query(
        `update webhook_secret set valid_until = least(coalesce(valid_until, 'infinity'), clock_timestamp() + make_interval(hours => $2))
         where endpoint = $1 and (valid_until is null or valid_until > clock_timestamp())`,
        [id, hours],
      );
      await insertSecret(tx, id, secret);
      return { id, after: { hours } };
    });
  }

  /** Sends a message again, by the same name, from now on. */
  async sendAgain(actor: Actor, endpoint: string, delivery: string): Promise<void> {
    const change = { action: 'webhook.send-again', subject: `webhook ${endpoint}` };
    await this.database.change(asManager(actor), change, async (tx) => {
      await hold(tx, endpoint);
      const changed = await tx.query<{ id: string }>(
        `update webhook_delivery set state = 'waiting', attempts = 0, next_at = clock_timestamp(), ended_at = null, lease = null, leased_until = null
         where endpoint = $1 and id = $2 and state <> 'waiting' returning id`,
        [endpoint, delivery],
      );
      if (changed.length === 0)
        throw new Refusal(
          'WEBHOOK_DELIVERY',
          'No such message has ended: it is waiting to be sent, or is not there.',
          'Take the id from webhookDeliveries.',
          'delivery',
        );
      return { result: delivery, after: { delivery } };
    });
  }

  /** One endpoint; refused where there is none. */
  async one(actor: Actor, id: string): Promise<Endpoint> {
    const [found] = UUID.test(id)
      ? await this.database.reading(asManager(actor), (tx) => readEndpoints(tx, id))
      : [];
    if (!found) throw unknown();
    return found;
  }

  /**
   * Makes a secret and keeps it. It is told to whom it was made for and to nobody again: asked once more with the same key, the answer that was kept is
   * given without it.
   */
  private async withSecret(
    actor: Actor,
    change: { readonly action: string; readonly subject?: string },
    work: (tx: ChangeTransaction, secret: string) => Promise<{ id: string; after: object }>,
  ): Promise<WithSecret> {
    const secret = `whsec_${randomBytes(24).toString('base64')}`;
    const made = randomUUID();
    const { result } = await this.database.change(
      asManager(actor),
      { subject: 'webhook', ...change },
      async (tx) => {
        const { id, after } = await work(tx, secret);
        return { result: { id, made }, subject: `webhook ${id}`, after };
      },
    );
    return { endpoint: await this.one(actor, result.id), secret: result.made === made ? secret : null };
  }
}

async function insertSecret(tx: Transaction, endpoint: string, secret: string): Promise<void> {
  await tx.query('insert into webhook_secret (endpoint, secret) values ($1, $2)', [endpoint, secret]);
}

/** What waits is not sent months later, when the endpoint is let in again; whoever wants one of them sends it again. */
async function giveUpWaiting(tx: Transaction, endpoint: string): Promise<void> {
  await tx.query(
    `update webhook_delivery set state = 'failed', last_fault = 'The endpoint was disabled before it took it.', ended_at = clock_timestamp(), lease = null, leased_until = null
     where endpoint = $1 and state = 'waiting'`,
    [endpoint],
  );
}

interface Held {
  readonly url: string;
  readonly description: string;
  readonly events: readonly string[];
  readonly disabled: boolean;
}

async function hold(tx: Transaction, id: string): Promise<Held> {
  const [held] = UUID.test(id)
    ? await tx.query<Held>(
        'select url, description, events, disabled from webhook_endpoint where id = $1 for update',
        [id],
      )
    : [];
  if (!held) throw unknown();
  return held;
}

function audited({ url, description, events, disabled }: Held): object {
  return { url, description, events, disabled };
}

/** An address that messages may be sent to as far as can be seen of it; where it leads is looked at whenever something is sent. */
function readAddress(url: string): string {
  const parsed = URL.canParse(url) ? new URL(url) : null;
  const isSpoken = parsed?.protocol === 'https:' || parsed?.protocol === 'http:';
  if (parsed && isSpoken && parsed.username === '' && parsed.password === '' && url.length <= 2_000)
    return parsed.href;
  throw new Refusal(
    'WEBHOOK_ADDRESS',
    'Messages go to http and https addresses without a name and password in them.',
    'Give an address such as https://hooks.example.com/kicker.',
    'url',
  );
}

function mustName(events: readonly string[]): void {
  if (events.length === 0)
    throw new Refusal('BAD_INPUT', 'An endpoint is told of one event at least.', 'Name events.', 'events');
}

function unknown(): Refusal {
  return new Refusal(
    'NOT_FOUND',
    'There is no such webhook.',
    'Take the id from the list of webhooks.',
    'webhook',
  );
}
