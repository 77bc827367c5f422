-- S4. Who someone is (subject: sealed numbers, no area) apart from where they live (person: one row per residence).
create table subject (
  subject_id uuid primary key,
  id_kind text check (id_kind in ('cccd', 'cmnd', 'passport', 'other')),
  id_sealed bytea,
  id_index bytea,
  phone_sealed bytea,
  phone_index bytea,
  created_at timestamptz not null
);
create index subject_by_id on subject (id_index) where id_index is not null;
create index subject_by_phone on subject (phone_index) where phone_index is not null;

-- A merge is reversible: `alias_id` is the same human as `subject_id`. Facts keep the id they were recorded under.
create table subject_alias (
  alias_id uuid not null,
  subject_id uuid not null,
  commune_id int not null,
  merge_id uuid not null,
  merged_at timestamptz not null,
  merged_by uuid not null,
  reason text not null,
  undone_at timestamptz,
  undone_by uuid,
  undo_reason text,
  primary key (commune_id, merge_id),
  check (alias_id <> subject_id)
);
create index subject_alias_live on subject_alias (alias_id) where undone_at is null;
create index subject_alias_into on subject_alias (subject_id) where undone_at is null;

create table household (
  commune_id int not null,
  household_id uuid not null,
  hamlet_id int not null default 0,
  door text,
  address text not null,
  head_name text,
  created_at timestamptz not null,
  op_id uuid not null,
  primary key (commune_id, household_id)
);

create table person (
  commune_id int not null,
  person_id uuid not null,
  subject_id uuid not null,
  -- how people call the record: BN34, HD-7K3F9
  code text not null,
  from_on date not null,
  until_on date,
  full_name text not null,
  -- the name as it was written, where tidying changed it
  written_name text,
  name_key text not null,
  given_key text not null,
  birth_year int,
  birth_month int,
  birth_day int,
  -- an age said on a day, where no birth date is known
  age_years numeric,
  age_said_on date,
  sex text check (sex in ('male', 'female')),
  nationality text,
  occupation text,
  hamlet_id int not null default 0,
  household_id uuid,
  address text,
  -- the residence as it was written, where it names no unit of this province
  residence_text text,
  source text not null,
  created_at timestamptz not null,
  op_id uuid not null,
  primary key (commune_id, person_id),
  check (birth_month is null or birth_year is not null),
  check (birth_day is null or birth_month is not null)
);
create index person_by_subject on person (subject_id);
create index person_by_household on person (commune_id, household_id) where household_id is not null;
create index person_by_name on person using gin (name_key gin_trgm_ops);
create index person_by_block on person (name_key, birth_year);
-- not upper(code): that is not leakproof, so row-level security would keep the index from being used
create index person_by_code on person (code);

-- "These two are not the same human": said once, not proposed again.
create table duplicate_decision (
  commune_id int not null,
  a_subject_id uuid not null,
  b_subject_id uuid not null,
  decision text not null check (decision in ('same', 'different')),
  decided_at timestamptz not null,
  decided_by uuid not null,
  reason text not null,
  primary key (commune_id, a_subject_id, b_subject_id),
  check (a_subject_id < b_subject_id)
);

