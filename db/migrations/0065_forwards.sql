-- S17. A document sent on to units below: a row lies where it was sent, so that this unit and those above it see it. Who has it says so.
create table forward (
  commune_id int not null,
  forward_id uuid not null,
  -- the body that it was sent to; 0: the steering committee of the area
  body_id int not null default 0,
  directive_id uuid not null,
  directive_area_id int not null,
  -- what it was called when it was sent
  label text not null,
  from_area_id int not null,
  words text,
  -- receipt is expected by then
  due_at timestamptz not null,
  forwarded_at timestamptz not null,
  forwarded_by uuid not null,
  op_id uuid not null,
  primary key (commune_id, forward_id)
);
create index forward_by_directive on forward (directive_id, commune_id);

create table forward_receipt (
  commune_id int not null,
  forward_id uuid not null,
  body_id int not null default 0,
  words text,
  received_at timestamptz not null,
  received_by uuid not null,
  by_role text not null,
  op_id uuid not null,
  primary key (commune_id, forward_id)
);
create table forward_reminder (
  commune_id int not null,
  reminder_id uuid not null,
  forward_id uuid not null,
  body_id int not null default 0,
  reminded_at timestamptz not null,
  reminded_by uuid not null,
  op_id uuid not null,
  primary key (commune_id, reminder_id)
);
create index forward_reminder_by_forward on forward_reminder (commune_id, forward_id);
alter table forward_receipt add constraint forward_receipt_of foreign key (commune_id, forward_id) references forward (commune_id, forward_id);
alter table forward_reminder add constraint forward_reminder_of foreign key (commune_id, forward_id) references forward (commune_id, forward_id);

do $$
declare t text;
begin
  foreach t in array array['forward', 'forward_receipt', 'forward_reminder'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy %I on %I using ((commune_id between scope_lo() and scope_hi() and scope_hamlet() = 0) or (body_id <> 0 and body_id = scope_body()))', t || '_scope', t);
    execute format('grant select, insert on %I to phaodai_app', t);
  end loop;
end $$;
