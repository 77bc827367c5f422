-- S26 at the size of a province: figures that come from the same rows are counted from one reading of them. Nine families of sets, each read once, in place of
-- one reading for each of 22 sets; the sets are the same, row by row.
drop function report_stock(text, text, date, timestamptz, int, int);
create function report_sets(families text[], of_disease text, as_of date, known timestamptz, from_commune int, until_commune int)
returns table (stock text, commune_id int, id uuid, n bigint) language plpgsql stable as $$
declare
  family text;
begin
  foreach family in array families loop
    case family
      when 'cases' then
        return query select 'f0', f.commune_id, f.subject_id, 1::bigint from confirmed_known(of_disease, as_of, known, from_commune, until_commune) f;
        return query select case when f.died then 'f0-died' else 'f0-recovered' end, f.commune_id, f.subject_id, 1::bigint
          from ended_known(of_disease, as_of, known, from_commune, until_commune) f;
      when 'levels' then
        return query select case f.level when 'F0' then 'f0-active' when 'F1' then 'f1' else 'f2' end, f.commune_id, f.subject_id, 1::bigint
          from levels_known(of_disease, as_of, known, from_commune, until_commune) f;
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
