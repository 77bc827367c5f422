-- S26. The daily quick report: what was known at its cut-off hour. "As known at an instant" is a query, so facts keep when they were recorded.

-- A sample may be sent in long after it was taken; rows from before this column count as recorded when taken.
alter table sample add column recorded_at timestamptz;

-- Every state that a level had, from when on: insert-only beside classification, which holds the last one only. Null level: none any more.
create table level_known (
  commune_id int not null,
  known_id uuid not null,
  disease text not null,
  subject_id uuid not null,
  level text check (level in ('F0', 'F1', 'F2')),
  since_on date,
  last_exposed_on date,
  at timestamptz not null,
  op_id uuid not null,
  primary key (commune_id, known_id)
);
create index level_known_by_subject on level_known (disease, commune_id, subject_id, at desc, known_id desc);
alter table level_known enable row level security;
create policy level_known_scope on level_known using (commune_id between scope_lo() and scope_hi() and scope_hamlet() = 0);
grant select, insert on level_known to phaodai_app;

-- levels from before this table: known since their last change, or since ever
alter table classification no force row level security;
alter table classification_change no force row level security;
insert into level_known (commune_id, known_id, disease, subject_id, level, since_on, last_exposed_on, at, op_id)
select c.commune_id, gen_random_uuid(), c.disease, c.subject_id, c.level, c.since_on, c.last_exposed_on, coalesce(x.at, '-infinity'), coalesce(x.op_id, gen_random_uuid())
from classification c
left join lateral (select at, op_id from classification_change x where x.subject_id = c.subject_id and x.disease = c.disease order by at desc, change_id desc limit 1) x on true;
alter table classification force row level security;
alter table classification_change force row level security;
alter table level_known force row level security;

-- Merges that held at an instant, of those who have a residence in a range of communes inside the scope (as aliases_in).
create function aliases_known(from_commune int, until_commune int, known timestamptz)
returns table (alias_id uuid, subject_id uuid) language sql stable security definer set search_path = public, pg_temp as $$
  select s.alias_id, s.subject_id from subject_alias s
  where s.merged_at <= known and (s.undone_at is null or s.undone_at > known) and exists (
    select 1 from person p where p.subject_id in (s.alias_id, s.subject_id) and scope_hamlet() in (0, p.hamlet_id)
      and p.commune_id between greatest(from_commune, scope_lo()) and least(until_commune, scope_hi()))
$$;
revoke all on function aliases_known(int, int, timestamptz) from public;
grant execute on function aliases_known(int, int, timestamptz) to phaodai_app;

-- Of facts dated up to a day: those known at an instant. What was taken back later stood then. All run as who asks: row-level security applies.

-- Cases, one row a human: as first_confirmations.
create function confirmed_known(of_disease text, as_of date, known timestamptz, from_commune int, until_commune int)
returns table (commune_id int, subject_id uuid) language sql stable as $$
  select f.commune_id, f.subject_id from (
    select distinct on (coalesce(a.subject_id, c.subject_id)) coalesce(a.subject_id, c.subject_id) as subject_id, c.commune_id,
      coalesce(c.reported_on, c.confirmed_on, c.sampled_on, (c.recorded_at at time zone 'Asia/Ho_Chi_Minh')::date) as known_on
    from confirmation c left join aliases_known(from_commune, until_commune, known) a on a.alias_id = c.subject_id
    where c.disease = of_disease and c.commune_id between from_commune and until_commune
      and c.recorded_at <= known and (c.voided_at is null or c.voided_at > known)
    order by 1, 3, c.recorded_at, c.confirmation_id
  ) f where f.known_on <= as_of
$$;
-- How those cases ended; who died did not recover.
create function ended_known(of_disease text, as_of date, known timestamptz, from_commune int, until_commune int)
returns table (commune_id int, subject_id uuid, died boolean) language sql stable as $$
  select f.commune_id, f.subject_id, bool_or(o.kind = 'died') from confirmed_known(of_disease, as_of, known, from_commune, until_commune) f
  join (
    select coalesce(a.subject_id, o.subject_id) as subject_id, o.kind from outcome o
    left join aliases_known(from_commune, until_commune, known) a on a.alias_id = o.subject_id
    where o.disease = of_disease and o.recorded_at <= known and (o.voided_at is null or o.voided_at > known) and coalesce(o.on_day, '-infinity') <= as_of
  ) o on o.subject_id = f.subject_id group by 1, 2
