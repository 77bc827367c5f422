-- Which code of the province's own DHIS2 stands for which figure. Insert-only: the newest version is used, each says who made it and why; 0 is the product's own.
create table dhis2_mapping (
  version int primary key check (version > 0),
  mapping jsonb not null,
  reason text not null,
  made_at timestamptz not null,
  made_by uuid not null,
  op_id uuid not null
);
grant select, insert on dhis2_mapping to phaodai_app;
