/**
 * The life of a version, from draft to retirement. `document_version` holds what was published, once for each text; `version` is one life of
 * a text: written, checked, reviewed, approved, published. Nothing here is ever updated: each edit adds a revision of the text, each act adds a
 * step, and the last step is the state.
 *
 * Step n + 1 names the state and revision of step n by foreign key, and a number is taken once: whoever acts on what somebody else changed
 * meanwhile is refused by the key. Which act leads from where to where is a table.
 */
export const VERSIONS = `
  create table version_transition (
    action text not null,
    before text not null,
    state text not null,
    primary key (action, before, state)
  );
  insert into version_transition (action, before, state) values
    ('create', 'new', 'draft'), ('clone', 'new', 'draft'), ('file', 'new', 'published'),
    ('edit', 'draft', 'draft'), ('edit', 'checked', 'draft'), ('edit', 'rejected', 'draft'),
    ('check', 'draft', 'draft'), ('check', 'draft', 'checked'), ('check', 'checked', 'draft'), ('check', 'checked', 'checked'),
    ('submit', 'checked', 'in-review'), ('approve', 'in-review', 'approved'), ('reject', 'in-review', 'rejected'),
    ('withdraw', 'draft', 'withdrawn'), ('withdraw', 'checked', 'withdrawn'), ('withdraw', 'in-review', 'withdrawn'),
    ('withdraw', 'approved', 'withdrawn'), ('withdraw', 'rejected', 'withdrawn'),
    ('publish', 'approved', 'published'), ('retire', 'published', 'retired'), ('retire', 'retired', 'retired');

  create table version (
    version uuid primary key,
    kind text not null check (kind in ('facts', 'plan', 'engagement', 'table', 'spiff', 'approvals')),
    name text not null check (name <> ''),
    cloned_from uuid references version,
    entry bigint not null
  );
  create index version_of_document on version (kind, name);

  create table version_text (
    version uuid not null references version,
    revision integer not null check (revision > 0),
    text text not null,
    test_text text,
    text_hash bytea not null check (text_hash = sha256(convert_to(text, 'UTF8'))),
    hash bytea not null check (hash = sha256(text_hash || coalesce(sha256(convert_to(test_text, 'UTF8')), ''))),
    entry bigint not null,
    primary key (version, revision),
    unique (version, revision, hash),
    unique (version, revision, text_hash)
  );

  create table version_hand (
    version uuid not null references version,
    actor text not null,
    hand text not null check (hand in ('author', 'approver')),
    primary key (version, actor, hand),
    constraint approver_is_no_author exclude using gist (version with =, actor with =, hand with <>)
  );

  alter table document_version add unique (version_id, text_hash);
  create table version_step (
    version uuid not null references version,
    step integer not null check (step > 0),
    action text not null,
    before text not null,
    state text not null,
    before_revision integer not null,
    revision integer not null,
    hash bytea not null,
    actor text not null default nullif(current_setting('kicker.actor', true), ''),
    reason text not null,
    findings jsonb,
    examples jsonb,
    published uuid,
    text_hash bytea,
    retired_from date check (isfinite(retired_from)),
    entry bigint not null,
    previous integer generated always as (nullif(step - 1, 0)) stored,
    brings integer generated always as (case when action in ('create', 'clone', 'file', 'edit') then revision end) stored,
    publishes uuid generated always as (case when action in ('publish', 'file') then version end) stored,
    withdrawn_by text generated always as (case when action = 'withdraw' then actor end) stored,
    by_hand text generated always as ('author') stored,
    primary key (version, step),
    unique (version, step, state, revision),
    unique (version, brings),
    unique (publishes),
    unique (publishes, published),
    foreign key (action, before, state) references version_transition,
    foreign key (version, previous, before, before_revision) references version_step (version, step, state, revision),
    foreign key (version, revision, hash) references version_text (version, revision, hash),
    foreign key (version, revision, text_hash) references version_text (version, revision, text_hash),
    foreign key (published, text_hash) references document_version (version_id, text_hash),
    constraint withdrawn_by_author foreign key (version, withdrawn_by, by_hand) references version_hand (version, actor, hand),
    check ((step = 1) = (before = 'new')),
    check (step > 1 or before_revision = 0),
    check (revision = before_revision + case when action in ('create', 'clone', 'file', 'edit') then 1 else 0 end),
    check ((action = 'check') = (findings is not null) and (action = 'check') = (examples is not null)),
    constraint checked_without_error check (state <> 'checked' or (jsonb_typeof(findings) = 'array' and examples ->> 'failed' = '0'
      and not jsonb_path_exists(findings, '$[*] ? (@.severity == "error")'))),
    constraint reason_given check (action not in ('reject', 'withdraw', 'retire') or btrim(reason) <> ''),
    check ((action in ('publish', 'file')) = (published is not null) and (action in ('publish', 'file')) = (text_hash is not null)),
    check ((action = 'retire') = (retired_from is not null))
  );
  alter table version_text add constraint brought_by_a_step foreign key (version, revision) references version_step (version, brings)
    deferrable initially deferred;
`;

