-- S26. The notice of a briefing's conclusions, signed off: what it said is kept with the signature; a correction is the next version.
create table conclusion (
  commune_id int not null,
  conclusion_id uuid not null,
  briefing_id uuid not null,
  -- 1, 2, … ; from the second on: why
  version int not null,
  reason text,
  opened_at timestamptz not null,
  opened_by uuid not null,
  op_id uuid not null,
  primary key (commune_id, conclusion_id),
  constraint conclusion_version unique (commune_id, briefing_id, version)
);
create table conclusion_signature (
  commune_id int not null,
  conclusion_id uuid not null,
  -- the running number of the unit's notices of that year
  year int not null,
  document_no int not null,
  -- who chaired, who took part, each decision, as they were signed
  body jsonb not null,
  signer text not null,
  title text not null,
  capacity text not null,
  signed_on date not null,
  signed_at timestamptz not null,
  signed_by uuid not null,
  op_id uuid not null,
  primary key (commune_id, conclusion_id),
  constraint conclusion_number unique (commune_id, year, document_no)
);
alter table conclusion_signature add constraint conclusion_signature_of foreign key (commune_id, conclusion_id) references conclusion (commune_id, conclusion_id);

do $$
declare t text;
begin
  foreach t in array array['conclusion', 'conclusion_signature'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy %I on %I using (commune_id between scope_lo() and scope_hi() and scope_hamlet() = 0)', t || '_scope', t);
    execute format('grant select, insert on %I to phaodai_app', t);
  end loop;
end $$;
