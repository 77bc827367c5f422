-- S17. Documents of the authorities, as a unit took them in. The reading proposes; a person confirms; only then is anything given to anybody.
create table directive (
  -- whose book of incoming documents
  commune_id int not null,
  directive_id uuid not null,
  incoming_year int not null,
  incoming_no int not null,
  received_on date not null,
  file_name text not null,
  file_format text not null check (file_format in ('txt', 'docx', 'pdf')),
  file_bytes int not null,
  file_sha256 bytea not null,
  file_sealed bytea not null,
  -- what the spans of the reading and of the tasks index, in UTF-16 units
  body_text text not null,
  -- what the machine read; never changed
  reading jsonb not null,
  taken_at timestamptz not null,
  taken_by uuid not null,
  op_id uuid not null,
  -- once issued: its header as a person left it, and the range of areas that may read it
  header jsonb,
  open_lo int,
  open_hi int,
  voided_at timestamptz,
  void_op uuid,
  void_reason text,
  primary key (commune_id, directive_id),
  unique (commune_id, incoming_year, incoming_no)
);
create unique index directive_once on directive (commune_id, file_sha256) where voided_at is null;
create index directive_by_id on directive (directive_id);

-- What people made of the reading: each saving is a row, the last one stands.
create table directive_draft (
  commune_id int not null,
  directive_id uuid not null,
  draft_no int not null,
  draft jsonb not null,
  saved_at timestamptz not null,
  saved_by uuid not null,
  op_id uuid not null,
  primary key (commune_id, directive_id, draft_no)
);

-- Confirmed and issued, by whom and when.
create table directive_issue (
  commune_id int not null,
  directive_id uuid not null,
  draft_no int not null,
  tasks int not null,
  issued_at timestamptz not null,
  issued_by uuid not null,
  issued_role text not null,
  op_id uuid not null,
  primary key (commune_id, directive_id)
);

alter table directive_draft add constraint directive_draft_of foreign key (commune_id, directive_id) references directive (commune_id, directive_id);
alter table directive_issue add constraint directive_issue_of foreign key (commune_id, directive_id) references directive (commune_id, directive_id);

do $$
declare t text;
begin
  foreach t in array array['directive', 'directive_draft', 'directive_issue'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy %I on %I using (commune_id between scope_lo() and scope_hi() and scope_hamlet() = 0)', t || '_scope', t);
    execute format('grant select, insert on %I to phaodai_app', t);
  end loop;
end $$;
-- an issued document is read by those below who have to carry it out
create policy directive_open on directive for select using (open_lo <= scope_lo() and open_hi >= scope_hi() and scope_lo() <= scope_hi() and scope_hamlet() = 0);
grant update (header, open_lo, open_hi, voided_at, void_op, void_reason) on directive to phaodai_app;
