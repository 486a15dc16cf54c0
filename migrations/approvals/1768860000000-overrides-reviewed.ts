import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A level that is passed over is asked for by one and agreed to by another, each by their own act, and looked at later: none of them submitted or sold
 * the deal, whatever the program above believes. The index finds what nobody has looked at.
 */
export class OverridesReviewed1768860000000 implements MigrationInterface {
  name = 'OverridesReviewed1768860000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop trigger nobody_approves_their_own on approval_event;
      create trigger nobody_approves_their_own before insert on approval_event for each row
        when (new.event in ('APPROVE', 'OVERRIDE', 'OVERRIDE_ASKED', 'OVERRIDE_REVIEWED')) execute function refuse_own_approval();
      alter table approval_event enable always trigger nobody_approves_their_own;
      create index approval_event_override on approval_event (request, step, sequence) where event in ('OVERRIDE', 'OVERRIDE_ASKED', 'OVERRIDE_REVIEWED')`);
  }

  async down(): Promise<void> {
    throw new Error('Approvals are never dropped: restore a backup instead.');
  }
}
