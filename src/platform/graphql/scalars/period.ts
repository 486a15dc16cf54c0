import { ObjectType } from '@nestjs/graphql';
import type { Day } from '../../../engine/kernel/day.js';
import { Shown } from '../schema/shown.js';
import { BusinessDate } from './scalars.js';

/** A period of a calendar. `NamedPeriod` of the engine is one. */
@ObjectType('Period', { description: 'A period of a calendar, such as a month or a quarter.' })
export class PeriodType {
  @Shown(() => String, { to: 'everyone', description: 'What the calendar calls it.', example: '"2026-Q1"' })
  name: string;

  @Shown(() => BusinessDate, { to: 'everyone', description: 'Its first day.', example: '"2026-01-01"' })
  from: Day;

  @Shown(() => BusinessDate, {
    to: 'everyone',
    description: 'The first day after it.',
    example: '"2026-04-01"',
  })
  until: Day;
}
