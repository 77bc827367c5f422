-- S9, first cut: order, sample, result. The laboratory's rows carry its body, so it sees them and nothing else.
create table test_order (
  commune_id int not null,
  order_id uuid not null,
  body_id int not null default 0,
  subject_id uuid not null,
  disease text not null,
  reason text not null check (reason in ('symptom', 'F1', 'F2', 'F0-release', 'zone', 'worker', 'screening', 'inpatient')),
  due_at timestamptz not null,
  ordered_at timestamptz not null,
  ordered_by uuid not null,
  pack_code text,
  op_id uuid not null,
  voided_at timestamptz,
  void_op uuid,
  void_reason text,
  primary key (commune_id, order_id)
);
create index test_order_by_subject on test_order (subject_id, disease);

create table sample (
  commune_id int not null,
  sample_id uuid not null,
  body_id int not null default 0,
  order_id uuid,
  subject_id uuid not null,
  disease text not null,
  barcode text not null,
  kind text not null default 'swab',
  -- how the person's identity was checked when the swab was taken (anyone tested shows ID: Bắc Giang 22/08/2021)
  identity_check text not null check (identity_check in ('cccd', 'cmnd', 'passport', 'known-to-taker', 'household-head')),
  -- what the bench may see: masked name, birth year, sex
  label jsonb not null,
  sampled_at timestamptz not null,
  sampled_on date not null,
  taken_by uuid not null,
  received_at timestamptz,
  op_id uuid not null,
  voided_at timestamptz,
  void_op uuid,
  void_reason text,
  primary key (commune_id, sample_id),
  unique (commune_id, barcode)
);
create index sample_by_subject on sample (subject_id, disease);
create index sample_by_barcode on sample (barcode);
create index sample_by_body on sample (body_id, sampled_at);

create table result (
  commune_id int not null,
  result_id uuid not null,
  body_id int not null default 0,
  sample_id uuid not null,
  subject_id uuid not null,
  disease text not null,
  method text not null check (method in ('pcr', 'antigen', 'sequencing', 'serology')),
  value text not null check (value in ('positive', 'negative', 'inconclusive')),
  ct numeric,
  tested_at timestamptz not null,
  released_at timestamptz not null,
  released_by uuid not null,
  -- the result that this one corrects
  corrects uuid,
  op_id uuid not null,
  voided_at timestamptz,
  void_op uuid,
  void_reason text,
  primary key (commune_id, result_id)
);
create index result_by_subject on result (subject_id, disease);
create index result_by_sample on result (sample_id);
create index result_by_body on result (body_id, released_at);
create index result_by_release on result (disease, commune_id, released_at) where voided_at is null;
do $$
declare t text;
begin
  foreach t in array array['test_order', 'sample', 'result'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy %I on %I using ((commune_id between scope_lo() and scope_hi() and scope_hamlet() = 0) or (body_id <> 0 and body_id = scope_body()))', t || '_scope', t);
    execute format('grant select, insert, update (voided_at, void_op, void_reason) on %I to phaodai_app', t);
  end loop;
end $$;
grant update (received_at, body_id) on sample to phaodai_app;
