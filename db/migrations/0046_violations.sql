-- S19. A violation as it was recorded, in the commune where it was seen; what came of it are steps. Nothing here is decided by the system.
create table violation (
  commune_id int not null,
  violation_id uuid not null,
  disease text not null,
  hamlet_id int not null default 0,
  on_day date not null,
  place text not null,
  -- the act of the pack's table with its article and range of that day, frozen; null: another act, in words
  act_code text,
  act text not null,
  article text,
  fine_min bigint,
  fine_max bigint,
  pack_code text,
  -- a person on record, or an organisation; neither: not known yet who
  subject_id uuid,
  organisation text,
  organisation_code text,
  who text,
  description text not null,
  -- a declaration that a person has said is false
  declaration_id uuid,
  recorded_at timestamptz not null,
  recorded_by uuid not null,
  op_id uuid not null,
  primary key (commune_id, violation_id),
  check (subject_id is null or organisation is null)
);
create index violation_by_day on violation (commune_id, on_day);
create index violation_by_subject on violation (subject_id) where subject_id is not null;

-- What was done: a decision, a payment, an appeal and its answer, a referral, a withdrawal, who it was. Insert-only; a wrong one is voided.
create table violation_step (
  commune_id int not null,
  step_id uuid not null,
  violation_id uuid not null,
  kind text not null check (kind in ('decision', 'payment', 'appeal', 'appeal-answer', 'referral', 'withdrawal', 'identified')),
  on_day date not null,
  number text,
  signatory text,
  -- the body that decided, or that it was referred to
  body text,
  -- dong: the fine, what was paid, the fine after an appeal
  amount bigint,
  words text,
  subject_id uuid,
  organisation text,
  organisation_code text,
  recorded_at timestamptz not null,
  recorded_by uuid not null,
  op_id uuid not null,
  voided_at timestamptz,
  void_op uuid,
  void_reason text,
  primary key (commune_id, step_id)
);
create index violation_step_by_violation on violation_step (commune_id, violation_id);

-- Files, sealed.
create table violation_evidence (
  commune_id int not null,
  evidence_id uuid not null,
  violation_id uuid not null,
  kind text not null check (kind in ('photo', 'file')),
  name text not null,
  mime text not null,
  bytes int not null,
  sha256 bytea not null,
  sealed bytea not null,
  note text,
  added_at timestamptz not null,
  added_by uuid not null,
  op_id uuid not null,
  primary key (commune_id, evidence_id)
);
create index violation_evidence_by_violation on violation_evidence (commune_id, violation_id);

alter table violation_step add constraint violation_step_of foreign key (commune_id, violation_id) references violation (commune_id, violation_id);
alter table violation_evidence add constraint violation_evidence_of foreign key (commune_id, violation_id) references violation (commune_id, violation_id);
do $$
declare t text;
begin
  foreach t in array array['violation', 'violation_step', 'violation_evidence'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy %I on %I using (commune_id between scope_lo() and scope_hi() and scope_hamlet() = 0)', t || '_scope', t);
    execute format('grant select, insert on %I to phaodai_app', t);
  end loop;
end $$;
grant update (voided_at, void_op, void_reason) on violation_step to phaodai_app;
