import { Injectable } from '@nestjs/common';
import { EveryMinute, TIME } from '../../../platform/process/every-minute.js';
import { RulingsService, type DecidedAgain } from '../rulings.service.js';

/** Looks whether facts or rules were told since rulings were looked at, and decides those again. */
@Injectable()
export class EngagementTime extends EveryMinute {
  constructor(private readonly rulings: RulingsService) {
    super();
  }

  /** Decides again what is due. */
  async look(): Promise<DecidedAgain> {
    return await this.rulings.decideAgain(TIME);
  }

  protected override async lookAtAll(): Promise<void> {
    await this.look();
  }
}
