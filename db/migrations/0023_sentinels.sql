-- Doors for those who have no account (decision 11), and S3: pharmacies, clinics and hospitals behind them.
-- A door's transaction has an empty range of communes: no policy of any table lets it read. What it may do is listed here, table by table.
create table door_link (
  commune_id int not null,
  link_id uuid not null,
  kind text not null check (kind in ('sentinel', 'declarant')),
  -- the sentinel, or the one who declares
  owner_id uuid not null,
  secret_hash bytea not null,
  -- of the first device that came; null until then, and for a link that is bound to none
  device_hash bytea,
  bound_at timestamptz,
  issued_at timestamptz not null,
  issued_by uuid,
  revoked_at timestamptz,
  op_id uuid not null,
  primary key (commune_id, link_id)
);
create index door_link_by_secret on door_link (secret_hash);
create index door_link_by_owner on door_link (commune_id, owner_id);

create table sentinel (
  commune_id int not null,
  sentinel_id uuid not null,
  kind text not null check (kind in ('pharmacy', 'clinic', 'hospital')),
  name text not null,
  address text,
  contact text,
  from_on date not null,
  -- first day on which it reports no more
  ended_on date,
  end_reason text,
  made_at timestamptz not null,
  made_by uuid not null,
  op_id uuid not null,
  primary key (commune_id, sentinel_id)
);

-- Lies in the commune where the person lives; the signal made of it beside it.
create table sentinel_report (
  commune_id int not null,
  report_id uuid not null,
  signal_id uuid not null,
  sentinel_id uuid not null,
  sentinel_name text not null,
  source text not null check (source in ('pharmacy', 'clinic', 'hospital')),
  -- as told over the counter
  who text not null,
  age_years int,
  phone_sealed bytea,
  hamlet_id int not null default 0,
  address text,
  kinds text[] not null,
  since_on date,
  bought text,
  on_day date not null,
  received_at timestamptz not null,
  op_id uuid not null,
  primary key (commune_id, report_id)
);
create index sentinel_report_by_signal on sentinel_report (commune_id, signal_id);

-- What a sentinel sent on a day, as numbers, in its own commune: nobody's name.
create table sentinel_tally (
  commune_id int not null,
  tally_id uuid not null,
  sentinel_id uuid not null,
  on_day date not null,
  kind text not null check (kind in ('report', 'nil', 'screened', 'admitted', 'discharged')),
  people int not null,
  -- of those screened at the door
  symptomatic int not null default 0,
  received_at timestamptz not null,
  op_id uuid not null,
  primary key (commune_id, tally_id)
);
create index sentinel_tally_by_day on sentinel_tally (commune_id, on_day);
create index sentinel_tally_by_sentinel on sentinel_tally (sentinel_id, on_day);

-- Someone who lies in a hospital; in the hospital's commune, which has them tested.
create table inpatient (
  commune_id int not null,
  inpatient_id uuid not null,
  sentinel_id uuid not null,
  -- the hospital's own number of the stay: by it they are discharged
  record_no text not null,
  who text not null,
  age_years int,
  phone_sealed bytea,
  residence text,
  ward text,
  admitted_on date not null,
  received_at timestamptz not null,
  op_id uuid not null,
  -- found in the register, by a person
  subject_id uuid,
  identified_by uuid,
  -- a sample taken since admission that a person matched to them by its barcode
  sample_id uuid,
  sampled_on date,
  primary key (commune_id, inpatient_id)
);
create index inpatient_by_sentinel on inpatient (commune_id, sentinel_id);

create table inpatient_discharge (
  commune_id int not null,
  discharge_id uuid not null,
  sentinel_id uuid not null,
  record_no text not null,
  discharged_on date not null,
  received_at timestamptz not null,
  op_id uuid not null,
  primary key (commune_id, discharge_id)
);
create index inpatient_discharge_by_record on inpatient_discharge (commune_id, sentinel_id, record_no);

