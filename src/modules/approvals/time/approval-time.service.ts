import { Injectable } from '@nestjs/common';
import { EveryMinute } from '../../../platform/process/every-minute.js';
import { ApprovalsService } from '../approvals.service.js';
import { ClearingsService } from '../clearing/clearings.service.js';

/** Brings about what time does to requests: steps that nobody answered go on, approvals run out, and bookings use the approval of their deal. */
@Injectable()
export class ApprovalTime extends EveryMinute {
  constructor(
    private readonly approvals: ApprovalsService,
    private readonly clearings: ClearingsService,
  ) {
    super();
  }

  /** Tends every request that is due, each by itself; how many. */
  async look(): Promise<number> {
    return await this.tendDue(this.approvals, 'request');
  }

  protected override async lookAtAll(): Promise<void> {
    await this.look();
    await this.clearings.look();
  }
}
