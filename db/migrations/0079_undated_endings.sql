-- A recovery or death whose day nobody knows counts from the local day on which it was recorded: until now it stood since ever, so that a month frozen later
-- had it in the month of its case. `undated` says by which rule a report counts: 'recorded', or 'always' of one that was frozen before this (ADR 27).
drop function report_sets(text[], text, date, timestamptz, int, int);
drop function levels_known(text, date, timestamptz, int, int);
drop function ended_known(text, date, timestamptz, int, int);

-- How the cases known then ended; who died did not recover. dated: somebody said on which day.
create function ended_known(of_disease text, as_of date, known timestamptz, from_commune int, until_commune int, undated text)
returns table (commune_id int, subject_id uuid, died boolean, dated boolean) language sql stable as $$
  select f.commune_id, f.subject_id, bool_or(o.kind = 'died'), bool_or(o.kind = 'died' and o.on_day is not null)
  from confirmed_known(of_disease, as_of, known, from_commune, until_commune) f
  join (
    select coalesce(a.subject_id, o.subject_id) as subject_id, o.kind, o.on_day from outcome o
    left join aliases_known(from_commune, until_commune, known) a on a.alias_id = o.subject_id
    where o.disease = of_disease and o.recorded_at <= known and (o.voided_at is null or o.voided_at > known)
      and coalesce(o.on_day, case undated when 'recorded' then (o.recorded_at at time zone 'Asia/Ho_Chi_Minh')::date else '-infinity' end) <= as_of
  ) o on o.subject_id = f.subject_id group by 1, 2
$$;
-- Who counted as F0, F1 or F2: as active_levels.
create function levels_known(of_disease text, as_of date, known timestamptz, from_commune int, until_commune int, undated text)
returns table (commune_id int, subject_id uuid, level text) language sql stable as $$
  select c.commune_id, c.subject_id, c.level from (
    select distinct on (l.commune_id, l.subject_id) l.commune_id, l.subject_id, l.level, l.since_on, l.last_exposed_on from level_known l
    where l.disease = of_disease and l.commune_id between from_commune and until_commune and l.at <= known
    order by l.commune_id, l.subject_id, l.at desc, l.known_id desc
  ) c
  where c.level is not null and c.since_on <= as_of and (c.level = 'F0' or c.last_exposed_on >= as_of - 21)
    and not exists (select 1 from outcome o where o.subject_id = c.subject_id and o.disease = of_disease
      and o.recorded_at <= known and (o.voided_at is null or o.voided_at > known)
      and coalesce(o.on_day, case undated when 'recorded' then (o.recorded_at at time zone 'Asia/Ho_Chi_Minh')::date else '-infinity' end) <= as_of)
    and not exists (select 1 from quarantine_order q join release r on r.commune_id = q.commune_id and r.order_id = q.order_id
      where q.subject_id = c.subject_id and q.disease = of_disease and r.released_at <= known and (r.voided_at is null or r.voided_at > known)
        and r.released_on <= as_of and case c.level when 'F0' then q.level = 'F0' else r.released_on >= c.last_exposed_on end)
$$;
-- What there is now of a day.
create or replace function active_levels(of_disease text, as_of date)
returns table (commune_id int, subject_id uuid, level text) language sql stable as $$
  select c.commune_id, c.subject_id, c.level from classification c
  where c.disease = of_disease and c.since_on <= as_of and (c.level = 'F0' or c.last_exposed_on >= as_of - 21)
    and not exists (select 1 from outcome o where o.subject_id = c.subject_id and o.disease = c.disease and o.voided_at is null
      and coalesce(o.on_day, (o.recorded_at at time zone 'Asia/Ho_Chi_Minh')::date) <= as_of)
    and not exists (select 1 from quarantine_order q join release r on r.commune_id = q.commune_id and r.order_id = q.order_id
      where q.subject_id = c.subject_id and q.disease = c.disease and r.voided_at is null and r.released_on <= as_of
        and case c.level when 'F0' then q.level = 'F0' else r.released_on >= c.last_exposed_on end)