do $$
declare t text;
begin
  foreach t in array array['sentinel', 'sentinel_tally', 'inpatient', 'inpatient_discharge', 'door_link'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy %I on %I using (commune_id between scope_lo() and scope_hi() and scope_hamlet() = 0)', t || '_scope', t);
    execute format('grant select, insert on %I to phaodai_app', t);
  end loop;
  -- insert-only, as oneself
  foreach t in array array['sentinel_report', 'sentinel_tally', 'inpatient', 'inpatient_discharge'] loop
    execute format('create policy %I on %I for insert with check (scope_role() = ''sentinel'' and sentinel_id = scope_account())', t || '_door', t);
  end loop;
end $$;
alter table sentinel_report enable row level security;
alter table sentinel_report force row level security;
-- a team sees the reports of its hamlet
create policy sentinel_report_scope on sentinel_report using (commune_id between scope_lo() and scope_hi() and scope_hamlet() in (0, hamlet_id));
grant select, insert on sentinel_report to phaodai_app;
-- a door says that somebody coughs, never who that is in the register
create policy signal_door on signal for insert with check (scope_role() in ('sentinel', 'declarant') and recorded_by = scope_account()
  and subject_id is null and household_id is null and team_id is null and check_id is null and visit_id is null and order_id is null
  and source in ('pharmacy', 'clinic', 'hospital', 'declaration'));
grant update (name, address, contact, ended_on, end_reason) on sentinel to phaodai_app;
grant update (revoked_at) on door_link to phaodai_app;
grant update (subject_id, identified_by, sample_id, sampled_on) on inpatient to phaodai_app;
-- once a person is found in the register, the signal is of their home and of the team that has it
grant update (household_id, team_id, hamlet_id) on signal to phaodai_app;

-- The owner of a table is under forced row-level security too.
create policy door_link_owner on door_link to phaodai_owner using (true);
create policy sentinel_owner on sentinel for select to phaodai_owner using (true);
create policy sentinel_tally_owner on sentinel_tally for select to phaodai_owner using (true);

-- Sets the scope of this transaction from a secret link: the role of the door, an empty range, the owner as the account. A sentinel's link is bound to
-- the first device that comes with it. A declarant's key may be new: whoever made it is its owner.
create function set_door_scope(of_kind text, secret bytea, device bytea, at timestamptz)
returns table (owner_id uuid, commune_id int, known boolean)
language plpgsql security definer set search_path = public, pg_temp as $$
declare d record; bound bytea; owner uuid; home int;
begin
  select l.commune_id, l.link_id, l.owner_id, l.device_hash, l.revoked_at into d from door_link l where l.secret_hash = secret and l.kind = of_kind;
  if found then
    if d.revoked_at is not null then raise exception 'link revoked' using errcode = 'PD003'; end if;
    owner := d.owner_id; home := d.commune_id; known := true;
  elsif of_kind = 'declarant' then
    owner := encode(substring(secret from 1 for 16), 'hex')::uuid; known := false;
    select i.province_area_id into home from instance i;
  else
    raise exception 'no such link' using errcode = 'PD003';
  end if;
  if of_kind = 'sentinel' then
    if device is null then raise exception 'no device' using errcode = 'PD004'; end if;
    if not exists (select 1 from sentinel s where s.commune_id = d.commune_id and s.sentinel_id = d.owner_id and (s.ended_on is null or s.ended_on > (at at time zone 'Asia/Ho_Chi_Minh')::date))
      then raise exception 'sentinel ended' using errcode = 'PD003'; end if;
    bound := d.device_hash;
    if bound is null then
      update door_link l set device_hash = coalesce(l.device_hash, device), bound_at = coalesce(l.bound_at, at)
      where l.commune_id = d.commune_id and l.link_id = d.link_id returning l.device_hash into bound;
    end if;
    if bound <> device then raise exception 'bound to another device' using errcode = 'PD004'; end if;
  end if;
  perform set_config('phaodai.lo', '1', true), set_config('phaodai.hi', '0', true), set_config('phaodai.hamlet', '-1', true),
          set_config('phaodai.body', '0', true), set_config('phaodai.role', of_kind, true), set_config('phaodai.account', owner::text, true);
  owner_id := owner; commune_id := home;
  return next;
end $$;

-- What a sentinel may know: who it is, and how much it sent itself on a day. Answers for the owner of the door only.
create function sentinel_own(on_day_asked date)
returns table (kind text, name text, reports int, nil boolean, screened int, admitted int, discharged int)
language sql stable security definer set search_path = public, pg_temp as $$
  select s.kind, s.name,
    coalesce(sum(t.people) filter (where t.kind = 'report'), 0)::int, coalesce(bool_or(t.kind = 'nil'), false),
    coalesce(sum(t.people) filter (where t.kind = 'screened'), 0)::int, coalesce(sum(t.people) filter (where t.kind = 'admitted'), 0)::int,
    coalesce(sum(t.people) filter (where t.kind = 'discharged'), 0)::int
  from sentinel s left join sentinel_tally t on t.commune_id = s.commune_id and t.sentinel_id = s.sentinel_id and t.on_day = on_day_asked
  where s.sentinel_id = scope_account() and scope_role() = 'sentinel' group by s.kind, s.name
$$;
revoke all on function set_door_scope(text, bytea, bytea, timestamptz), sentinel_own(date) from public;
grant execute on function set_door_scope(text, bytea, bytea, timestamptz), sentinel_own(date) to phaodai_app;
