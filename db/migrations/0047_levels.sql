-- S15, S16. The level decided for a unit, with its document: published orders, no names. Insert-only but for its end and what was wrong.
create table level_decision (
  decision_id uuid primary key,
  area_id int not null references area (area_id),
  disease text not null,
  -- the rule that the level is of: distancing (CT 15, 16, 19) or riskLevels (QĐ 2686, NQ 128), and the pack that it was read from
  scale text not null check (scale in ('distancing', 'riskLevels')),
  pack_code text not null,
  level text not null,
  -- what the level asked on the day of the decision, frozen
  measures jsonb not null,
  number text not null,
  signed_on date not null,
  issuer text not null,
  signatory text not null,
  from_on date not null,
  -- last day; null: until further notice, and then a day on which it is looked at again
  until_on date,
  review_on date,
  -- what the criteria proposed then, with every number; null: no criteria in force
  proposed jsonb,
  reason text,
  decided_at timestamptz not null,
  decided_by uuid not null,
  op_id uuid not null,
  -- ended before its day, by another document
  ended_on date,
  end_document text,
  ended_by uuid,
  end_op uuid,
  voided_at timestamptz,
  void_op uuid,
  void_reason text,
  check (until_on is not null or review_on is not null),
  check (until_on is null or until_on >= from_on)
);
create index level_decision_by_area on level_decision (area_id, from_on);
grant select, insert, update (ended_on, end_document, ended_by, end_op, voided_at, void_op, void_reason) on level_decision to phaodai_app;
grant select on level_decision to phaodai_auditor;

-- A figure about a unit that no list here holds (vaccinated, treatment capacity, how fast it may spread), as an officer read it. No person in it.
create table level_input (
  input_id uuid primary key,
  area_id int not null references area (area_id),
  key text not null,
  value numeric not null,
  as_of date not null,
  source text not null,
  entered_at timestamptz not null,
  entered_by uuid not null,
  op_id uuid not null,
  voided_at timestamptz,
  void_op uuid,
  void_reason text
);
create index level_input_by_area on level_input (area_id, key, as_of);
grant select, insert, update (voided_at, void_op, void_reason) on level_input to phaodai_app;
grant select on level_input to phaodai_auditor;
