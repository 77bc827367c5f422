-- S18. Cases that were first found at a hospital or clinic, though ill before, and of whom nobody in the community had reported a fever or cough: one row a
-- human, of a range of communes, known within days. A question to be looked at by a person, never a verdict. `back_days`: a report counts from so many days
-- before the onset, which is often remembered inexactly. Runs as who asks; an inpatient's row lies in the hospital's commune, so it wants the engine's scope.
create function missed_fevers(of_disease text, from_commune int, until_commune int, from_day date, until_day date, back_days int)
returns table (subject_id uuid, recorded_as uuid, commune_id int, known_on date, sampled_on date, origin text, onset_on date, found_how text, found_on date,
  found_at timestamptz, found_where text)
language sql stable as $$
  with ill as (
    select f.subject_id, f.recorded_as, f.commune_id, f.known_on, f.sampled_on, f.origin, o.onset_on
    from first_confirmations(of_disease, from_commune, until_commune) f
    join onset_days(of_disease, from_commune, until_commune) o on o.subject_id = f.subject_id
    where f.known_on between from_day and until_day and o.onset_on < f.known_on
      -- found where they were held, or on the way in: no team answers for that
      and coalesce(f.origin, '') not in ('quarantine', 'imported')
  ), found as (
    select i.subject_id, h.how, h.on_day, h.at, h.place from ill i cross join lateral (
      select x.how, x.on_day, x.at, x.place from (
        select 'inpatient' as how, p.admitted_on as on_day, p.received_at as at, s.name as place
        from inpatient p left join sentinel s on s.commune_id = p.commune_id and s.sentinel_id = p.sentinel_id
        where p.subject_id in (i.subject_id, i.recorded_as) and p.admitted_on between i.onset_on and i.known_on
        union all
        select 'reported', g.on_day, g.noted_at, (select r.sentinel_name from sentinel_report r where r.commune_id = g.commune_id and r.signal_id = g.signal_id limit 1)
        from signal g where g.subject_id in (i.subject_id, i.recorded_as) and g.source in ('clinic', 'hospital') and g.voided_at is null and g.disease = of_disease
          and g.on_day between i.onset_on and i.known_on
        union all
        select 'ordered', (t.ordered_at at time zone 'Asia/Ho_Chi_Minh')::date, t.ordered_at, null from test_order t
        where t.subject_id in (i.subject_id, i.recorded_as) and t.disease = of_disease and t.reason = 'inpatient' and t.voided_at is null
          and (t.ordered_at at time zone 'Asia/Ho_Chi_Minh')::date between i.onset_on and i.known_on
        union all
        select 'written', coalesce(i.sampled_on, i.known_on), null::timestamptz, c.place_found from confirmation c
        where c.subject_id in (i.subject_id, i.recorded_as) and c.disease = of_disease and c.voided_at is null
          and c.place_found ~* '(bệnh viện|phòng khám|trung tâm y tế|\mbv\M|\mttyt\M|hospital|clinic)'
        union all
        select 'written', coalesce(i.sampled_on, i.known_on), null::timestamptz, n.source from onset n
        where n.subject_id in (i.subject_id, i.recorded_as) and n.disease = of_disease and n.voided_at is null
          and n.source ~* '(bệnh viện|phòng khám|trung tâm y tế|\mbv\M|\mttyt\M|hospital|clinic)'
      ) x order by x.on_day, x.at nulls last, x.how limit 1) h
  )
  select i.subject_id, i.recorded_as, i.commune_id, i.known_on, i.sampled_on, i.origin, i.onset_on, f.how, f.on_day, f.at, f.place
  from ill i join found f on f.subject_id = i.subject_id
  where i.onset_on < f.on_day
    and not exists (select 1 from signal g where g.subject_id in (i.subject_id, i.recorded_as) and g.voided_at is null and g.disease = of_disease
      and g.source in ('team', 'visit', 'pharmacy', 'declaration') and g.kinds && array['fever', 'cough', 'breathlessness']
      and g.on_day between i.onset_on - back_days and f.on_day and (f.at is null or g.noted_at < f.at))
    and not exists (select 1 from declaration d where d.subject_id in (i.subject_id, i.recorded_as) and d.kinds && array['fever', 'cough', 'breathlessness']
      and d.on_day between i.onset_on - back_days and f.on_day and (f.at is null or d.received_at < f.at))
$$;
grant execute on function missed_fevers(text, int, int, date, date, int) to phaodai_app;

-- What a person concluded, with the document behind it and the facts as they were known then; nothing here is set by the system.
create table missed_fever_review (
  commune_id int not null,
  review_id uuid not null,
  subject_id uuid not null,
  disease text not null,
  -- 'missed': it was to be noticed and was not; 'reported': somebody had reported, outside this product; 'unseen': there was nothing to notice; 'open': not settled
  conclusion text not null check (conclusion in ('missed', 'reported', 'unseen', 'open')),
  words text not null,
  document text not null,
  signed_on date not null,
  signatory text not null,
  facts jsonb not null,
  reviewed_at timestamptz not null,
  reviewed_by uuid not null,
  reviewer_role text not null,
  op_id uuid not null,
  voided_at timestamptz,
  void_op uuid,
  void_reason text,
  primary key (commune_id, review_id)
);
create index missed_fever_review_by_subject on missed_fever_review (subject_id);
alter table missed_fever_review enable row level security;
alter table missed_fever_review force row level security;
create policy missed_fever_review_scope on missed_fever_review using (commune_id between scope_lo() and scope_hi() and scope_hamlet() = 0);
grant select, insert on missed_fever_review to phaodai_app;
grant update (voided_at, void_op, void_reason) on missed_fever_review to phaodai_app;