$$;
-- Who counted as F0, F1 or F2: as active_levels.
create function levels_known(of_disease text, as_of date, known timestamptz, from_commune int, until_commune int)
returns table (commune_id int, subject_id uuid, level text) language sql stable as $$
  select c.commune_id, c.subject_id, c.level from (
    select distinct on (l.commune_id, l.subject_id) l.commune_id, l.subject_id, l.level, l.since_on, l.last_exposed_on from level_known l
    where l.disease = of_disease and l.commune_id between from_commune and until_commune and l.at <= known
    order by l.commune_id, l.subject_id, l.at desc, l.known_id desc
  ) c
  where c.level is not null and c.since_on <= as_of and (c.level = 'F0' or c.last_exposed_on >= as_of - 21)
    and not exists (select 1 from outcome o where o.subject_id = c.subject_id and o.disease = of_disease
      and o.recorded_at <= known and (o.voided_at is null or o.voided_at > known) and coalesce(o.on_day, '-infinity') <= as_of)
    and not exists (select 1 from quarantine_order q join release r on r.commune_id = q.commune_id and r.order_id = q.order_id
      where q.subject_id = c.subject_id and q.disease = of_disease and r.released_at <= known and (r.voided_at is null or r.voided_at > known)
        and r.released_on <= as_of and case c.level when 'F0' then q.level = 'F0' else r.released_on >= c.last_exposed_on end)
$$;
-- Who was held, and where: the standing order of the highest level, the latest of several.
create function held_known(of_disease text, as_of date, known timestamptz, from_commune int, until_commune int)
returns table (commune_id int, subject_id uuid, place text) language sql stable as $$
  select distinct on (q.commune_id, coalesce(a.subject_id, q.subject_id)) q.commune_id, coalesce(a.subject_id, q.subject_id), q.place
  from quarantine_order q left join aliases_known(from_commune, until_commune, known) a on a.alias_id = q.subject_id
  where q.disease = of_disease and q.commune_id between from_commune and until_commune and q.issued_at <= known
    and (q.revoked_at is null or q.revoked_at > known) and q.from_on <= as_of
    and not exists (select 1 from release r where r.commune_id = q.commune_id and r.order_id = q.order_id and r.released_at <= known
      and (r.voided_at is null or r.voided_at > known) and r.released_on <= as_of)
  order by 1, 2, case q.level when 'F0' then 0 when 'F1' then 1 when 'F2' then 2 else 3 end, q.issued_at desc, q.order_id
$$;
-- Samples that stood, with what had been found in them by then.
create function sampled_known(of_disease text, as_of date, known timestamptz, from_commune int, until_commune int)
returns table (commune_id int, sample_id uuid, value text) language sql stable as $$
  select s.commune_id, s.sample_id, x.value from sample s
  left join lateral (
    select r.value from result r where r.commune_id = s.commune_id and r.sample_id = s.sample_id and r.released_at <= known
      and (r.voided_at is null or r.voided_at > known) and (r.released_at at time zone 'Asia/Ho_Chi_Minh')::date <= as_of
    order by (r.value = 'positive') desc, r.released_at desc, r.result_id desc limit 1
  ) x on true
  where s.disease = of_disease and s.commune_id between from_commune and until_commune and s.sampled_on <= as_of
    and coalesce(s.recorded_at, s.sampled_at) <= known and (s.voided_at is null or s.voided_at > known)
$$;

