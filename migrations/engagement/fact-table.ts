import { fact } from '../deals/1768089660000-deals.js';

/** A table of facts of which only who sees all bookings sees the rows: what was decided of them has people of its own. */
export const factTable = (name: string, columns: string): string => `${fact(name, columns)}
  alter table ${name} enable row level security;
  create policy seen_by_actor on ${name} for select to kicker_service using ((select sees_all_bookings()));
  create policy told_by_service on ${name} for insert to kicker_service with check (true);
  create policy read_by_worker on ${name} for select to kicker_worker using (true);
`;
