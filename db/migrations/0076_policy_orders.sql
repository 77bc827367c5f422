-- S16. A policy pack comes into force by somebody's document, and one that was taken in by mistake goes out again with a reason. Versions stay: both are rows beside them.
create table policy_order (
  code text not null,
  version int not null,
  -- the document that orders it here: number, day, who signed
  document_no text not null,
  issued_on date not null,
  signer text not null,
  ordered_at timestamptz not null,
  ordered_by uuid not null,
  op_id uuid not null,
  primary key (code, version)
);
create table policy_withdrawal (
  code text not null,
  version int not null,
  reason text not null,
  withdrawn_at timestamptz not null,
  withdrawn_by uuid not null,
  op_id uuid not null,
  primary key (code, version)
);
grant select, insert on policy_order, policy_withdrawal to phaodai_app;
grant select on policy_order, policy_withdrawal to phaodai_auditor;
