-- The cases that a level is proposed by: one row a human, known within days. A source is known where a list or a tracer asserted it, where the
-- person was a contact of a case, or where they were found in quarantine, in a sealed zone or came from outside.
create function level_cases(of_disease text, from_commune int, until_commune int, from_day date, until_day date)
returns table (subject_id uuid, recorded_as uuid, commune_id int, known_on date, sampled_on date, origin text, source_known boolean)
language sql stable as $$
  select f.subject_id, f.recorded_as, f.commune_id, f.known_on, f.sampled_on, f.origin,
    coalesce(f.origin in ('quarantine', 'zone', 'imported'), false)
    or exists (select 1 from transmission t where t.infectee_id in (f.subject_id, f.recorded_as) and t.disease = of_disease and t.voided_at is null)
    or exists (select 1 from classification c where c.subject_id in (f.subject_id, f.recorded_as) and c.disease = of_disease and c.source_id is not null)
  from first_confirmations(of_disease, from_commune, until_commune) f
  where f.known_on between from_day and until_day
$$;
grant execute on function level_cases(text, int, int, date, date) to phaodai_app;
