-- S5. A health declaration, in the commune where the one who declares lives. Insert-only: a renewal is another row of the same series.
create table declaration (
  commune_id int not null,
  declaration_id uuid not null,
  -- who declares, by their key (decision 11) or as the gate made it; the newest row of a series is what a gate sees
  series_id uuid not null,
  -- what is typed where a camera is not at hand
  code text not null,
  full_name text not null,
  birth_year int,
  sex text,
  nationality text,
  id_kind text,
  id_sealed bytea,
  id_index bytea,
  phone_sealed bytea,
  phone_index bytea,
  hamlet_id int not null default 0,
  address text,
  -- the journey: from where, to where, by what, through what
  from_place text,
  to_place text,
  vehicle text,
  countries text,
  places jsonb not null default '[]',
  -- areas of epidemic_area that the person was in
  epidemic_ids uuid[] not null default '{}',
  contact_case boolean not null,
  contact_note text,
  kinds text[] not null default '{}',
  other text,
  since_on date,
  signal_id uuid,
  arrived_on date,
  on_day date not null,
  written_at timestamptz not null,
  received_at timestamptz not null,
  -- hours after the arrival beyond what the rule allows; null: in time, or no rule
  late_hours int,
  colour text not null check (colour in ('green', 'yellow', 'red')),
  colour_why text[] not null,
  valid_until timestamptz not null,
  source text not null check (source in ('self', 'gate')),
  body_id int not null default 0,
  recorded_by uuid not null,
  op_id uuid not null,
  -- found in the register, by a person
  subject_id uuid,
  linked_by uuid,
  primary key (commune_id, declaration_id)
);
create index declaration_by_series on declaration (series_id, received_at);
create index declaration_by_code on declaration (code);
create index declaration_by_day on declaration (commune_id, on_day);
create index declaration_by_subject on declaration (subject_id) where subject_id is not null;

-- A person says that a declaration is false, and by what evidence; never the system.
create table declaration_mark (
  commune_id int not null,
  mark_id uuid not null,
  declaration_id uuid not null,
  evidence text not null,
  document text,
  marked_at timestamptz not null,
  marked_by uuid not null,
  op_id uuid not null,
  voided_at timestamptz,
  void_op uuid,
  void_reason text,
  primary key (commune_id, mark_id)
);
create index declaration_mark_by_declaration on declaration_mark (commune_id, declaration_id);

-- Someone went through a gate; in the gate's area.
create table crossing (
  commune_id int not null,
  crossing_id uuid not null,
  body_id int not null default 0,
  hamlet_id int not null default 0,
  gate text not null,
  series_id uuid not null,
  declaration_id uuid not null,
  direction text not null check (direction in ('in', 'out')),
  -- as the gate saw it then
  colour text not null,
  temperature numeric,
  vehicle text,
  on_day date not null,
  crossed_at timestamptz not null,
  recorded_by uuid not null,
  op_id uuid not null,
  primary key (commune_id, crossing_id)
);
create index crossing_by_day on crossing (commune_id, on_day);

-- S4. Epidemic areas elsewhere: a published, dated list with the document behind each row. No facts, no names: open.
create table epidemic_area (
  epidemic_id uuid primary key,
  name text not null,
  -- a unit of the country, where it is one
  area_id int references area (area_id),
  basis text not null check (basis in ('ct16', 'cases', 'hospital')),
  from_on date not null,
  -- last day
  until_on date,
  measure text not null check (measure in ('site', 'home', 'watch', 'test')),
  hold_days int,
  document text not null,
  entered_at timestamptz not null,
  entered_by uuid not null,
  op_id uuid not null
);

-- The order to go to every door: which area, from which day, by which document. Published: open.
create table sweep (
  sweep_id uuid primary key,
  area_id int not null references area (area_id),
  name text not null,
  document text,
  starts_on date not null,
  due_on date,
  ended_on date,
  -- a recount of the same area
  recounts uuid references sweep (sweep_id),
  made_at timestamptz not null,
  made_by uuid not null,
  op_id uuid not null
);

