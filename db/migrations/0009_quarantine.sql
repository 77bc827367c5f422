-- S7, first cut: the order that binds a person, and its end. What is owed is derived, never stored.
create table quarantine_order (
  commune_id int not null,
  order_id uuid not null,
  body_id int not null default 0,
  subject_id uuid not null,
  disease text not null,
  level text not null check (level in ('F0', 'F1', 'F2', 'arrival')),
  place text not null check (place in ('home', 'site', 'hotel', 'treatment')),
  place_name text,
  -- who issued it: its number runs by issuer and year
  issuer_id int not null,
  year int not null,
  number text not null,
  batch_id uuid,
  from_on date not null,
  last_exposure_on date not null,
  person_status text not null,
  -- the rules of its day
  pack_code text not null,
  basis jsonb not null,
  issued_on date not null,
  issued_at timestamptz not null,
  issued_by uuid not null,
  signer text not null,
  op_id uuid not null,
  revoked_at timestamptz,
  revoked_by uuid,
  revoke_reason text,
  primary key (commune_id, order_id),
  unique (commune_id, issuer_id, year, number)
);
create index quarantine_order_by_subject on quarantine_order (subject_id, disease);

create table release (
  commune_id int not null,
  release_id uuid not null,
  body_id int not null default 0,
  order_id uuid not null,
  subject_id uuid not null,
  disease text not null,
  issuer_id int not null,
  year int not null,
  number text not null,
  released_on date not null,
  basis jsonb not null,
  released_at timestamptz not null,
  released_by uuid not null,
  signer text not null,
  op_id uuid not null,
  voided_at timestamptz,
  void_op uuid,
  void_reason text,
  primary key (commune_id, release_id),
  unique (commune_id, issuer_id, year, number)
);
create index release_by_order on release (order_id);

-- Running numbers of decisions, by the area that issues, series and year.
create table number_series (
  commune_id int not null,
  series text not null,
  year int not null,
  last_number int not null,
  primary key (commune_id, series, year)
);
do $$
declare t text;
begin
  foreach t in array array['quarantine_order', 'release'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy %I on %I using ((commune_id between scope_lo() and scope_hi() and scope_hamlet() = 0) or (body_id <> 0 and body_id = scope_body()))', t || '_scope', t);
    execute format('grant select, insert on %I to phaodai_app', t);
  end loop;
end $$;
alter table number_series enable row level security;
alter table number_series force row level security;
create policy number_series_scope on number_series using (commune_id between scope_lo() and scope_hi());
grant select, insert, update (last_number) on number_series to phaodai_app;
grant update (revoked_at, revoked_by, revoke_reason) on quarantine_order to phaodai_app;
grant update (voided_at, void_op, void_reason) on release to phaodai_app;

-- Who counts as F0, F1 or F2 on a day, in the figures and in the lists behind them: such by then; a contact last exposed in the 21 days before
-- (the longest hold ever ordered); no outcome by then; not released by then. A release counts against the level that it ended only: who was let
-- go as a contact and falls ill later, or is exposed again, counts. Runs as who asks: row-level security applies.
create function active_levels(of_disease text, as_of date)
returns table (commune_id int, subject_id uuid, level text) language sql stable as $$
  select c.commune_id, c.subject_id, c.level from classification c
  where c.disease = of_disease and c.since_on <= as_of and (c.level = 'F0' or c.last_exposed_on >= as_of - 21)
    and not exists (select 1 from outcome o where o.subject_id = c.subject_id and o.disease = c.disease and o.voided_at is null and coalesce(o.on_day, '-infinity') <= as_of)
    and not exists (select 1 from quarantine_order q join release r on r.commune_id = q.commune_id and r.order_id = q.order_id
      where q.subject_id = c.subject_id and q.disease = c.disease and r.voided_at is null and r.released_on <= as_of
        and case c.level when 'F0' then q.level = 'F0' else r.released_on >= c.last_exposed_on end)
$$;
