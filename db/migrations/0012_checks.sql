-- S2, S4, S27. The community team: whose doors it answers for, what was said there morning and evening, what came of a symptom.
create table team (
  commune_id int not null,
  team_id uuid not null,
  -- 0: not bound to one hamlet
  hamlet_id int not null default 0,
  -- issued by this product: 10783-T03
  code text not null,
  name text not null,
  from_on date not null,
  -- first day on which it is no team any more
  ended_on date,
  end_reason text,
  made_at timestamptz not null,
  made_by uuid not null,
  op_id uuid not null,
  primary key (commune_id, team_id),
  unique (commune_id, code)
);

create table team_member (
  commune_id int not null,
  member_id uuid not null,
  team_id uuid not null,
  hamlet_id int not null default 0,
  post_id uuid not null,
  account_id uuid not null,
  is_lead boolean not null,
  from_on date not null,
  until_on date,
  added_by uuid not null,
  op_id uuid not null,
  primary key (commune_id, member_id)
);
create index team_member_by_post on team_member (post_id);
create index team_member_by_team on team_member (commune_id, team_id);

-- What a team has and was given: who guides it, handbook, training, equipment, money and its source, commendation.
create table team_record (
  commune_id int not null,
  record_id uuid not null,
  team_id uuid not null,
  hamlet_id int not null default 0,
  kind text not null check (kind in ('guide', 'handbook', 'training', 'equipment', 'money', 'commendation')),
  on_day date not null,
  item text not null,
  quantity numeric,
  amount_vnd bigint,
  source text,
  recorded_at timestamptz not null,
  recorded_by uuid not null,
  op_id uuid not null,
  voided_at timestamptz,
  void_op uuid,
  void_reason text,
  primary key (commune_id, record_id)
);
create index team_record_by_team on team_record (commune_id, team_id);

-- On each day a household has one team at most: from_on <= day < until_on.
create table household_team (
  commune_id int not null,
  assignment_id uuid not null,
  household_id uuid not null,
  hamlet_id int not null default 0,
  team_id uuid not null,
  from_on date not null,
  until_on date,
  -- the order in which the doors are walked
  walk_order int,
  assigned_at timestamptz not null,
  assigned_by uuid not null,
  reason text,
  op_id uuid not null,
  primary key (commune_id, assignment_id),
  check (until_on is null or until_on >= from_on)
);
create index household_team_by_household on household_team (commune_id, household_id);
create index household_team_by_team on household_team (commune_id, team_id);
create unique index household_team_open on household_team (commune_id, household_id) where until_on is null;

-- The day by which a commune mends its gaps: homes without a team, teams of a wrong size. The last row counts.
create table team_mend (
  commune_id int not null,
  mend_id uuid not null,
  mend_by date not null,
  set_at timestamptz not null,
  set_by uuid not null,
  op_id uuid not null,
  primary key (commune_id, mend_id)
);

-- The answer at one door in one slot of one local day. Insert-only: a correction is another row that replaces this one; a wrong one is voided.
create table household_check (
  commune_id int not null,
  check_id uuid not null,
  household_id uuid not null,
  hamlet_id int not null default 0,
  -- who asked; the figures go by whose the household was that day
  team_id uuid not null,
  on_day date not null,
  slot text not null check (slot in ('morning', 'evening')),
  answer text not null check (answer in ('well', 'symptom', 'absent', 'refused', 'moved')),
  replaces uuid,
  note text,
  -- by the device's clock, set right by its measured error
  captured_at timestamptz not null,
  received_at timestamptz not null,
  lateness text not null check (lateness in ('none', 'arrived', 'recorded', 'unknown')),
  account_id uuid not null,
  post_id uuid not null,
  op_id uuid not null,
  voided_at timestamptz,
  void_by uuid,
  void_op uuid,
  void_reason text,
  primary key (commune_id, check_id)
);
create index household_check_by_key on household_check (commune_id, household_id, on_day);
create index household_check_by_replaced on household_check (commune_id, replaces) where replaces is not null;

-- Someone who coughs, is feverish or short of breath, wherever it was noticed. What the laboratory did since is a copy, rewritten with each of its facts.
create table signal (
  commune_id int not null,
  signal_id uuid not null,
  hamlet_id int not null default 0,
  household_id uuid,
  team_id uuid,
  check_id uuid,
  visit_id uuid,
  source text not null check (source in ('team', 'visit', 'pharmacy', 'clinic', 'hospital', 'declaration')),
  disease text not null,
  -- null until the person is found in the register
  subject_id uuid,
  who text,
  kinds text[] not null,
  other text,
  since_on date,
  on_day date not null,
  slot text not null check (slot in ('morning', 'evening')),
  noted_at timestamptz not null,
  received_at timestamptz not null,
  recorded_by uuid not null,
  op_id uuid not null,
  order_id uuid,
  ordered_at timestamptz,
  sample_due_at timestamptz,
  sample_id uuid,
  sampled_at timestamptz,
  result_id uuid,
  result_value text,
  result_at timestamptz,
  closed_at timestamptz,
  closed_by uuid,
  close_reason text,
  voided_at timestamptz,
  void_op uuid,
  void_reason text,
  primary key (commune_id, signal_id)
);
create index signal_by_day on signal (commune_id, on_day);
create index signal_by_subject on signal (subject_id) where subject_id is not null;
create index signal_by_check on signal (commune_id, check_id) where check_id is not null;

