import type { Transaction } from '../transaction.js';

interface Row {
  readonly user: string;
  /** The participant as whom they sign in now. */
  readonly now: string | null;
  /** Null where the audit has nothing of how the user was made. */
  readonly position: string | null;
  /** As whom they did from that position on. */
  readonly participant: string | null;
}

/** As which participants users signed in, by the audit: a person may have had one user, and have another by now. */
export class SignIns {
  private readonly users = new Map<string, Row[]>();

  constructor(rows: readonly Row[]) {
    for (const row of rows) {
      const known = this.users.get(row.user);
      if (known) known.push(row);
      else this.users.set(row.user, [row]);
    }
  }

  /** The participants as whom who acted at a position signed in then, and does now; nobody for who is no user, such as an import. */
  peopleOf(actor: string, at: bigint): readonly string[] {
    const rows = this.users.get(actor) ?? [];
    const then = rows.findLast(({ position }) => position !== null && BigInt(position) <= at);
    return [...new Set([rows[0]?.now, then?.participant].filter((person) => person != null))];
  }
}

/** Reads them all, as the audit tells in its order. */
export async function readSignIns(tx: Transaction): Promise<SignIns> {
  return new SignIns(
    await tx.query<Row>(
      `select u.user_id::text as "user", u.participant as now, a.position::text as position, a.after ->> 'participant' as participant
       from kicker_user u left join audit_entry a on a.action in ('user.add', 'user.change') and lower(a.subject) = lower('user ' || u.login)
       order by a.position`,
    ),
  );
}
