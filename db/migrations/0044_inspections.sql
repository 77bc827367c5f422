-- S18. A leader or inspector went to a place, unannounced or not, and what was found there. A row lies in the unit of the place. Insert-only: a wrong one is voided.
create table inspection (
  commune_id int not null,
  inspection_id uuid not null,
  kind text not null check (kind in ('checkpoint', 'team', 'hamlet', 'factory', 'market', 'site', 'laboratory', 'pharmacy', 'clinic', 'other')),
  -- the place in this product ('team:…', 'body:12', 'sentinel:…', 'place:…'), or its name as typed in ('named:cho dinh')
  place_key text not null,
  place_name text not null,
  is_surprise boolean not null,
  -- the local day of the visit, by the device's clock set right by its error
  on_day date not null,
  captured_at timestamptz not null,
  received_at timestamptz not null,
  -- 'next-day': came in after that day; 'unknown': the same, and the device's clock was not measured
  lateness text not null check (lateness in ('none', 'next-day', 'unknown')),
  checklist text not null,
  checklist_version int not null,
  words text,
  latitude numeric,
  longitude numeric,
  accuracy_metres numeric,
  by_account uuid not null,
  -- as the officer was called that day: the visited see who came, also from above their area
  by_name text not null,
  by_role text not null,
  by_area_id int not null,
  op_id uuid not null,
  voided_at timestamptz,
  void_op uuid,
  void_reason text,
  primary key (commune_id, inspection_id)
);
create index inspection_by_day on inspection (commune_id, on_day);
create index inspection_by_place on inspection (commune_id, place_key, on_day);
create index inspection_by_account on inspection (by_account, on_day);

-- One item of the checklist, with the words that were asked: lists change, what was asked does not.
create table inspection_answer (
  commune_id int not null,
  inspection_id uuid not null,
  item text not null,
  asked text not null,
  answer text not null check (answer in ('pass', 'fail', 'na', 'points')),
  points numeric,
  note text,
  primary key (commune_id, inspection_id, item),
  constraint inspection_points check ((answer = 'points') = (points is not null))
);

-- What has to be mended. Its state follows from its task; one without a task is closed by hand.
create table inspection_finding (
  commune_id int not null,
  finding_id uuid not null,
  inspection_id uuid not null,
  item text,
  words text not null,
  found_at timestamptz not null,
  op_id uuid not null,
  closed_at timestamptz,
  closed_by uuid,
  close_op uuid,
  close_words text,
  primary key (commune_id, finding_id)
);
create index inspection_finding_of on inspection_finding (commune_id, inspection_id);

-- The work that a finding was turned into; a second row where the first was withdrawn.
create table inspection_task (
  commune_id int not null,
  finding_id uuid not null,
  task_id uuid not null,
  task_area_id int not null,
  given_at timestamptz not null,
  given_by uuid not null,
  op_id uuid not null,
  primary key (commune_id, finding_id, task_id)
);

create table inspection_photo (
  commune_id int not null,
  photo_id uuid not null,
  inspection_id uuid not null,
  name text not null,
  note text,
  mime text not null,
  bytes int not null,
  sha256 bytea not null,
  sealed bytea not null,
  -- where and when it was taken, as the device says
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
  primary key (commune_id, photo_id)
);
create index inspection_photo_of on inspection_photo (commune_id, inspection_id);

alter table inspection_answer add constraint inspection_answer_of foreign key (commune_id, inspection_id) references inspection (commune_id, inspection_id);
alter table inspection_finding add constraint inspection_finding_from foreign key (commune_id, inspection_id) references inspection (commune_id, inspection_id);
alter table inspection_task add constraint inspection_task_of foreign key (commune_id, finding_id) references inspection_finding (commune_id, finding_id);
alter table inspection_photo add constraint inspection_photo_at foreign key (commune_id, inspection_id) references inspection (commune_id, inspection_id);

do $$
declare t text;
begin
  foreach t in array array['inspection', 'inspection_answer', 'inspection_finding', 'inspection_task', 'inspection_photo'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy %I on %I using (commune_id between scope_lo() and scope_hi() and scope_hamlet() = 0)', t || '_scope', t);
    execute format('grant select, insert on %I to phaodai_app', t);
  end loop;
  foreach t in array array['inspection', 'inspection_photo'] loop
    execute format('grant update (voided_at, void_op, void_reason) on %I to phaodai_app', t);
  end loop;
end $$;
grant update (closed_at, closed_by, close_op, close_words) on inspection_finding to phaodai_app;
