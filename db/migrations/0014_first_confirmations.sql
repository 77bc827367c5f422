-- Cases as they are counted, listed and drawn: one row a human (merged records are one, under the id that they were merged into), the earliest
-- standing confirmation of those in a range of communes. Runs as who asks: row-level security applies.
create function first_confirmations(of_disease text, from_commune int, until_commune int)
returns table (subject_id uuid, recorded_as uuid, commune_id int, known_on date, sampled_on date, confirmed_on date, reported_on date, origin text, basis text)
language sql stable as $$
  select distinct on (coalesce(a.subject_id, c.subject_id)) coalesce(a.subject_id, c.subject_id), c.subject_id, c.commune_id,
    coalesce(c.reported_on, c.confirmed_on, c.sampled_on), c.sampled_on, c.confirmed_on, c.reported_on, c.origin, c.basis
  from confirmation c left join aliases_in(from_commune, until_commune) a on a.alias_id = c.subject_id
  where c.disease = of_disease and c.voided_at is null and c.commune_id between from_commune and until_commune
  order by 1, 4, c.recorded_at, c.confirmation_id
$$;
-- When a human fell ill by what was said last of each of their records in a range; the earliest day where merged records differ.
create function onset_days(of_disease text, from_commune int, until_commune int)
returns table (subject_id uuid, onset_on date) language sql stable as $$
  select coalesce(a.subject_id, o.subject_id), min(o.onset_on) from (
    select distinct on (subject_id) subject_id, onset_on from onset
    where disease = of_disease and voided_at is null and commune_id between from_commune and until_commune
    order by subject_id, recorded_at desc, onset_id desc
  ) o left join aliases_in(from_commune, until_commune) a on a.alias_id = o.subject_id group by 1
$$;
