-- S6, the facts about one person: confirmations, onsets, isolation, outcome. Insert-only; a wrong one is voided with a reason, never erased.
create table confirmation (
  commune_id int not null,
  confirmation_id uuid not null,
  subject_id uuid not null,
  disease text not null,
  -- a released laboratory result, or a notification (imported list, another province, a hospital)
  basis text not null check (basis in ('result', 'notified')),
  result_id uuid,
  -- three dates, never mixed; any may be unknown
  sampled_on date,
  confirmed_on date,
  reported_on date,
  origin text check (origin in ('community', 'quarantine', 'zone', 'imported')),
  place_found text,
  -- the list it came in, and what it is called there
  list_name text,
  list_ref text,
  details jsonb not null default '{}',
  recorded_at timestamptz not null,
  op_id uuid not null,
  voided_at timestamptz,
  void_op uuid,
  void_reason text,
  primary key (commune_id, confirmation_id)
);
create index confirmation_by_subject on confirmation (subject_id, disease);
create index confirmation_by_report on confirmation (disease, commune_id, reported_on) where voided_at is null;

create table onset (
  commune_id int not null,
  onset_id uuid not null,
  subject_id uuid not null,
  disease text not null,
  -- null: the person says they have had no symptom
  onset_on date,
  symptoms text[] not null default '{}',
  said_on date not null,
  source text not null,
  recorded_at timestamptz not null,
  op_id uuid not null,
  voided_at timestamptz,
  void_op uuid,
  void_reason text,
  primary key (commune_id, onset_id)
);
create index onset_by_subject on onset (subject_id, disease);

-- From when a person no longer met others (order issued and carried out, admission).
create table isolation (
  commune_id int not null,
  isolation_id uuid not null,
  subject_id uuid not null,
  disease text not null,
  from_on date not null,
  -- last day of it; null while it lasts. What was held once says nothing of a later illness.
  until_on date,
  basis text not null,
  recorded_at timestamptz not null,
  op_id uuid not null,
  voided_at timestamptz,
  void_op uuid,
  void_reason text,
  primary key (commune_id, isolation_id)
);
create index isolation_by_subject on isolation (subject_id, disease);

create table outcome (
  commune_id int not null,
  outcome_id uuid not null,
  subject_id uuid not null,
  disease text not null,
  kind text not null check (kind in ('recovered', 'discharged', 'died')),
  on_day date,
  source text not null,
  recorded_at timestamptz not null,
  op_id uuid not null,
  voided_at timestamptz,
  void_op uuid,
  void_reason text,
  primary key (commune_id, outcome_id)
);
create index outcome_by_subject on outcome (subject_id, disease);
do $$
declare t text;
begin
  foreach t in array array['confirmation', 'onset', 'isolation', 'outcome'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy %I on %I using (commune_id between scope_lo() and scope_hi() and scope_hamlet() = 0)', t || '_scope', t);
    execute format('grant select, insert, update (voided_at, void_op, void_reason) on %I to phaodai_app', t);
  end loop;
end $$;
grant update (until_on) on isolation to phaodai_app;
