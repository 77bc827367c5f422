-- S17. What a unit asks of the level above it: people, beds, kits, a level, an answer. A row lies where it was asked, so that those above see it.
create table proposal (
  commune_id int not null,
  proposal_id uuid not null,
  -- the body that asks; 0: the steering committee of the area
  body_id int not null default 0,
  kind text not null check (kind in ('people', 'beds', 'kits', 'money', 'level', 'answer', 'other')),
  words text not null,
  reason text not null,
  quantity numeric check (quantity > 0),
  unit text,
  needed_on date,
  -- the task that it arose from
  about_task_id uuid,
  -- whom it was first put to, and by when an answer is asked for
  to_area_id int not null,
  answer_by date not null,
  asked_at timestamptz not null,
  asked_by uuid not null,
  op_id uuid not null,
  primary key (commune_id, proposal_id)
);
create index proposal_by_id on proposal (proposal_id);

-- What became of it, in order. Its state and who has to answer follow from these.
create table proposal_act (
  commune_id int not null,
  proposal_id uuid not null,
  act_no int not null,
  body_id int not null default 0,
  kind text not null check (kind in ('accepted', 'refused', 'passed', 'withdrawn')),
  words text,
  -- passed: whom it is put to now
  to_area_id int,
  -- accepted: what it became
  task_id uuid,
  directive_id uuid,
  at timestamptz not null,
  by_account uuid not null,
  by_area_id int not null,
  by_role text not null,
  op_id uuid not null,
  primary key (commune_id, proposal_id, act_no),
  constraint proposal_act_passed check ((kind = 'passed') = (to_area_id is not null))
);
alter table proposal_act add constraint proposal_act_of foreign key (commune_id, proposal_id) references proposal (commune_id, proposal_id);

-- A plan that a task asks for: the document handed in as evidence, taken into the book and read; its tasks have it as their source.
create table task_plan (
  commune_id int not null,
  task_id uuid not null,
  evidence_id uuid not null,
  body_id int not null default 0,
  directive_id uuid not null,
  directive_area_id int not null,
  linked_at timestamptz not null,
  linked_by uuid not null,
  op_id uuid not null,
  primary key (commune_id, evidence_id)
);
create index task_plan_by_task on task_plan (commune_id, task_id);
create index task_plan_by_directive on task_plan (directive_id);
alter table task_plan add constraint task_plan_of foreign key (commune_id, evidence_id) references task_evidence (commune_id, evidence_id);

do $$
declare t text;
begin
  foreach t in array array['proposal', 'proposal_act', 'task_plan'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy %I on %I using ((commune_id between scope_lo() and scope_hi() and scope_hamlet() = 0) or (body_id <> 0 and body_id = scope_body()))', t || '_scope', t);
    execute format('grant select, insert on %I to phaodai_app', t);
  end loop;
end $$;