-- Kept in the transaction of each check; rebuilt by `verify`.
create table team_slot (
  commune_id int not null,
  team_id uuid not null,
  hamlet_id int not null default 0,
  on_day date not null,
  slot text not null,
  asked int not null,
  well int not null,
  symptomatic int not null,
  absent int not null,
  refused int not null,
  moved int not null,
  late int not null,
  conflicts int not null,
  first_at timestamptz,
  last_at timestamptz,
  primary key (commune_id, team_id, on_day, slot)
);
create index team_slot_by_day on team_slot (on_day, slot, commune_id);
-- Households of a team from that day on, until the next row.
create table team_size (
  commune_id int not null,
  team_id uuid not null,
  hamlet_id int not null default 0,
  from_on date not null,
  households int not null,
  primary key (commune_id, team_id, from_on)
);
-- Answers by the hour in which they were received, every version counted.
create table check_hour (
  commune_id int not null,
  hour_at timestamptz not null,
  answer text not null,
  n int not null,
  primary key (commune_id, hour_at, answer)
);

-- Payloads that were refused are kept until a person has settled them.
create table refused_check (
  commune_id int not null,
  refused_id uuid not null,
  hamlet_id int not null default 0,
  team_id uuid,
  payload jsonb not null,
  reason text not null,
  details jsonb not null default '{}',
  received_at timestamptz not null,
  account_id uuid not null,
  post_id uuid not null,
  op_id uuid not null,
  settled_at timestamptz,
  settled_by uuid,
  settled_how text check (settled_how in ('applied', 'discarded')),
  settle_reason text,
  primary key (commune_id, refused_id)
);
create index refused_check_open on refused_check (commune_id, received_at) where settled_at is null;

create table team_message (
  commune_id int not null,
  message_id uuid not null,
  team_id uuid not null,
  hamlet_id int not null default 0,
  on_day date not null,
  slot text not null,
  text text not null,
  sent_at timestamptz not null,
  sent_by uuid not null,
  op_id uuid not null,
  read_at timestamptz,
  read_by uuid,
  primary key (commune_id, message_id)
);
create index team_message_by_team on team_message (commune_id, team_id, sent_at);

create table movement (
  commune_id int not null,
  movement_id uuid not null,
  household_id uuid not null,
  hamlet_id int not null default 0,
  team_id uuid,
  kind text not null check (kind in ('arrival', 'departure', 'new-resident')),
  subject_id uuid,
  people int not null,
  on_day date not null,
  -- from where, or to where, as said
  place text,
  note text,
  captured_at timestamptz not null,
  received_at timestamptz not null,
  recorded_by uuid not null,
  op_id uuid not null,
  voided_at timestamptz,
  void_op uuid,
  void_reason text,
  primary key (commune_id, movement_id)
);
create index movement_by_day on movement (commune_id, on_day);
create index movement_by_household on movement (commune_id, household_id);

create table frail_person (
  commune_id int not null,
  frail_id uuid not null,
  subject_id uuid not null,
  household_id uuid not null,
  hamlet_id int not null default 0,
  reasons text[] not null,
  note text,
  from_on date not null,
  until_on date,
  end_reason text,
  recorded_by uuid not null,
  op_id uuid not null,
  primary key (commune_id, frail_id)
);
create unique index frail_person_open on frail_person (commune_id, subject_id) where until_on is null;

create table frail_visit (
  commune_id int not null,
  visit_id uuid not null,
  subject_id uuid not null,
  household_id uuid not null,
  hamlet_id int not null default 0,
  team_id uuid,
  on_day date not null,
  temperature numeric,
  spo2 numeric,
  complaints text[] not null default '{}',
  note text,
  captured_at timestamptz not null,
  received_at timestamptz not null,
  recorded_by uuid not null,
  op_id uuid not null,
  voided_at timestamptz,
  void_op uuid,
  void_reason text,
  primary key (commune_id, visit_id)
);
create index frail_visit_by_day on frail_visit (commune_id, on_day);

do $$
declare t text;
begin
  -- a team's post sees its hamlet; within it, its own households are chosen by the command
  foreach t in array array['team', 'team_member', 'team_record', 'household_team', 'household_check', 'signal', 'refused_check', 'team_message',
    'movement', 'frail_person', 'frail_visit', 'team_slot', 'team_size'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy %I on %I using (commune_id between scope_lo() and scope_hi() and scope_hamlet() in (0, hamlet_id))', t || '_scope', t);
    execute format('grant select, insert on %I to phaodai_app', t);
  end loop;
  -- of the commune as a whole; a round counts under the engine's scope
  foreach t in array array['check_hour', 'team_mend'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy %I on %I using (commune_id between scope_lo() and scope_hi() and scope_hamlet() = 0)', t || '_scope', t);
    execute format('grant select, insert on %I to phaodai_app', t);
  end loop;
  foreach t in array array['team_record', 'movement', 'frail_visit', 'household_check', 'signal'] loop
    execute format('grant update (voided_at, void_op, void_reason) on %I to phaodai_app', t);
  end loop;
end $$;
grant update on team_slot, check_hour to phaodai_app;
grant delete on team_size to phaodai_app;
grant update (name, ended_on, end_reason) on team to phaodai_app;
grant update (is_lead, until_on) on team_member to phaodai_app;
grant update (until_on, walk_order) on household_team to phaodai_app;
grant update (void_by) on household_check to phaodai_app;
grant update (subject_id, order_id, ordered_at, sample_due_at, sample_id, sampled_at, result_id, result_value, result_at, closed_at, closed_by, close_reason)
  on signal to phaodai_app;
grant update (settled_at, settled_by, settled_how, settle_reason) on refused_check to phaodai_app;
grant update (read_at, read_by) on team_message to phaodai_app;
grant update (until_on, end_reason) on frail_person to phaodai_app;
