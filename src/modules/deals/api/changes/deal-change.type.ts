import { ID, ObjectType } from '@nestjs/graphql';
import { Shown } from '../../../../platform/graphql/schema/shown.js';
import { DealType } from '../deal.type.js';

const to = 'deals';

@ObjectType('DealChanged', { description: 'A deal that was told anew, changed or taken back.' })
export class DealChangeType {
  @Shown(() => String, {
    to,
    description: 'Its place in the order of all changes: what to give as since after a break.',
    example: '"4711"',
  })
  position: string;

  @Shown(() => ID, { to, description: 'The deal.', example: '"D-1001"' })
  id: string;

  @Shown(() => DealType, {
    to,
    nullable: true,
    description: 'The deal as it is by now; null where it was taken back, or is not yours to see any more.',
  })
  deal: DealType | null;
}
