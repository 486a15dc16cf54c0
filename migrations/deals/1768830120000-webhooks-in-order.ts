import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A message names its deal, so that those of one are found in their order: the next is not sent before the one ahead of it was taken or given up. */
const IN_ORDER = `
  alter table webhook_delivery add column deal text;
  update webhook_delivery d set deal = r.deal from approval_request r where r.id = d.request;
  alter table webhook_delivery alter column deal set not null;
  create index webhook_delivery_of_deal on webhook_delivery (endpoint, deal, nth) where state = 'waiting';
`;

/** Messages to webhooks, deal by deal. */
export class WebhooksInOrder1768830120000 implements MigrationInterface {
  name = 'WebhooksInOrder1768830120000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(IN_ORDER);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index webhook_delivery_of_deal; alter table webhook_delivery drop column deal');
  }
}
