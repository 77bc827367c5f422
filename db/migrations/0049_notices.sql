-- That a case of a listed disease was notified (TT 54/2015/TT-BYT): by whom, how, under which number. What is owed is never stored.
create table case_notice (
  commune_id int not null,
  notice_id uuid not null,
  subject_id uuid not null,
  disease text not null,
  sent_at timestamptz not null,
  how text not null check (how in ('system', 'phone', 'email', 'paper')),
  number text,
  to_body text not null,
  sent_by text not null,
  recorded_at timestamptz not null,
  recorded_by uuid not null,
  op_id uuid not null,
  voided_at timestamptz,
  void_op uuid,
  void_reason text,
  primary key (commune_id, notice_id)
);
create index case_notice_by_subject on case_notice (subject_id, disease);
alter table case_notice enable row level security;
alter table case_notice force row level security;
create policy case_notice_scope on case_notice using (commune_id between scope_lo() and scope_hi() and scope_hamlet() = 0);
grant select, insert, update (voided_at, void_op, void_reason) on case_notice to phaodai_app;

-- Every human's case with the moment of diagnosis: the release of its result, else the start of the day that it was confirmed (then reported) on, since
-- no hour is known; else when it was written down. And the first notice sent.
create function case_notices(of_diseases text[], of_hours int[], from_commune int, until_commune int)
returns table (disease text, subject_id uuid, recorded_as uuid, commune_id int, diagnosed_at timestamptz, exact boolean, due_at timestamptz, notice_id uuid,
  sent_at timestamptz, how text, number text, to_body text, sent_by text)
language sql stable as $$
  with known as (
    select distinct on (d.disease, coalesce(a.subject_id, c.subject_id)) d.disease, d.hours, coalesce(a.subject_id, c.subject_id) as subject_id,
      c.subject_id as recorded_as, c.commune_id, x.released_at is not null as exact,
      coalesce(x.released_at, coalesce(c.confirmed_on, c.reported_on)::timestamp at time zone 'Asia/Ho_Chi_Minh', c.recorded_at) as diagnosed_at
    from unnest(of_diseases, of_hours) d (disease, hours)
    join confirmation c on c.disease = d.disease and c.voided_at is null and c.commune_id between from_commune and until_commune
    left join result x on x.commune_id = c.commune_id and x.result_id = c.result_id
    left join aliases_in(from_commune, until_commune) a on a.alias_id = c.subject_id
    order by 1, 3, 7
  )
  select k.disease, k.subject_id, k.recorded_as, k.commune_id, k.diagnosed_at, k.exact, k.diagnosed_at + make_interval(hours => k.hours), n.notice_id, n.sent_at, n.how,
    n.number, n.to_body, n.sent_by
  from known k left join lateral (select * from case_notice n where n.subject_id in (k.subject_id, k.recorded_as) and n.disease = k.disease and n.voided_at is null
    order by n.sent_at limit 1) n on true
$$;
grant execute on function case_notices(text[], int[], int, int) to phaodai_app;