do $$
declare t text;
begin
  foreach t in array array['household', 'person'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy %I on %I using (commune_id between scope_lo() and scope_hi() and scope_hamlet() in (0, hamlet_id))', t || '_scope', t);
  end loop;
end $$;
alter table duplicate_decision enable row level security;
alter table duplicate_decision force row level security;
create policy duplicate_decision_scope on duplicate_decision using (commune_id between scope_lo() and scope_hi());
alter table subject_alias enable row level security;
alter table subject_alias force row level security;
-- whoever reads facts asks aliases_of below; the rows themselves, with who and why, stay in their area
create policy subject_alias_scope on subject_alias using (commune_id between scope_lo() and scope_hi());
create policy subject_alias_owner on subject_alias for select to phaodai_owner using (true);
alter table subject enable row level security;
alter table subject force row level security;
create policy subject_owner on subject to phaodai_owner using (true);
create policy person_owner on person for select to phaodai_owner using (true);

grant select, insert on household, person, duplicate_decision, subject_alias to phaodai_app;
grant update (until_on, household_id, hamlet_id) on person to phaodai_app;
grant update (undone_at, undone_by, undo_reason) on subject_alias to phaodai_app;

-- The only doors to subject. Each exact match and each opening is recorded by the door itself.
create function subject_put(ids uuid[], kinds text[], id_sealeds bytea[], id_indexes bytea[], phone_sealeds bytea[], phone_indexes bytea[], at timestamptz)
returns int language plpgsql security definer set search_path = public, pg_temp as $$
declare n int;
begin
  if scope_lo() is null then raise exception 'no scope' using errcode = 'PD002'; end if;
  insert into subject (subject_id, id_kind, id_sealed, id_index, phone_sealed, phone_index, created_at)
  select i, k, s, x, ps, px, at from unnest(ids, kinds, id_sealeds, id_indexes, phone_sealeds, phone_indexes) as u (i, k, s, x, ps, px)
  on conflict (subject_id) do nothing;
  get diagnostics n = row_count;
  return n;
end $$;

create function subject_match(indexes bytea[], operation uuid, at timestamptz)
returns table (index bytea, field text, subject_id uuid)
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if scope_lo() is null then raise exception 'no scope' using errcode = 'PD002'; end if;
  insert into audit (commune_id, audit_id, op_id, at, account_id, role, action, kind, details)
  values (greatest(scope_lo(), 0), gen_random_uuid(), operation, at, scope_account(), scope_role(), 'people.match', 'read', jsonb_build_object('numbers', cardinality(indexes)));
  return query
    select s.id_index, 'id'::text, s.subject_id from subject s where s.id_index = any (indexes)
    union all select s.phone_index, 'phone'::text, s.subject_id from subject s where s.phone_index = any (indexes);
end $$;

-- Who shares a number with these subjects. Twins may live outside the scope: the answer to a person never names those.
-- A number shared by a whole workplace says little: 20 twins a number at most.
create function subject_twins(subjects uuid[], operation uuid, at timestamptz)
returns table (subject_id uuid, twin_id uuid, field text)
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if scope_lo() is null then raise exception 'no scope' using errcode = 'PD002'; end if;
  insert into audit (commune_id, audit_id, op_id, at, account_id, role, action, kind, details)
  values (greatest(scope_lo(), 0), gen_random_uuid(), operation, at, scope_account(), scope_role(), 'people.match', 'read', jsonb_build_object('subjects', cardinality(subjects)));
  return query
    with mine as (
      select distinct p.subject_id from person p
      where p.subject_id = any (subjects) and p.commune_id between scope_lo() and scope_hi() and scope_hamlet() in (0, p.hamlet_id)
    )
    select s.subject_id, t.subject_id, t.field from mine join subject s on s.subject_id = mine.subject_id
    cross join lateral (
      (select i.subject_id, 'id'::text as field from subject i where i.id_index = s.id_index and i.subject_id <> s.subject_id limit 20)
      union all
      (select f.subject_id, 'phone'::text from subject f where f.phone_index = s.phone_index and f.subject_id <> s.subject_id limit 20)
    ) t;
end $$;

-- The same for everyone who lives in a range of communes inside the scope. A family shares a phone: here a phone counts only between
-- records of one unaccented name.
create function subject_twins_in(from_commune int, until_commune int, most int, operation uuid, at timestamptz)
returns table (subject_id uuid, twin_id uuid, field text)
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if scope_lo() is null then raise exception 'no scope' using errcode = 'PD002'; end if;
  insert into audit (commune_id, audit_id, op_id, at, account_id, role, action, kind, details)
  values (greatest(scope_lo(), 0), gen_random_uuid(), operation, at, scope_account(), scope_role(), 'people.match', 'read',
    jsonb_build_object('from', from_commune, 'until', until_commune));
  return query
    with mine as materialized (
      select p.subject_id, p.name_key from person p
      where p.commune_id between greatest(from_commune, scope_lo()) and least(until_commune, scope_hi()) and scope_hamlet() in (0, p.hamlet_id) and p.until_on is null
    )
    (select s.subject_id, i.subject_id, 'id'::text from mine join subject s on s.subject_id = mine.subject_id
      join subject i on i.id_index = s.id_index and i.subject_id <> s.subject_id limit most)
    union all
    (select s.subject_id, f.subject_id, 'phone'::text from mine join subject s on s.subject_id = mine.subject_id
      join subject f on f.phone_index = s.phone_index and f.subject_id <> s.subject_id
      where exists (select 1 from person q where q.subject_id = f.subject_id and q.name_key = mine.name_key) limit most);
end $$;

-- Whether two subjects of the scope hold the same numbers; null where that cannot be said. Only a CCCD tells two people apart:
-- it is held for life, while an old CMND could be issued anew.
create function subject_compare(a_ids uuid[], b_ids uuid[])
returns table (a_id uuid, b_id uuid, same_id boolean, same_phone boolean)
language sql stable security definer set search_path = public, pg_temp as $$
  select u.a, u.b,
    case when x.id_index = y.id_index then true when x.id_kind = 'cccd' and y.id_kind = 'cccd' and x.id_index <> y.id_index then false end,
    x.phone_index = y.phone_index
  from unnest(a_ids, b_ids) as u (a, b) join subject x on x.subject_id = u.a join subject y on y.subject_id = u.b
  where exists (select 1 from person p where p.subject_id = u.a and p.commune_id between scope_lo() and scope_hi() and scope_hamlet() in (0, p.hamlet_id))
    and exists (select 1 from person p where p.subject_id = u.b and p.commune_id between scope_lo() and scope_hi() and scope_hamlet() in (0, p.hamlet_id))
$$;

-- Sealed numbers of several subjects of the scope, to be shown masked; `purpose` names the verb in the audit row.
create function subject_sealed(subjects uuid[], purpose text, operation uuid, at timestamptz)
returns table (subject_id uuid, id_kind text, id_sealed bytea, phone_sealed bytea)
language plpgsql security definer set search_path = public, pg_temp as $$
declare seen uuid[];
begin
  select array_agg(distinct p.subject_id) into seen from person p
  where p.subject_id = any (subjects) and p.commune_id between scope_lo() and scope_hi() and scope_hamlet() in (0, p.hamlet_id);
  if seen is null then return; end if;
  insert into audit (commune_id, audit_id, op_id, at, account_id, role, action, kind, subject_ids, details)
  values (greatest(scope_lo(), 0), gen_random_uuid(), operation, at, scope_account(), scope_role(), 'people.unseal', 'read', seen, jsonb_build_object('purpose', purpose));
  return query select s.subject_id, s.id_kind, s.id_sealed, s.phone_sealed from subject s where s.subject_id = any (seen);
end $$;

-- A number corrected or learnt later; null keeps what is there. Only for a subject of the scope, and recorded.
create function subject_amend(subject uuid, kind text, sealed_id bytea, index_id bytea, sealed_phone bytea, index_phone bytea, operation uuid, at timestamptz)
returns int language plpgsql security definer set search_path = public, pg_temp as $$
declare n int;
begin
  if not exists (select 1 from person p where p.subject_id = subject and p.commune_id between scope_lo() and scope_hi() and scope_hamlet() in (0, p.hamlet_id)) then return 0; end if;
  insert into audit (commune_id, audit_id, op_id, at, account_id, role, action, kind, subject_ids)
  values (greatest(scope_lo(), 0), gen_random_uuid(), operation, at, scope_account(), scope_role(), 'people.amend-numbers', 'write', array[subject]);
  update subject s set id_kind = coalesce(kind, s.id_kind), id_sealed = coalesce(sealed_id, s.id_sealed), id_index = coalesce(index_id, s.id_index),
    phone_sealed = coalesce(sealed_phone, s.phone_sealed), phone_index = coalesce(index_phone, s.phone_index) where s.subject_id = subject;
  get diagnostics n = row_count;
  return n;
end $$;

create function subject_open(subject uuid, operation uuid, at timestamptz)
returns table (id_kind text, id_sealed bytea, phone_sealed bytea)
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not exists (select 1 from person p where p.subject_id = subject and p.commune_id between scope_lo() and scope_hi() and scope_hamlet() in (0, p.hamlet_id)) then return; end if;
  insert into audit (commune_id, audit_id, op_id, at, account_id, role, action, kind, subject_ids)
  values (scope_lo(), gen_random_uuid(), operation, at, scope_account(), scope_role(), 'people.open-numbers', 'read', array[subject]);
  return query select s.id_kind, s.id_sealed, s.phone_sealed from subject s where s.subject_id = subject;
end $$;

-- Trigram search is not leakproof, so under row-level security it would scan; this door reads the scope from the settings, never from an argument.
create function person_search(query_key text, most int)
returns setof person language sql stable security definer set search_path = public, pg_temp as $$
  select p.* from person p
  where p.name_key like '%' || replace(replace(replace(query_key, '\', '\\'), '%', '\%'), '_', '\_') || '%'
    and p.commune_id between scope_lo() and scope_hi() and scope_hamlet() in (0, p.hamlet_id)
  order by p.until_on nulls first, p.given_key, p.name_key limit most
$$;
-- Live merges that touch subjects whose ids are already held, ids only: one human's records may lie in several areas, and what was
-- said of them is a set of pairs of which no part may be missing. Not without a scope.
create function aliases_of(subjects uuid[])
returns table (alias_id uuid, subject_id uuid) language sql stable security definer set search_path = public, pg_temp as $$
  select s.alias_id, s.subject_id from unnest(subjects) as asked (id) join subject_alias s on s.alias_id = asked.id
  where s.undone_at is null and scope_lo() is not null
  union
  select s.alias_id, s.subject_id from unnest(subjects) as asked (id) join subject_alias s on s.subject_id = asked.id
  where s.undone_at is null and scope_lo() is not null
$$;
-- The same for those who have a residence in a range of communes inside the scope.
create function aliases_in(from_commune int, until_commune int)
returns table (alias_id uuid, subject_id uuid) language sql stable security definer set search_path = public, pg_temp as $$
  select s.alias_id, s.subject_id from subject_alias s
  where s.undone_at is null and exists (
    select 1 from person p where p.subject_id in (s.alias_id, s.subject_id) and scope_hamlet() in (0, p.hamlet_id)
      and p.commune_id between greatest(from_commune, scope_lo()) and least(until_commune, scope_hi()))
$$;
revoke all on function aliases_of(uuid[]), aliases_in(int, int) from public;
grant execute on function aliases_of(uuid[]), aliases_in(int, int) to phaodai_app;
revoke all on function subject_put(uuid[], text[], bytea[], bytea[], bytea[], bytea[], timestamptz), subject_match(bytea[], uuid, timestamptz),
  subject_open(uuid, uuid, timestamptz), person_search(text, int), subject_twins(uuid[], uuid, timestamptz),
  subject_twins_in(int, int, int, uuid, timestamptz), subject_compare(uuid[], uuid[]),
  subject_sealed(uuid[], text, uuid, timestamptz), subject_amend(uuid, text, bytea, bytea, bytea, bytea, uuid, timestamptz) from public;
grant execute on function subject_put(uuid[], text[], bytea[], bytea[], bytea[], bytea[], timestamptz), subject_match(bytea[], uuid, timestamptz),
  subject_open(uuid, uuid, timestamptz), person_search(text, int), subject_twins(uuid[], uuid, timestamptz),
  subject_twins_in(int, int, int, uuid, timestamptz), subject_compare(uuid[], uuid[]),
  subject_sealed(uuid[], text, uuid, timestamptz), subject_amend(uuid, text, bytea, bytea, bytea, bytea, uuid, timestamptz) to phaodai_app;
