-- How the cases known then ended, without a join: row-level security lets the planner expect one row in 200, so that it went through all endings once for each
-- case, and the month of a province with 100,000 cases did not end in ten minutes. Cases and endings are put side by side by their human; the sets are the same.
create or replace function ended_known(of_disease text, as_of date, known timestamptz, from_commune int, until_commune int, undated text)
returns table (commune_id int, subject_id uuid, died boolean, dated boolean) language sql stable as $$
  select min(x.commune_id), x.subject_id, bool_or(x.kind = 'died'), bool_or(x.kind = 'died' and x.on_day is not null)
  from (
    select f.commune_id, f.subject_id, null::text as kind, null::date as on_day from confirmed_known(of_disease, as_of, known, from_commune, until_commune) f
    union all
    select null, coalesce(a.subject_id, o.subject_id), o.kind, o.on_day from outcome o
    left join aliases_known(from_commune, until_commune, known) a on a.alias_id = o.subject_id
    where o.disease = of_disease and o.recorded_at <= known and (o.voided_at is null or o.voided_at > known)
      and coalesce(o.on_day, case undated when 'recorded' then (o.recorded_at at time zone 'Asia/Ho_Chi_Minh')::date else '-infinity' end) <= as_of
  ) x
  group by x.subject_id having count(x.commune_id) > 0 and count(x.kind) > 0
$$;