$$;

create function report_sets(families text[], of_disease text, as_of date, known timestamptz, from_commune int, until_commune int, undated text)
returns table (stock text, commune_id int, id uuid, n bigint) language plpgsql stable as $$
declare
  family text;
begin
  foreach family in array families loop
    case family
      when 'cases' then
        return query select 'f0', f.commune_id, f.subject_id, 1::bigint from confirmed_known(of_disease, as_of, known, from_commune, until_commune) f;
        -- and once more those who died on a day that nobody knows
        return query select x.stock, f.commune_id, f.subject_id, 1::bigint
          from ended_known(of_disease, as_of, known, from_commune, until_commune, undated) f
          cross join lateral (select case when f.died then 'f0-died' else 'f0-recovered' end
            union all select 'f0-died-undated' where f.died and not f.dated and undated = 'recorded') x (stock);
      when 'levels' then
        return query select case f.level when 'F0' then 'f0-active' when 'F1' then 'f1' else 'f2' end, f.commune_id, f.subject_id, 1::bigint
          from levels_known(of_disease, as_of, known, from_commune, until_commune, undated) f;
      when 'held' then
        return query select 'held-' || f.place, f.commune_id, f.subject_id, 1::bigint from held_known(of_disease, as_of, known, from_commune, until_commune) f;
      when 'samples' then
        return query with s as materialized (select * from sampled_known(of_disease, as_of, known, from_commune, until_commune))
          select 'samples', s.commune_id, s.sample_id, 1::bigint from s
          union all select 'samples-' || coalesce(s.value, 'pending'), s.commune_id, s.sample_id, 1::bigint from s;
      when 'teams' then
        -- the row says on which day a team ended, its event when that was said
        return query select 'teams', t.commune_id, t.team_id, 1::bigint from team t
        where t.commune_id between from_commune and until_commune and t.made_at <= known and t.from_on <= as_of
          and (t.ended_on is null or t.ended_on > as_of or not exists (select 1 from event e where e.commune_id = t.commune_id
            and e.name = 'checks.team-ended' and e.body ->> 'teamId' = t.team_id::text and e.at <= known));
      when 'checks' then
        return query with c as materialized (select distinct c.commune_id, c.household_id, c.team_id from household_check c
            where c.commune_id between from_commune and until_commune and c.on_day = as_of and c.received_at <= known and (c.voided_at is null or c.voided_at > known))
          select distinct 'homes-asked', c.commune_id, c.household_id, 1::bigint from c
          union all select distinct 'teams-reported', c.commune_id, c.team_id, 1::bigint from c;
      when 'signals' then
        return query select 'signals', s.commune_id, s.signal_id, 1::bigint from signal s
        where s.commune_id between from_commune and until_commune and s.disease = of_disease and s.on_day = as_of and s.received_at <= known and (s.voided_at is null or s.voided_at > known);
      when 'movements' then
        return query select case m.kind when 'departure' then 'departures' else 'arrivals' end, m.commune_id, m.movement_id, m.people::bigint from movement m
        where m.commune_id between from_commune and until_commune and m.on_day = as_of and m.received_at <= known and (m.voided_at is null or m.voided_at > known);
      when 'fines' then
        -- decisions to fine; the amount is the decision's own, whatever was paid
        return query select x.stock, s.commune_id, s.step_id, case x.stock when 'fines' then 1 else s.amount end from violation_step s
        join violation v on v.commune_id = s.commune_id and v.violation_id = s.violation_id cross join (values ('fines'), ('fines-amount')) x (stock)
        where s.commune_id between from_commune and until_commune and v.disease = of_disease and s.kind = 'decision' and s.amount is not null
          and s.on_day <= as_of and s.recorded_at <= known and (s.voided_at is null or s.voided_at > known);
    end case;
  end loop;
end $$;