-- What a figure counts: the rows behind it, each with its weight. One name a figure's set; unknown names are an error.
create function report_stock(stock text, of_disease text, as_of date, known timestamptz, from_commune int, until_commune int)
returns table (commune_id int, id uuid, n int) language plpgsql stable as $$
begin
  case stock
    when 'f0' then return query select f.commune_id, f.subject_id, 1 from confirmed_known(of_disease, as_of, known, from_commune, until_commune) f;
    when 'f0-recovered' then return query select f.commune_id, f.subject_id, 1 from ended_known(of_disease, as_of, known, from_commune, until_commune) f where not f.died;
    when 'f0-died' then return query select f.commune_id, f.subject_id, 1 from ended_known(of_disease, as_of, known, from_commune, until_commune) f where f.died;
    when 'f0-active', 'f1', 'f2' then
      return query select f.commune_id, f.subject_id, 1 from levels_known(of_disease, as_of, known, from_commune, until_commune) f where f.level = upper(left(stock, 2));
    when 'held-site', 'held-hotel', 'held-home', 'held-treatment' then
      return query select f.commune_id, f.subject_id, 1 from held_known(of_disease, as_of, known, from_commune, until_commune) f where f.place = substr(stock, 6);
    when 'samples' then return query select f.commune_id, f.sample_id, 1 from sampled_known(of_disease, as_of, known, from_commune, until_commune) f;
    when 'samples-pending' then
      return query select f.commune_id, f.sample_id, 1 from sampled_known(of_disease, as_of, known, from_commune, until_commune) f where f.value is null;
    when 'samples-negative', 'samples-positive' then
      return query select f.commune_id, f.sample_id, 1 from sampled_known(of_disease, as_of, known, from_commune, until_commune) f where f.value = substr(stock, 9);
    when 'teams' then
      -- the row says on which day a team ended, its event when that was said
      return query select t.commune_id, t.team_id, 1 from team t
      where t.commune_id between from_commune and until_commune and t.made_at <= known and t.from_on <= as_of
        and (t.ended_on is null or t.ended_on > as_of or not exists (select 1 from event e where e.commune_id = t.commune_id
          and e.name = 'checks.team-ended' and e.body ->> 'teamId' = t.team_id::text and e.at <= known));
    when 'teams-reported' then
      return query select distinct c.commune_id, c.team_id, 1 from household_check c
      where c.commune_id between from_commune and until_commune and c.on_day = as_of and c.received_at <= known and (c.voided_at is null or c.voided_at > known);
    when 'homes-asked' then
      return query select distinct c.commune_id, c.household_id, 1 from household_check c
      where c.commune_id between from_commune and until_commune and c.on_day = as_of and c.received_at <= known and (c.voided_at is null or c.voided_at > known);
    when 'signals' then
      return query select s.commune_id, s.signal_id, 1 from signal s
      where s.commune_id between from_commune and until_commune and s.disease = of_disease and s.on_day = as_of and s.received_at <= known and (s.voided_at is null or s.voided_at > known);
    when 'arrivals', 'departures' then
      return query select m.commune_id, m.movement_id, m.people from movement m
      where m.commune_id between from_commune and until_commune and m.on_day = as_of and m.received_at <= known and (m.voided_at is null or m.voided_at > known)
        and case stock when 'departures' then m.kind = 'departure' else m.kind <> 'departure' end;
  end case;
end $$;

-- The report of one level on one day. Its content never changes: what is known later is another row, with its number.
create table report (
  -- the unit whose report it is
  commune_id int not null,
  report_id uuid not null,
  disease text not null,
  tier text not null,
  on_day date not null,
  -- 1, 2, … of that unit and day; corrects: the one that was signed before it
  number int not null,
  corrects uuid,
  reason text,
  -- facts known by then were counted, against those known by then the day before
  known_at timestamptz not null,
  before_on date not null,
  before_known_at timestamptz not null,
  -- the hour with its source, or who set another and why
  cut_off jsonb not null,
  body jsonb not null,
  frozen_at timestamptz not null,
  frozen_by uuid not null,
  op_id uuid not null,
  voided_at timestamptz,
  void_op uuid,
  void_reason text,
  primary key (commune_id, report_id),
  constraint report_number unique (commune_id, disease, on_day, number)
);
create index report_by_day on report (on_day, commune_id);

create table report_signature (
  commune_id int not null,
  report_id uuid not null,
  -- the running number of the unit's reports of that year
  year int not null,
  document_no int not null,
  signer text not null,
  title text not null,
  capacity text not null,
  signed_on date not null,
  signed_at timestamptz not null,
  signed_by uuid not null,
  op_id uuid not null,
  primary key (commune_id, report_id),
  constraint report_document_no unique (commune_id, year, document_no)
);
do $$
declare t text;
begin
  foreach t in array array['report', 'report_signature'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy %I on %I using (commune_id between scope_lo() and scope_hi() and scope_hamlet() = 0)', t || '_scope', t);
    execute format('grant select, insert on %I to phaodai_app', t);
  end loop;
end $$;
grant update (voided_at, void_op, void_reason) on report to phaodai_app;
