/** Seen on at least one of the days. The sub-selects are init plans: asked once a statement, and the team never by who sees everybody. */
const onDays = (participant: string, from: string, until: string): string =>
  `(select sees_all_pay()) or coalesce(((select team_seen()) ->> ${participant})::datemultirange && daterange(${from}, ${until}), false)`;

/** Of a person apart from their pay, what is known is seen while they report to the actor: today, in UTC, as roles are judged. */
const FACTS: Readonly<Record<string, string>> = {
  participant: `(select sees_all_pay())
    or coalesce(((select team_seen()) ->> external_id)::datemultirange @> (now() at time zone 'UTC')::date, false)`,
  assignment: onDays('participant', 'effective_from', 'effective_until'),
  absence: onDays('participant', 'effective_from', 'effective_until'),
  quota: onDays('participant', 'effective_from', 'effective_until'),
  booking_line: `(select sees_all_bookings()) or (id, nth) in (select id, nth from booking_rows_seen())`,
  booking_event: `(select sees_all_bookings()) or (booking_source, booking) in (select source, booking from bookings_seen())`,
};

/** A manifest tells no amounts and no end of its period: it is seen where a day from its beginning on is. */
const RESULTS: Readonly<Record<string, string>> = {
  earning: onDays('participant', 'period_from', 'period_until'),
  earning_line: `(select sees_all_pay()) or sees_earning(calculation, earning_id)`,
  manifest: onDays('participant', 'period_from', 'null'),
  credit_exception: `(select sees_all_pay())`,
  ledger_entry: onDays('participant', 'origin_from', 'origin_until'),
  ledger_line: `(select sees_all_pay()) or exists (
    select from ledger_entry e where e.entry = ledger_line.entry and e.number = ledger_line.number)`,
};

const onEach = (
  tables: Readonly<Record<string, string>>,
  sql: (table: string, seen: string) => string,
): string =>
  Object.entries(tables)
    .map(([table, seen]) => sql(table, seen))
    .join('\n');

/**
 * Facts about people: the service sees what its actor may and writes as before (row by row or from a stage; COPY into a table under
 * row-level security is refused by PostgreSQL). The worker reads its inputs unhindered; the owner's functions do too.
 */
const FACT_POLICIES = onEach(
  FACTS,
  (table, seen) => `
    alter table ${table} enable row level security;
    create policy seen_by_actor on ${table} for select to kicker_service using (${seen});
    create policy told_by_service on ${table} for insert to kicker_service with check (true);
    create policy read_by_worker on ${table} for select to kicker_worker using (true);`,
);

/** What people earned. The owner's functions and the worker see it in a transaction that says who acts. */
const RESULT_POLICIES = onEach(
  RESULTS,
  (table, seen) => `
    alter table ${table} enable row level security, force row level security;
    drop policy if exists actor_is_set on ${table};
    create policy seen_by_actor on ${table} for select to kicker_service using (${seen});
    create policy read_by_worker on ${table} for select to kicker_worker using ((select has_actor()));
    create policy read_by_owner on ${table} for select to current_user using ((select has_actor()));`,
);

const GRANTS = `
  grant execute on function has_actor(), sees_all_pay(), sees_all_bookings(), team_seen(), days_seen(jsonb, text),
    sees_earning(bigint, uuid), booking_rows_seen(), booking_lines_passed(), bookings_seen(), people_named(),
    pay_hidden(text[], date, date), balance_hidden(text, date) to kicker_service;
  grant execute on function has_actor() to kicker_worker;
`;

export const SIGHT_POLICIES = `${FACT_POLICIES}\n${RESULT_POLICIES}\n${GRANTS}`;
