-- Rules of the disease are data. Packs and profiles are reference tables: a new version is a new row, none is rewritten.
create table disease_profile (
  code text not null,
  version int not null,
  body jsonb not null,
  loaded_at timestamptz not null,
  primary key (code, version)
);
create table policy_pack (
  code text not null,
  version int not null,
  disease text not null,
  -- null: the whole country
  provinces text[],
  effective_from date not null,
  effective_until date,
  body jsonb not null,
  loaded_at timestamptz not null,
  loaded_by uuid,
  primary key (code, version),
  check (effective_until is null or effective_until > effective_from)
);
grant select, insert on disease_profile, policy_pack to phaodai_app;
grant select on disease_profile, policy_pack to phaodai_auditor;
