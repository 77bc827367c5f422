-- S6, what passes between persons, and the levels that follow from it.

-- A meeting, as two rows: each person's commune holds its own side, with a frozen minimal snapshot of the other.
create table contact (
  commune_id int not null,
  contact_id uuid not null,
  subject_id uuid not null,
  other_id uuid not null,
  disease text not null,
  kind text not null check (kind in ('declared', 'place')),
  first_on date,
  last_on date,
  minutes int,
  distance_m numeric,
  masked boolean,
  closed_space boolean,
  physical boolean,
  care boolean,
  place_text text,
  -- meets the pack's closeness, or a tracer decided
  counts boolean not null,
  reason jsonb not null,
  other_snapshot jsonb not null,
  recorded_at timestamptz not null,
  op_id uuid not null,
  voided_at timestamptz,
  void_op uuid,
  void_reason text,
  primary key (commune_id, contact_id, subject_id)
);
create index contact_by_subject on contact (subject_id, disease) where voided_at is null;

-- Who infected whom, as asserted by a list or a tracer; several infectors may be named.
create table transmission (
  commune_id int not null,
  transmission_id uuid not null,
  infector_id uuid not null,
  infectee_id uuid not null,
  disease text not null,
  source text not null,
  list_name text,
  recorded_at timestamptz not null,
  op_id uuid not null,
  voided_at timestamptz,
  void_op uuid,
  void_reason text,
  primary key (commune_id, transmission_id),
  check (infector_id <> infectee_id)
);
create index transmission_by_infectee on transmission (infectee_id, disease) where voided_at is null;
create index transmission_by_infector on transmission (infector_id, disease) where voided_at is null;

create table place (
  commune_id int not null,
  place_id uuid not null,
  name text not null,
  name_key text not null,
  -- household, class, shift, office, ward, vehicle, market, venue, other
  kind text not null,
  closed_space boolean,
  address text,
  created_at timestamptz not null,
  op_id uuid not null,
  primary key (commune_id, place_id)
);

create table visit (
  commune_id int not null,
  visit_id uuid not null,
  subject_id uuid not null,
  place_id uuid not null,
  from_at timestamptz not null,
  to_at timestamptz not null,
  masked boolean,
  source text not null,
  recorded_at timestamptz not null,
  op_id uuid not null,
  voided_at timestamptz,
  void_op uuid,
  void_reason text,
  primary key (commune_id, visit_id),
  -- longer stays are split, or the overlap join would silently lose people
  check (to_at > from_at and to_at - from_at <= interval '14 hours')
);
create index visit_by_subject on visit (subject_id) where voided_at is null;
create index visit_by_place on visit (place_id, from_at) where voided_at is null;

-- A tracer's word on a candidate (same place, same time, closeness not known).
create table candidate_decision (
  commune_id int not null,
  decision_id uuid not null,
  subject_id uuid not null,
  other_id uuid not null,
  place_id uuid not null,
  on_day date not null,
  disease text not null,
  decision text not null check (decision in ('counts', 'dismissed')),
  reason text not null,
  decided_at timestamptz not null,
  decided_by uuid not null,
  op_id uuid not null,
  primary key (commune_id, decision_id)
);
create index candidate_decision_by_place on candidate_decision (place_id, on_day);

-- Derived: rewritten in the transaction of the fact that changes it; `phaodai verify` rebuilds it and must find no difference.
create table classification (
  commune_id int not null,
  disease text not null,
  subject_id uuid not null,
  level text not null check (level in ('F0', 'F1', 'F2')),
  since_on date not null,
  first_exposed_on date,
  last_exposed_on date,
  -- the person it comes from (an F0 for F1, an F1 for F2), and the F0 at the root
  source_id uuid,
  root_id uuid,
  -- an F1: the days on which others became F2 by meeting them, [{from, until}]
  infectious jsonb not null default '[]',
  basis jsonb not null,
  pack_code text,
  primary key (commune_id, disease, subject_id)
);
create index classification_by_subject on classification (subject_id, disease);
create index classification_by_source on classification (source_id, disease) where source_id is not null;
create index classification_by_level on classification (disease, level, commune_id, since_on);

create table classification_change (
  commune_id int not null,
  change_id uuid not null,
  disease text not null,
  subject_id uuid not null,
  from_level text,
  to_level text,
  at timestamptz not null,
  on_day date not null,
  op_id uuid not null,
  primary key (commune_id, change_id)
);
create index classification_change_by_subject on classification_change (subject_id, disease);
create index classification_change_by_op on classification_change (op_id);

create table investigation (
  commune_id int not null,
  investigation_id uuid not null,
  subject_id uuid not null,
  disease text not null,
  version int not null,
  form jsonb not null,
  recorded_at timestamptz not null,
  recorded_by uuid not null,
  op_id uuid not null,
  primary key (commune_id, investigation_id),
  unique (commune_id, subject_id, disease, version)
);

create table call_attempt (
  commune_id int not null,
  call_id uuid not null,
  subject_id uuid not null,
  disease text not null,
  at timestamptz not null,
  on_day date not null,
  outcome text not null check (outcome in ('reached', 'unreachable', 'refused', 'wrong-number')),
  told_level text,
  note text,
  called_by uuid not null,
  op_id uuid not null,
  primary key (commune_id, call_id)
);
create index call_attempt_by_subject on call_attempt (subject_id, disease);

-- A person handed to the commune that must act, with a clock.
create table referral (
  commune_id int not null,
  referral_id uuid not null,
  from_commune_id int not null,
  subject_id uuid not null,
  disease text not null,
  snapshot jsonb not null,
  at timestamptz not null,
  acknowledged_at timestamptz,
  acknowledged_by uuid,
  op_id uuid not null,
  primary key (commune_id, referral_id)
);
do $$
declare t text;
begin
  foreach t in array array['contact', 'transmission', 'place', 'visit', 'candidate_decision', 'classification', 'classification_change', 'investigation', 'call_attempt', 'referral'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy %I on %I using (commune_id between scope_lo() and scope_hi() and scope_hamlet() = 0)', t || '_scope', t);
    execute format('grant select, insert on %I to phaodai_app', t);
  end loop;
  foreach t in array array['contact', 'transmission', 'visit'] loop
    execute format('grant update (voided_at, void_op, void_reason) on %I to phaodai_app', t);
  end loop;
end $$;
grant update, delete on classification to phaodai_app;
grant update (acknowledged_at, acknowledged_by) on referral to phaodai_app;
