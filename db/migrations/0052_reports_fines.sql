-- A report asks for the checks of one day in a province. They come in nearly by day, so a block range index finds them and costs a round nothing to speak of.
create index household_check_by_day on household_check using brin (on_day);

-- Fines are counted too; their weight is dong, so weights are wide.
drop function report_stock(text, text, date, timestamptz, int, int);
create function report_stock(stock text, of_disease text, as_of date, known timestamptz, from_commune int, until_commune int)
returns table (commune_id int, id uuid, n bigint) language plpgsql stable as $$
begin
  case stock
    when 'f0' then return query select f.commune_id, f.subject_id, 1::bigint from confirmed_known(of_disease, as_of, known, from_commune, until_commune) f;
    when 'f0-recovered' then return query select f.commune_id, f.subject_id, 1::bigint from ended_known(of_disease, as_of, known, from_commune, until_commune) f where not f.died;
    when 'f0-died' then return query select f.commune_id, f.subject_id, 1::bigint from ended_known(of_disease, as_of, known, from_commune, until_commune) f where f.died;
    when 'f0-active', 'f1', 'f2' then
      return query select f.commune_id, f.subject_id, 1::bigint from levels_known(of_disease, as_of, known, from_commune, until_commune) f where f.level = upper(left(stock, 2));
    when 'held-site', 'held-hotel', 'held-home', 'held-treatment' then
      return query select f.commune_id, f.subject_id, 1::bigint from held_known(of_disease, as_of, known, from_commune, until_commune) f where f.place = substr(stock, 6);
    when 'samples' then return query select f.commune_id, f.sample_id, 1::bigint from sampled_known(of_disease, as_of, known, from_commune, until_commune) f;
    when 'samples-pending' then
      return query select f.commune_id, f.sample_id, 1::bigint from sampled_known(of_disease, as_of, known, from_commune, until_commune) f where f.value is null;
    when 'samples-negative', 'samples-positive' then
      return query select f.commune_id, f.sample_id, 1::bigint from sampled_known(of_disease, as_of, known, from_commune, until_commune) f where f.value = substr(stock, 9);
    when 'teams' then
      -- the row says on which day a team ended, its event when that was said
      return query select t.commune_id, t.team_id, 1::bigint from team t
      where t.commune_id between from_commune and until_commune and t.made_at <= known and t.from_on <= as_of
        and (t.ended_on is null or t.ended_on > as_of or not exists (select 1 from event e where e.commune_id = t.commune_id
          and e.name = 'checks.team-ended' and e.body ->> 'teamId' = t.team_id::text and e.at <= known));
    when 'teams-reported' then
      return query select distinct c.commune_id, c.team_id, 1::bigint from household_check c
      where c.commune_id between from_commune and until_commune and c.on_day = as_of and c.received_at <= known and (c.voided_at is null or c.voided_at > known);
    when 'homes-asked' then
      return query select distinct c.commune_id, c.household_id, 1::bigint from household_check c
      where c.commune_id between from_commune and until_commune and c.on_day = as_of and c.received_at <= known and (c.voided_at is null or c.voided_at > known);
    when 'signals' then
      return query select s.commune_id, s.signal_id, 1::bigint from signal s
      where s.commune_id between from_commune and until_commune and s.disease = of_disease and s.on_day = as_of and s.received_at <= known and (s.voided_at is null or s.voided_at > known);
    when 'arrivals', 'departures' then
      return query select m.commune_id, m.movement_id, m.people::bigint from movement m
      where m.commune_id between from_commune and until_commune and m.on_day = as_of and m.received_at <= known and (m.voided_at is null or m.voided_at > known)
        and case stock when 'departures' then m.kind = 'departure' else m.kind <> 'departure' end;
    when 'fines', 'fines-amount' then
      -- decisions to fine; the amount is the decision's own, whatever was paid
      return query select s.commune_id, s.step_id, case stock when 'fines' then 1 else s.amount end from violation_step s
      join violation v on v.commune_id = s.commune_id and v.violation_id = s.violation_id
      where s.commune_id between from_commune and until_commune and v.disease = of_disease and s.kind = 'decision' and s.amount is not null
        and s.on_day <= as_of and s.recorded_at <= known and (s.voided_at is null or s.voided_at > known);
  end case;
end $$;
