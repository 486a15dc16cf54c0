/** $1 the chunk: the facts that touch its participants, and those that may touch anybody. */
export const FACTS_OF_CHUNK = `
  with here as (select distinct participant from settling_key where chunk = $1),
  touching as (
    select f.number, array_agg(here.participant) as participants
    from settling_fact f cross join unnest(f.participants) as who (participant) join here on here.participant = who.participant
    group by f.number
  )
  select f.name, t.participants, f.from_day, f.until_day from settling_fact f join touching t on t.number = f.number
  union all
  select name, null, from_day, until_day from settling_fact where participants is null`;

/** The changed bookings whose pay the windows of the chunk hold, with each participant whose pay it is, in order of their names. */
export const touchedBookings = (holding: readonly bigint[]): string => `
  copy (
    select touched.participant, told.name, told.booked_on
    from (
      select s.participant, l.booking_line
      from settling_earning s join earning_line l on l.calculation = s.held_in and l.earning_id = s.earning_id
      where l.calculation = any (array[${holding.join(', ')}]::bigint[])
      union
      select s.participant, l.booking_line
      from settling_entry s join ledger_line l on l.entry = s.entry and l.number = s.place
    ) touched
    join settling_booking told on told.id = touched.booking_line
    order by touched.participant, told.name
  ) to stdout (format binary)`;
