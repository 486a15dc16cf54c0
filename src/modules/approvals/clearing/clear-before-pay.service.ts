import { Injectable, type OnModuleInit } from '@nestjs/common';
import { withoutRequest } from '../../../platform/database/request/asked-request.js';
import { CalculationService } from '../../calculation/calculation.service.js';
import { ClearingsService } from './clearings.service.js';

/** Finds out which bookings have their approval before each calculation: a deal that was changed a moment ago is judged before pay of it is posted. */
@Injectable()
export class ClearBeforePay implements OnModuleInit {
  constructor(
    private readonly clearings: ClearingsService,
    private readonly calculations: CalculationService,
  ) {}

  onModuleInit(): void {
    this.calculations.beforeCalculating(() => withoutRequest(() => this.clearings.look()));
  }
}
