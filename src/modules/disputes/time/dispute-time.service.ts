import { Injectable } from '@nestjs/common';
import { EveryMinute } from '../../../platform/process/every-minute.js';
import { DisputesService } from '../disputes.service.js';

/** Brings about what time does to disputes: steps that nobody answered go up. */
@Injectable()
export class DisputeTime extends EveryMinute {
  constructor(private readonly disputes: DisputesService) {
    super();
  }

  /** Tends every dispute that is due, each by itself; how many. */
  async look(): Promise<number> {
    return await this.tendDue(this.disputes, 'dispute');
  }

  protected override async lookAtAll(): Promise<void> {
    await this.look();
  }
}
