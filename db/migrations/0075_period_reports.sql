-- S24, TT 54. Weekly and monthly reports are frozen: cases, their days and their notices as they were known at an instant.

-- Every human's case as it was known at an instant, with its day: as first_confirmations. What was taken back later stood then.
create function cases_known(of_disease text, known timestamptz, from_commune int, until_commune int)
returns table (commune_id int, subject_id uuid, known_on date) language sql stable as $$
  select f.commune_id, f.subject_id, f.known_on from (
    select distinct on (coalesce(a.subject_id, c.subject_id)) coalesce(a.subject_id, c.subject_id) as subject_id, c.commune_id,
      coalesce(c.reported_on, c.confirmed_on, c.sampled_on, (c.recorded_at at time zone 'Asia/Ho_Chi_Minh')::date) as known_on
    from confirmation c left join aliases_known(from_commune, until_commune, known) a on a.alias_id = c.subject_id
    where c.disease = of_disease and c.commune_id between from_commune and until_commune
      and c.recorded_at <= known and (c.voided_at is null or c.voided_at > known)
    order by 1, 3, c.recorded_at, c.confirmation_id
  ) f
$$;
-- One definition of a case known then: the daily report asks the same.
create or replace function confirmed_known(of_disease text, as_of date, known timestamptz, from_commune int, until_commune int)
returns table (commune_id int, subject_id uuid) language sql stable as $$
  select f.commune_id, f.subject_id from cases_known(of_disease, known, from_commune, until_commune) f where f.known_on <= as_of
$$;

-- As case_notices, of one disease: cases with the moment of diagnosis and the first notice, both as they were known at an instant.
create function case_notices_known(of_disease text, of_hours int, known timestamptz, from_commune int, until_commune int)
returns table (subject_id uuid, commune_id int, diagnosed_at timestamptz, due_at timestamptz, notice_id uuid, sent_at timestamptz)
language sql stable as $$
  with known_then as (
    select distinct on (coalesce(a.subject_id, c.subject_id)) coalesce(a.subject_id, c.subject_id) as subject_id, c.subject_id as recorded_as, c.commune_id,
      coalesce(x.released_at, coalesce(c.confirmed_on, c.reported_on)::timestamp at time zone 'Asia/Ho_Chi_Minh', c.recorded_at) as diagnosed_at
    from confirmation c
    left join result x on x.commune_id = c.commune_id and x.result_id = c.result_id
    left join aliases_known(from_commune, until_commune, known) a on a.alias_id = c.subject_id
    where c.disease = of_disease and c.commune_id between from_commune and until_commune
      and c.recorded_at <= known and (c.voided_at is null or c.voided_at > known)
    order by 1, 4, c.recorded_at, c.confirmation_id
  )
  select k.subject_id, k.commune_id, k.diagnosed_at, k.diagnosed_at + make_interval(hours => of_hours), n.notice_id, n.sent_at
  from known_then k left join lateral (
    select n.notice_id, n.sent_at from case_notice n where n.subject_id in (k.subject_id, k.recorded_as) and n.disease = of_disease
      and n.recorded_at <= known and (n.voided_at is null or n.voided_at > known)
    order by n.sent_at, n.notice_id limit 1
  ) n on true
$$;

-- The report of one level on a week or month, all diseases in it. Its content never changes: what is known later is another row, with its number.
-- It is signed in report_signature, under the same running number of the unit and year.
create table period_report (
  -- the unit whose report it is
  commune_id int not null,
  report_id uuid not null,
  kind text not null check (kind in ('week', 'month')),
  from_on date not null,
  until_on date not null check (until_on >= from_on),
  tier text not null,
  -- 1, 2, … of that unit and period; corrects: the one that was signed before it
  number int not null,
  corrects uuid,
  reason text,
  -- facts known by then were counted
  known_at timestamptz not null,
  body jsonb not null,
  frozen_at timestamptz not null,
  frozen_by uuid not null,
  op_id uuid not null,
  voided_at timestamptz,
  void_op uuid,
  void_reason text,
  primary key (commune_id, report_id),
  constraint period_report_number unique (commune_id, kind, from_on, number)
);
create index period_report_by_period on period_report (kind, from_on, commune_id);
alter table period_report enable row level security;
alter table period_report force row level security;
create policy period_report_scope on period_report using (commune_id between scope_lo() and scope_hi() and scope_hamlet() = 0);
grant select, insert, update (voided_at, void_op, void_reason) on period_report to phaodai_app;