-- What was found at a door; the newest by when it was written down stands.
create table sweep_tick (
  commune_id int not null,
  tick_id uuid not null,
  sweep_id uuid not null,
  household_id uuid not null,
  hamlet_id int not null default 0,
  outcome text not null check (outcome in ('done', 'absent', 'refused', 'empty')),
  people int,
  note text,
  captured_at timestamptz not null,
  received_at timestamptz not null,
  recorded_by uuid not null,
  op_id uuid not null,
  voided_at timestamptz,
  void_op uuid,
  void_reason text,
  primary key (commune_id, tick_id)
);
create index sweep_tick_by_home on sweep_tick (commune_id, sweep_id, household_id, captured_at);

-- Someone who came back unmanaged: now declared, with the measure that the list of that day asks for, frozen; and who decided what.
create table returnee (
  commune_id int not null,
  returnee_id uuid not null,
  sweep_id uuid,
  movement_id uuid not null,
  subject_id uuid not null,
  household_id uuid not null,
  hamlet_id int not null default 0,
  from_place text not null,
  epidemic_id uuid,
  arrived_on date not null,
  found_at timestamptz not null,
  measure text,
  hold_days int,
  measure_source text,
  due_at timestamptz,
  recorded_by uuid not null,
  op_id uuid not null,
  decided_at timestamptz,
  decided_by uuid,
  decided_how text check (decided_how in ('site', 'home', 'watch', 'test', 'none')),
  decide_document text,
  decide_reason text,
  primary key (commune_id, returnee_id)
);
create index returnee_by_subject on returnee (subject_id);

do $$
declare t text;
begin
  foreach t in array array['declaration', 'sweep_tick', 'returnee', 'crossing'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('grant select, insert on %I to phaodai_app', t);
  end loop;
  foreach t in array array['sweep_tick', 'returnee'] loop
    execute format('create policy %I on %I using (commune_id between scope_lo() and scope_hi() and scope_hamlet() in (0, hamlet_id))', t || '_scope', t);
  end loop;
end $$;
create policy declaration_scope on declaration using (commune_id between scope_lo() and scope_hi() and scope_hamlet() = 0);
create policy declaration_owner on declaration for select to phaodai_owner using (true);
create policy declaration_door on declaration for insert with check (scope_role() = 'declarant' and series_id = scope_account() and recorded_by = scope_account()
  and source = 'self' and subject_id is null);
-- a gate sees what went through it
create policy crossing_scope on crossing using ((commune_id between scope_lo() and scope_hi() and scope_hamlet() in (0, hamlet_id))
  or (body_id <> 0 and body_id = scope_body()));
alter table declaration_mark enable row level security;
alter table declaration_mark force row level security;
create policy declaration_mark_scope on declaration_mark using (commune_id between scope_lo() and scope_hi() and scope_hamlet() = 0);
create policy declaration_mark_owner on declaration_mark for select to phaodai_owner using (true);
grant select, insert on declaration_mark to phaodai_app;
grant update (voided_at, void_op, void_reason) on declaration_mark, sweep_tick to phaodai_app;
grant update (subject_id, linked_by) on declaration to phaodai_app;
grant update (decided_at, decided_by, decided_how, decide_document, decide_reason) on returnee to phaodai_app;
grant select, insert, update (until_on) on epidemic_area to phaodai_app;
grant select, insert, update (ended_on) on sweep to phaodai_app;
grant select on epidemic_area, sweep to phaodai_auditor;

-- One's own declarations, by one's own key: the newest first.
create function declaration_own()
returns setof declaration language sql stable security definer set search_path = public, pg_temp as $$
  select * from declaration where series_id = scope_account() and scope_role() = 'declarant' order by received_at desc, declaration_id desc limit 30
$$;
-- Which of one's own were marked false: one may know that it was said, and answer it.
create function declaration_own_false()
returns table (declaration_id uuid) language sql stable security definer set search_path = public, pg_temp as $$
  select m.declaration_id from declaration_mark m join declaration d on d.commune_id = m.commune_id and d.declaration_id = m.declaration_id
  where d.series_id = scope_account() and scope_role() = 'declarant' and m.voided_at is null
$$;
revoke all on function declaration_own(), declaration_own_false() from public;
grant execute on function declaration_own(), declaration_own_false() to phaodai_app;
