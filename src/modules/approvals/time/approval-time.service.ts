import { Injectable } from '@nestjs/common';
import { EveryMinute } from '../../../platform/process/every-minute.js';
import { ApprovalsService } from '../approvals.service.js';
import { ClearingsService } from '../clearing/clearings.service.js';
import { FollowingService } from '../following/following.service.js';

/** Brings about what time does to requests: they follow what was told, steps that nobody answered go on, approvals run out, and bookings use the approval of their deal. */
@Injectable()
export class ApprovalTime extends EveryMinute {
  constructor(
    private readonly approvals: ApprovalsService,
    private readonly clearings: ClearingsService,
    private readonly following: FollowingService,
  ) {
    super();
  }

  /** Tends every request that is due, or that something which was told changes, each by itself; how many. */
  async look(): Promise<number> {
    const followed = await this.following.look();
    return followed + (await this.tendDue(this.approvals, 'request'));
  }

  protected override async lookAtAll(): Promise<void> {
    await this.look();
    await this.clearings.look();
  }
}
