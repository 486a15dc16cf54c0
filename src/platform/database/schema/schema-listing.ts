/** Runs a statement of the catalogue and returns its rows. */
export type Ask = <R>(sql: string) => Promise<R[]>;

const OURS = `('public', 'calculation_data')`;
const notOfExtension = (catalogue: string, oid: string): string =>
  `not exists (select from pg_depend d where d.classid = '${catalogue}'::regclass and d.objid = ${oid} and d.deptype = 'e')`;

/** Each part of the listing: one statement whose rows are lines, in an order that depends on names alone. */
const PARTS: readonly { readonly title: string; readonly sql: string }[] = [
  {
    title: 'Extensions',
    sql: `select 'create extension ' || extname || ';' as line from pg_extension where extname <> 'plpgsql' order by extname collate "C"`,
  },
  {
    title: 'Schemas',
    sql: `select 'create schema ' || nspname || ';' as line from pg_namespace where nspname in ${OURS} order by nspname collate "C"`,
  },
  {
    title: 'Domains',
    sql: `select 'create domain ' || t.typname || ' as ' || format_type(t.typbasetype, t.typtypmod)
        || coalesce((select string_agg(' ' || pg_get_constraintdef(c.oid), '' order by c.conname) from pg_constraint c where c.contypid = t.oid), '') || ';' as line
      from pg_type t join pg_namespace n on n.oid = t.typnamespace
      where n.nspname in ${OURS} and t.typtype = 'd' order by t.typname collate "C"`,
  },
  {
    title: 'Sequences',
    sql: `select 'create sequence ' || c.relname || ';' as line from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname in ${OURS} and c.relkind = 'S' and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'i')
      order by c.relname collate "C"`,
  },
  {
    title: 'Tables',
    sql: `select 'create table ' || c.relname || E' (\\n' || (
          select string_agg('  ' || entry, E',\\n' order by place, entry collate "C") from (
            select a.attnum as place, a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
              || case when a.attidentity <> '' then ' generated always as identity' else '' end
              || coalesce(' default ' || pg_get_expr(def.adbin, def.adrelid), '')
              || case when a.attnotnull then ' not null' else '' end as entry
            from pg_attribute a left join pg_attrdef def on def.adrelid = a.attrelid and def.adnum = a.attnum
            where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
            union all
            select 10000, 'constraint ' || k.conname || ' ' || pg_get_constraintdef(k.oid)
            from pg_constraint k where k.conrelid = c.oid and k.contype in ('p', 'u', 'f', 'c', 'x')
          ) entries)
        || E'\\n)' || coalesce(' partition by ' || pg_get_partkeydef(c.oid), '') || E';\\n' as line
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname in ${OURS} and c.relkind in ('r', 'p') order by c.relname collate "C"`,
  },
  {
    title: 'Indexes',
    sql: `select pg_get_indexdef(i.indexrelid) || ';' as line from pg_index i join pg_class c on c.oid = i.indexrelid
      join pg_namespace n on n.oid = c.relnamespace
      where n.nspname in ${OURS} and not exists (select from pg_constraint k where k.conindid = i.indexrelid) order by c.relname collate "C"`,
  },
  {
    title: 'Functions',
    sql: `select pg_get_functiondef(p.oid) || E';\\n' as line from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where n.nspname in ${OURS} and ${notOfExtension('pg_proc', 'p.oid')} order by p.oid::regprocedure::text collate "C"`,
  },
  {
    title: 'Triggers',
    sql: `select pg_get_triggerdef(t.oid) || ';' || case when t.tgenabled = 'A' then ' -- always' else '' end as line
      from pg_trigger t join pg_class c on c.oid = t.tgrelid
      where not t.tgisinternal order by c.relname collate "C", t.tgname collate "C"`,
  },
  {
    title: 'Row-level security',
    sql: `select 'alter table ' || relname || ' enable row level security' || case when relforcerowsecurity then ', force row level security' else '' end || ';' as line
      from pg_class where relrowsecurity order by relname collate "C"`,
  },
  {
    title: 'Policies',
    sql: `select 'create policy ' || policyname || ' on ' || tablename || ' for ' || lower(cmd) || ' to ' || array_to_string(roles, ', ')
        || coalesce(' using (' || qual || ')', '') || coalesce(' with check (' || with_check || ')', '') || ';' as line
      from pg_policies order by tablename collate "C", policyname collate "C"`,
  },
  {
    title: 'Grants',
    sql: `select 'grant ' || string_agg(lower(privilege), ', ' order by privilege collate "C") || ' on ' || object || ' to ' || grantee || ';' as line from (
        select a.privilege_type as privilege, case c.relkind when 'S' then 'sequence ' else '' end || c.relname as object, a.grantee::regrole::text as grantee
        from pg_class c join pg_namespace n on n.oid = c.relnamespace, aclexplode(c.relacl) a where n.nspname in ${OURS} and a.grantee <> c.relowner
        union all
        select a.privilege_type || ' (' || t.attname || ')', c.relname, a.grantee::regrole::text
        from pg_attribute t join pg_class c on c.oid = t.attrelid join pg_namespace n on n.oid = c.relnamespace, aclexplode(t.attacl) a where n.nspname in ${OURS}
        union all
        select a.privilege_type, 'function ' || p.oid::regprocedure, case a.grantee when 0 then 'public' else a.grantee::regrole::text end
        from pg_proc p join pg_namespace n on n.oid = p.pronamespace, aclexplode(p.proacl) a
        where n.nspname in ${OURS} and a.grantee <> p.proowner and ${notOfExtension('pg_proc', 'p.oid')}
        union all
        select a.privilege_type, 'schema ' || n.nspname, case a.grantee when 0 then 'public' else a.grantee::regrole::text end
        from pg_namespace n, aclexplode(n.nspacl) a where n.nspname in ${OURS} and a.grantee <> n.nspowner
      ) granted group by object, grantee order by object collate "C", grantee collate "C"`,
  },
];

/**
 * The schema as the catalogue of a migrated database tells it: tables with their columns and constraints, indexes, functions, triggers,
 * policies and grants. Reading it is the quickest way to see what the migrations came to; nothing is ever created from it.
 */
export async function schemaListing(ask: Ask): Promise<string> {
  const sections: string[] = [];
  for (const { title, sql } of PARTS) {
    const lines = (await ask<{ line: string }>(sql)).map((row) => row.line);
    if (lines.length > 0) sections.push(`-- ${title}\n\n${lines.join('\n').trimEnd()}\n`);
  }
  return `-- Generated by \`npm run generate:db:schema\` from the catalogue of a migrated database. To be read, not run.\n\n${sections.join('\n')}`;
}