/**
 * Whose hands a version went through. Who wrote, changed or handed in the text is an author; nobody is author and approver of one version.
 * A copy of a text that nobody approved keeps its authors: copying makes nobody's own text somebody else's.
 */
export const HANDS = `
  create function note_hand() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    if new.action in ('create', 'clone', 'file', 'edit', 'submit') then
      insert into version_hand values (new.version, new.actor, 'author') on conflict (version, actor, hand) do nothing;
    end if;
    if new.action = 'clone' then
      insert into version_hand select new.version, h.actor, h.hand
        from version v join version_hand h on h.version = v.cloned_from and h.hand = 'author'
        where v.version = new.version
          and not exists (select from version_step s where s.version = v.cloned_from and s.action = 'approve')
        on conflict (version, actor, hand) do nothing;
    end if;
    if new.action = 'approve' then
      insert into version_hand values (new.version, new.actor, 'approver') on conflict (version, actor, hand) do nothing;
    end if;
    return null;
  end $$;
  create trigger hands after insert on version_step for each row execute function note_hand();
  alter table version_step enable always trigger hands;
`;

/** What was published before is a version that came by file. From here on nothing is in force but what a step published. */
export const PUBLISHED_BEFORE = `
  alter table publication add column life uuid;
  insert into version (version, kind, name, entry) select version_id, kind, name, entry from document_version;
  insert into version_text (version, revision, text, text_hash, hash, entry)
    select version_id, 1, text, text_hash, sha256(text_hash), entry from document_version;
  insert into version_step (version, step, action, before, state, before_revision, revision, hash, actor, reason, published, text_hash, entry)
    select d.version_id, 1, 'file', 'new', 'published', 0, 1, sha256(d.text_hash), a.actor, a.reason, d.version_id, d.text_hash, d.entry
    from document_version d join audit_entry a using (entry);
  set constraints all immediate;
  alter table publication disable trigger ended_once;
  update publication set life = version_id;
  alter table publication enable always trigger ended_once;
  alter table publication alter column life set not null;
  alter table publication add constraint published_by_a_step foreign key (life, version_id) references version_step (publishes, published);
  create index publication_life on publication (life);
`;

/** The walls of the foundation, for these tables; the service adds rows and names no actor but the one who acts. */
export const VERSION_WALLS = `
  do $$ declare name text; begin
    foreach name in array array['version', 'version_text', 'version_step'] loop
      execute format('create trigger written_in_open_entry before insert on %I for each statement execute function refuse_closed_entry()', name);
      execute format('create trigger written_under_own_entry after insert on %I for each row
        when (new.entry <> currval(''audit_entry_number'')) execute function refuse_foreign_entry()', name);
    end loop;
    foreach name in array array['version', 'version_text', 'version_step', 'version_hand', 'version_transition'] loop
      execute format('create trigger append_only before update or delete on %I for each row execute function refuse_change()', name);
      execute format('create trigger never_emptied before truncate on %I for each statement execute function refuse_change()', name);
      execute format('alter table %I enable always trigger append_only', name);
      execute format('alter table %I enable always trigger never_emptied', name);
    end loop;
  end $$;
  grant select on version, version_text, version_step, version_hand, version_transition to kicker_service;
  grant insert on version, version_text to kicker_service;
  grant insert (version, step, action, before, state, before_revision, revision, hash, reason, findings, examples, published, text_hash,
    retired_from, entry) on version_step to kicker_service;
`;
