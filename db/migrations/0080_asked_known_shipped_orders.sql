-- S26 at the size of a province. Nearly all rows of a daily report are the homes asked that day: who only counts them reads them from here, and not out of
-- report_sets, whose rows are put by, sorted and counted once more. One definition of both.
create function asked_known(as_of date, known timestamptz, from_commune int, until_commune int)
returns table (commune_id int, household_id uuid, team_id uuid) language sql stable as $$
  select c.commune_id, c.household_id, c.team_id from household_check c
  where c.commune_id between from_commune and until_commune and c.on_day = as_of and c.received_at <= known and (c.voided_at is null or c.voided_at > known)
$$;
create or replace function report_sets(families text[], of_disease text, as_of date, known timestamptz, from_commune int, until_commune int, undated text)
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
        return query with c as materialized (select distinct a.commune_id, a.household_id, a.team_id from asked_known(as_of, known, from_commune, until_commune) a)
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

-- S16. Whether the text that an order brought into force was one that came with the product: where the product later goes back to an earlier text of
-- its own, the one held is no version of the province's own that lies over it. Not known of the orders before: taken for the province's.
alter table policy_order add column shipped boolean not null default false;
