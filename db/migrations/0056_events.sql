-- S30. Events and meetings: who holds what, where, when, how many. No person in it but the organiser's name as published.
create table public_event (
  commune_id int not null,
  event_id uuid not null,
  disease text not null,
  name text not null,
  organiser text not null,
  place text not null,
  setting text not null check (setting in ('indoor', 'outdoor', 'worship')),
  from_on date not null,
  until_on date not null,
  people int not null check (people > 0),
  -- rooms that they are spread over, where indoors
  rooms int not null default 1 check (rooms > 0),
  note text,
  recorded_at timestamptz not null,
  recorded_by uuid not null,
  op_id uuid not null,
  primary key (commune_id, event_id),
  check (until_on >= from_on)
);
create index public_event_by_day on public_event (commune_id, from_on);

-- What a person decided about it, the newest counts; insert-only, a wrong one is voided.
create table public_event_decision (
  commune_id int not null,
  decision_id uuid not null,
  event_id uuid not null,
  how text not null check (how in ('allowed', 'limited', 'postponed', 'online', 'cancelled')),
  -- limited: so many at most; postponed: to that day, null: until further notice
  people int,
  rooms int,
  new_from_on date,
  document text,
  words text,
  -- what the limits in force said then
  checked jsonb not null,
  decided_at timestamptz not null,
  decided_by uuid not null,
  op_id uuid not null,
  voided_at timestamptz,
  void_op uuid,
  void_reason text,
  primary key (commune_id, decision_id)
);
create index public_event_decision_by_event on public_event_decision (commune_id, event_id);
alter table public_event_decision add constraint public_event_decision_of foreign key (commune_id, event_id) references public_event (commune_id, event_id);

do $$
declare t text;
begin
  foreach t in array array['public_event', 'public_event_decision'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy %I on %I using (commune_id between scope_lo() and scope_hi() and scope_hamlet() = 0)', t || '_scope', t);
    execute format('grant select, insert on %I to phaodai_app', t);
  end loop;
end $$;
grant update (voided_at, void_op, void_reason) on public_event_decision to phaodai_app;
