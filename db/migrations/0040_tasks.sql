-- S17. Work that somebody has to do, whatever it came from. A row lies in the area that must act, so that this area and those above it see it.
create table task (
  commune_id int not null,
  task_id uuid not null,
  -- the body that must act; 0: the steering committee of the area
  body_id int not null default 0,
  -- the task that it was derived from
  parent_area_id int,
  parent_id uuid,
  -- given to several: what each has to do is a child
  is_shared boolean not null default false,
  -- who gave it: an area and, where it is one, a body
  from_area_id int not null,
  from_body_id int not null default 0,
  -- what it came from: a document, a finding, a decision of a briefing …
  source_kind text not null,
  source_id uuid,
  source_label text,
  -- the sentence of the source, and where it stands in its text (UTF-16 units)
  source_text text,
  span_from int,
  span_until int,
  -- the five "rõ": who, what, when, whose responsibility, which result
  assignee text not null,
  words text not null,
  due_on date,
  -- HH:MM of that day; null: its end
  due_time text,
  -- the day itself is late
  due_before boolean not null default false,
  responsible text,
  product text,
  report_to text,
  helpers text[] not null default '{}',
  starts_on date not null,
  -- a rhythm: so often a day, or once in so many days; until a day
  per_day int,
  every_days int,
  until_on date,
  -- a live figure that says how far it is
  measure text,
  measure_target numeric,
  given_at timestamptz not null,
  given_by uuid not null,
  op_id uuid not null,
  primary key (commune_id, task_id),
  constraint task_rhythm check (per_day is null or every_days is null or every_days = 1),
  constraint task_counts check (per_day > 0 and every_days > 0)
);
create index task_by_id on task (task_id);
create index task_by_parent on task (parent_id) where parent_id is not null;
create index task_by_source on task (source_id) where source_id is not null;

-- What became of it, in order: accepted, refused, progress, done, checked … Its state follows from these.
create table task_act (
  commune_id int not null,
  task_id uuid not null,
  act_no int not null,
  act_id uuid not null,
  body_id int not null default 0,
  kind text not null check (kind in ('accepted', 'refused', 'progress', 'done', 'checked', 'reopened', 'withdrawn', 'due-changed')),
  -- of a rhythm: the day that it reports on
  on_day date,
  words text,
  percent numeric check (percent between 0 and 100),
  figure numeric,
  unit text,
  responsible text,
  due_on date,
  at timestamptz not null,
  by_account uuid not null,
  by_area_id int not null,
  by_role text not null,
  op_id uuid not null,
  primary key (commune_id, task_id, act_no),
  unique (commune_id, act_id)
);

-- A file, a photo with its place and time, a figure.
create table task_evidence (
  commune_id int not null,
  evidence_id uuid not null,
  task_id uuid not null,
  body_id int not null default 0,
  kind text not null check (kind in ('file', 'photo', 'figure')),
  note text,
  name text,
  mime text,
  bytes int,
  sha256 bytea,
  sealed bytea,
  figure numeric,
  unit text,
  -- where and when the photo was taken, as the device says
  taken_at timestamptz,
  latitude numeric,
  longitude numeric,
  accuracy_metres numeric,
  added_at timestamptz not null,
  added_by uuid not null,
  op_id uuid not null,
  voided_at timestamptz,
  void_op uuid,
  void_reason text,
  primary key (commune_id, evidence_id)
);
create index task_evidence_by_task on task_evidence (commune_id, task_id);

alter table task_act add constraint task_act_of foreign key (commune_id, task_id) references task (commune_id, task_id);
alter table task_evidence add constraint task_evidence_of foreign key (commune_id, task_id) references task (commune_id, task_id);

do $$
declare t text;
begin
  foreach t in array array['task', 'task_act', 'task_evidence'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy %I on %I using ((commune_id between scope_lo() and scope_hi() and scope_hamlet() = 0) or (body_id <> 0 and body_id = scope_body()))', t || '_scope', t);
    execute format('grant select, insert on %I to phaodai_app', t);
  end loop;
end $$;
-- what is measured may be bound later
grant update (measure, measure_target) on task to phaodai_app;
grant update (voided_at, void_op, void_reason) on task_evidence to phaodai_app;
