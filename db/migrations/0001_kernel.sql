-- The kernel: the instance, operations (idempotency), audit, events, scope.
-- Roles phaodai_owner, phaodai_app, phaodai_auditor exist before the first migration (db/bootstrap.ts).

create table instance (
  only_row boolean primary key default true check (only_row),
  mode text not null check (mode in ('drill', 'real')),
  province_code text not null,
  province_area_id int not null,
  founded_on date not null,
  -- the drill's own day; null in a real instance
  drill_on date,
  constraint drill_has_day check ((mode = 'drill') = (drill_on is not null)),
  epoch uuid not null
);

-- One row per write: a repeat finds its first answer here. Results hold ids, never names.
create table operation (
  commune_id int not null,
  op_id uuid not null,
  command text not null,
  account_id uuid not null,
  input_hash bytea not null,
  result jsonb,
  at timestamptz not null,
  primary key (commune_id, op_id)
);
create index operation_by_op on operation (op_id);

create table audit (
  commune_id int not null,
  audit_id uuid not null,
  op_id uuid,
  -- `at` follows the instance's clock, `wall_at` the machine's
  at timestamptz not null,
  wall_at timestamptz not null default clock_timestamp(),
  account_id uuid,
  post_id uuid,
  role text,
  action text not null,
  kind text not null check (kind in ('write', 'read', 'sign-in', 'denied', 'refused')),
  subject_ids uuid[] not null default '{}',
  details jsonb not null default '{}',
  primary key (commune_id, audit_id)
);
create index audit_by_wall on audit (wall_at);
create index audit_by_subject on audit using gin (subject_ids);

-- Audit rows are sealed by hash, a seal for each minute that has rows; each takes in the hash before it, and every row since that seal's
-- minute, so that a row put into an empty minute later shows too.
create table audit_seal (
  minute timestamptz primary key,
  rows int not null,
  hash bytea not null,
  previous bytea not null
);

create table event (
  commune_id int not null,
  event_id uuid not null,
  op_id uuid not null,
  at timestamptz not null,
  name text not null,
  body jsonb not null,
  primary key (commune_id, event_id)
);

-- The scope of the transaction, from settings that only live in it. No scope set: null, so every policy is false.
create function scope_lo() returns int language sql stable parallel safe as $$ select nullif(current_setting('phaodai.lo', true), '')::int $$;
create function scope_hi() returns int language sql stable parallel safe as $$ select nullif(current_setting('phaodai.hi', true), '')::int $$;
create function scope_hamlet() returns int language sql stable parallel safe as $$ select nullif(current_setting('phaodai.hamlet', true), '')::int $$;
create function scope_body() returns int language sql stable parallel safe as $$ select nullif(current_setting('phaodai.body', true), '')::int $$;
create function scope_role() returns text language sql stable parallel safe as $$ select nullif(current_setting('phaodai.role', true), '') $$;
create function scope_account() returns uuid language sql stable parallel safe as $$ select nullif(current_setting('phaodai.account', true), '')::uuid $$;

alter table audit enable row level security;
alter table audit force row level security;
create policy audit_write on audit for insert with check (true);
create policy audit_scope on audit for select using (commune_id between scope_lo() and scope_hi());
alter table event enable row level security;
alter table event force row level security;
create policy event_scope on event using (commune_id between scope_lo() and scope_hi());
alter table operation enable row level security;
alter table operation force row level security;
create policy operation_scope on operation using (commune_id between scope_lo() and scope_hi() or account_id = scope_account());

grant select on instance to phaodai_app, phaodai_auditor;
grant update (drill_on) on instance to phaodai_app;
grant select, insert, update (result) on operation to phaodai_app;
-- not wall_at: nobody dates a row back into a sealed minute
grant select, insert (commune_id, audit_id, op_id, at, account_id, post_id, role, action, kind, subject_ids, details) on audit to phaodai_app;
grant select on audit to phaodai_auditor;
grant select, insert on event to phaodai_app;
grant select, insert on audit_seal to phaodai_app;
grant select on audit_seal to phaodai_auditor;
create policy audit_all on audit for select to phaodai_auditor using (true);

-- Sealing reads every area's rows: definer functions, so that the app role needs no wider scope. A line does not depend on the session's settings.
create function audit_minute(from_at timestamptz, until_at timestamptz)
returns table (line text) language sql stable security definer set search_path = public, pg_temp as $$
  select jsonb_build_array(audit_id, op_id, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'),
    to_char(wall_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), account_id, post_id, role, action, kind, commune_id, subject_ids, details)::text
  from audit where wall_at >= from_at and wall_at < until_at order by audit_id
$$;
-- SHA-256 of the hash before and of the lines of that time, each ended by a line feed, in byte order
create function audit_digest(from_at timestamptz, until_at timestamptz, previous bytea)
returns table (rows int, hash bytea) language sql stable security definer set search_path = public, pg_temp as $$
  select count(*)::int, sha256(previous || convert_to(coalesce(string_agg(line || E'\n', '' order by line collate "C"), ''), 'UTF8'))
  from audit_minute(from_at, until_at)
$$;
-- The minutes of that time that have rows
create function audit_minutes(from_at timestamptz, until_at timestamptz)
returns table (minute timestamptz) language sql stable security definer set search_path = public, pg_temp as $$
  select distinct date_trunc('minute', wall_at, 'UTC') from audit where wall_at >= from_at and wall_at < until_at order by 1
$$;
-- the owner is under forced row-level security too
create policy audit_owner on audit for select to phaodai_owner using (true);
revoke all on function audit_minute(timestamptz, timestamptz), audit_digest(timestamptz, timestamptz, bytea), audit_minutes(timestamptz, timestamptz) from public;
grant execute on function audit_digest(timestamptz, timestamptz, bytea), audit_minutes(timestamptz, timestamptz) to phaodai_app, phaodai_auditor;
-- the lines themselves: not for the server, which has no scope while it seals
grant execute on function audit_minute(timestamptz, timestamptz) to phaodai_auditor;
