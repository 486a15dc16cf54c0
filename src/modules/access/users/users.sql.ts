/** Users with their grants; $1 one user's id, or null for all. */
export const USERS = `
  select u.user_id as id, u.login, u.name, u.participant, u.disabled, coalesce(g.grants, '[]') as grants
  from kicker_user u left join lateral (
    select jsonb_agg(jsonb_build_object('id', r.grant_id, 'role', r.role, 'from', lower(r.effective), 'until', upper(r.effective),
      'proposedBy', coalesce(p.login, r.proposed_by), 'confirmedBy', coalesce(c.login, r.confirmed_by),
      'revokedBy', coalesce(x.login, r.revoked_by),
      'state', case when r.revoked_entry is not null then 'revoked' when r.confirmed_entry is not null then 'confirmed' else 'proposed' end)
      order by lower(r.effective), r.proposed_entry, r.role) as grants
    from role_grant r left join kicker_user p on p.user_id::text = r.proposed_by
    left join kicker_user c on c.user_id::text = r.confirmed_by left join kicker_user x on x.user_id::text = r.revoked_by
    where r.user_id = u.user_id
  ) g on true
  where $1::uuid is null or u.user_id = $1 order by lower(u.login)`;

export const ADD_USER = `insert into kicker_user (user_id, login, name, participant, entry) values ($1, $2, $3, $4, $5)`;

/** $1 the user; others wait until the change is through. */
export const NAMED = `select name, participant from kicker_user where user_id = $1 for update`;

export const CHANGE_USER = `update kicker_user set name = $2, participant = $3 where user_id = $1`;

/** Somebody who is known as a participant now. */
export const PARTICIPANT = `select from people_named() where participant = $1`;

/** $1 the grant, $2 the user, $3 the role, $4 and $5 its days, $6 who acts, $7 the entry, $8 whether it needs nobody else. */
export const GRANT = `
  insert into role_grant (grant_id, user_id, role, effective, proposed_by, proposed_entry, confirmed_by, confirmed_entry)
  values ($1, $2, $3, daterange($4::date, $5::date), $6, $7, case when $8 then $6 end, case when $8 then $7::bigint end)`;

export const CONFIRM = `
  update role_grant set confirmed_by = $2, confirmed_entry = $3
  where grant_id = $1 and confirmed_entry is null and revoked_entry is null returning user_id`;

export const REVOKE = `
  update role_grant set revoked_by = $2, revoked_entry = $3 where grant_id = $1 and revoked_entry is null returning user_id`;

export const SET_DISABLED = `
  update kicker_user set disabled = $2, tokens_from = case when $2 then clock_timestamp() else tokens_from end
  where user_id = $1 and disabled <> $2 returning user_id`;

export const SET_PASSWORD = `
  insert into user_password (user_id, hash, entry) values ($1, $2, $3)
  on conflict (user_id) do update set hash = excluded.hash, entry = excluded.entry`;

export const SIGN_OUT_EVERYWHERE = `
  with cut as (update kicker_user set tokens_from = clock_timestamp() where user_id = $1)
  delete from sign_in_session where user_id = $1`;
