-- Made by `node tools/schema.ts` from the migrated database; to be read, not to be run. A test keeps it current.

create table account (
  account_id uuid not null,
  commune_id integer not null,
  username text not null,
  full_name text not null,
  name_key text not null,
  password_hash text not null,
  must_change boolean not null default true,
  totp_sealed bytea,
  totp_last_step integer,
  failed_count integer not null default 0,
  locked_until timestamp with time zone,
  disabled_at timestamp with time zone,
  created_at timestamp with time zone not null,
  constraint account_pkey PRIMARY KEY (account_id),
  constraint account_username_key UNIQUE (username),
  constraint account_username_check CHECK (username = lower(username))
);
CREATE INDEX account_by_area ON account USING btree (commune_id);
alter table account enable row level security;
alter table account force row level security;
create policy account_owner on account to phaodai_owner using (true);
create policy account_scope on account using (commune_id >= scope_lo() AND commune_id <= scope_hi() OR account_id = scope_account());
grant insert, select, update on account to phaodai_app;

create table area (
  area_id integer not null,
  code text not null,
  tier text not null,
  name text not null,
  full_name text not null,
  type text not null,
  parent_id integer,
  province_code text not null,
  valid_from date not null,
  valid_until date,
  lo integer not null,
  hi integer not null,
  name_key text not null,
  households integer,
  people integer,
  constraint area_pkey PRIMARY KEY (area_id),
  constraint area_code_valid_from_key UNIQUE (code, valid_from),
  constraint area_check CHECK (lo <= area_id AND area_id <= hi),
  constraint area_tier_check CHECK (tier = ANY (ARRAY['province'::text, 'district'::text, 'commune'::text, 'hamlet'::text])),
  constraint area_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES area(area_id)
);
CREATE INDEX area_by_parent ON area USING btree (parent_id);
CREATE INDEX area_by_range ON area USING btree (lo, hi);
grant insert, select on area to phaodai_app;
grant select on area to phaodai_auditor;

create table area_successor (
  old_area_id integer not null,
  new_area_id integer,
  is_split boolean not null,
  constraint area_successor_old_area_id_new_area_id_key UNIQUE NULLS NOT DISTINCT (old_area_id, new_area_id),
  constraint area_successor_new_area_id_fkey FOREIGN KEY (new_area_id) REFERENCES area(area_id),
  constraint area_successor_old_area_id_fkey FOREIGN KEY (old_area_id) REFERENCES area(area_id)
);
grant select on area_successor to phaodai_app;
grant select on area_successor to phaodai_auditor;

create table audit (
  commune_id integer not null,
  audit_id uuid not null,
  op_id uuid,
  at timestamp with time zone not null,
  wall_at timestamp with time zone not null default clock_timestamp(),
  account_id uuid,
  post_id uuid,
  role text,
  action text not null,
  kind text not null,
  subject_ids uuid[] not null default '{}'::uuid[],
  details jsonb not null default '{}'::jsonb,
  constraint audit_pkey PRIMARY KEY (commune_id, audit_id),
  constraint audit_kind_check CHECK (kind = ANY (ARRAY['write'::text, 'read'::text, 'sign-in'::text, 'denied'::text, 'refused'::text]))
);
CREATE INDEX audit_by_subject ON audit USING gin (subject_ids);
CREATE INDEX audit_by_wall ON audit USING btree (wall_at);
alter table audit enable row level security;
alter table audit force row level security;
create policy audit_all on audit for select to phaodai_auditor using (true);
create policy audit_owner on audit for select to phaodai_owner using (true);
create policy audit_scope on audit for select using (commune_id >= scope_lo() AND commune_id <= scope_hi());
create policy audit_write on audit for insert with check (true);
grant insert (commune_id, audit_id, op_id, at, account_id, post_id, role, action, kind, subject_ids, details), select on audit to phaodai_app;
grant select on audit to phaodai_auditor;

create table audit_seal (
  minute timestamp with time zone not null,
  rows integer not null,
  hash bytea not null,
  previous bytea not null,
  constraint audit_seal_pkey PRIMARY KEY (minute)
);
grant insert, select on audit_seal to phaodai_app;
grant select on audit_seal to phaodai_auditor;

create table body (
  body_id integer generated always as identity not null,
  area_id integer not null,
  kind text not null,
  side text not null,
  name text not null,
  parent_body_id integer,
  constraint body_pkey PRIMARY KEY (body_id),
  constraint body_area_id_name_key UNIQUE (area_id, name),
  constraint body_side_check CHECK (side = ANY (ARRAY['state'::text, 'party'::text, 'front'::text])),
  constraint body_area_id_fkey FOREIGN KEY (area_id) REFERENCES area(area_id),
  constraint body_parent_body_id_fkey FOREIGN KEY (parent_body_id) REFERENCES body(body_id)
);
grant insert, select on body to phaodai_app;
grant select on body to phaodai_auditor;

create table briefing (
  commune_id integer not null,
  briefing_id uuid not null,
  disease text not null,
  on_day date not null,
  chair text not null,
  chair_title text not null,
  attended text not null,
  agenda jsonb not null,
  report_id uuid,
  opened_at timestamp with time zone not null,
  opened_by uuid not null,
  op_id uuid not null,
  closed_at timestamp with time zone,
  closed_by uuid,
  constraint briefing_pkey PRIMARY KEY (commune_id, briefing_id)
);
alter table briefing enable row level security;
alter table briefing force row level security;
create policy briefing_scope on briefing using (commune_id >= scope_lo() AND commune_id <= scope_hi() AND scope_hamlet() = 0);
grant insert, select, update (closed_at, closed_by) on briefing to phaodai_app;

create table briefing_decision (
  commune_id integer not null,
  decision_id uuid not null,
  briefing_id uuid not null,
  place integer not null,
  topic text,
  words text not null,
  assignee text,
  assignee_area_id integer,
  due_on date,
  product text,
  task_id uuid,
  decided_at timestamp with time zone not null,
  decided_by uuid not null,
  op_id uuid not null,
  voided_at timestamp with time zone,
  void_op uuid,
  void_reason text,
  constraint briefing_decision_pkey PRIMARY KEY (commune_id, decision_id)
);
CREATE INDEX briefing_decision_by_briefing ON briefing_decision USING btree (commune_id, briefing_id);
alter table briefing_decision enable row level security;
alter table briefing_decision force row level security;
create policy briefing_decision_scope on briefing_decision using (commune_id >= scope_lo() AND commune_id <= scope_hi() AND scope_hamlet() = 0);
grant insert, select, update (voided_at, void_op, void_reason) on briefing_decision to phaodai_app;

create table call_attempt (
  commune_id integer not null,
  call_id uuid not null,
  subject_id uuid not null,
  disease text not null,
  at timestamp with time zone not null,
  on_day date not null,
  outcome text not null,
  told_level text,
  note text,
  called_by uuid not null,
  op_id uuid not null,
  constraint call_attempt_pkey PRIMARY KEY (commune_id, call_id),
  constraint call_attempt_outcome_check CHECK (outcome = ANY (ARRAY['reached'::text, 'unreachable'::text, 'refused'::text, 'wrong-number'::text]))
);
CREATE INDEX call_attempt_by_subject ON call_attempt USING btree (subject_id, disease);
alter table call_attempt enable row level security;
alter table call_attempt force row level security;
create policy call_attempt_scope on call_attempt using (commune_id >= scope_lo() AND commune_id <= scope_hi() AND scope_hamlet() = 0);
grant insert, select on call_attempt to phaodai_app;

create table candidate_decision (
  commune_id integer not null,
  decision_id uuid not null,
  subject_id uuid not null,
  other_id uuid not null,
  place_id uuid not null,
  on_day date not null,
  disease text not null,
  decision text not null,
  reason text not null,
  decided_at timestamp with time zone not null,
  decided_by uuid not null,
  op_id uuid not null,
  constraint candidate_decision_pkey PRIMARY KEY (commune_id, decision_id),
  constraint candidate_decision_decision_check CHECK (decision = ANY (ARRAY['counts'::text, 'dismissed'::text]))
);
CREATE INDEX candidate_decision_by_other ON candidate_decision USING btree (other_id, disease);
CREATE INDEX candidate_decision_by_place ON candidate_decision USING btree (place_id, on_day);
CREATE INDEX candidate_decision_by_subject ON candidate_decision USING btree (subject_id, disease);
alter table candidate_decision enable row level security;
alter table candidate_decision force row level security;
create policy candidate_decision_scope on candidate_decision using (commune_id >= scope_lo() AND commune_id <= scope_hi() AND scope_hamlet() = 0);
grant insert, select on candidate_decision to phaodai_app;

create table case_notice (
  commune_id integer not null,
  notice_id uuid not null,
  subject_id uuid not null,
  disease text not null,
  sent_at timestamp with time zone not null,
  how text not null,
  number text,
  to_body text not null,
  sent_by text not null,
  recorded_at timestamp with time zone not null,
  recorded_by uuid not null,
  op_id uuid not null,
  voided_at timestamp with time zone,
  void_op uuid,
  void_reason text,
  constraint case_notice_pkey PRIMARY KEY (commune_id, notice_id),
  constraint case_notice_how_check CHECK (how = ANY (ARRAY['system'::text, 'phone'::text, 'email'::text, 'paper'::text]))
);
CREATE INDEX case_notice_by_subject ON case_notice USING btree (subject_id, disease);
alter table case_notice enable row level security;
alter table case_notice force row level security;
create policy case_notice_scope on case_notice using (commune_id >= scope_lo() AND commune_id <= scope_hi() AND scope_hamlet() = 0);
grant insert, select, update (voided_at, void_op, void_reason) on case_notice to phaodai_app;

create table check_hour (
  commune_id integer not null,
  hour_at timestamp with time zone not null,
  answer text not null,
  n integer not null,
  constraint check_hour_pkey PRIMARY KEY (commune_id, hour_at, answer)
);
alter table check_hour enable row level security;
alter table check_hour force row level security;
create policy check_hour_scope on check_hour using (commune_id >= scope_lo() AND commune_id <= scope_hi() AND scope_hamlet() = 0);
grant insert, select, update on check_hour to phaodai_app;

create table classification (
  commune_id integer not null,
  disease text not null,
  subject_id uuid not null,
  level text not null,
  since_on date not null,
  first_exposed_on date,
  last_exposed_on date,
  source_id uuid,
  root_id uuid,
  infectious jsonb not null default '[]'::jsonb,
  basis jsonb not null,
  pack_code text,
  constraint classification_pkey PRIMARY KEY (commune_id, disease, subject_id),
  constraint classification_level_check CHECK (level = ANY (ARRAY['F0'::text, 'F1'::text, 'F2'::text]))
);
CREATE INDEX classification_by_level ON classification USING btree (disease, level, commune_id, since_on);
CREATE INDEX classification_by_source ON classification USING btree (source_id, disease) WHERE (source_id IS NOT NULL);
CREATE INDEX classification_by_subject ON classification USING btree (subject_id, disease);
alter table classification enable row level security;
alter table classification force row level security;
create policy classification_scope on classification using (commune_id >= scope_lo() AND commune_id <= scope_hi() AND scope_hamlet() = 0);
grant delete, insert, select, update on classification to phaodai_app;

create table classification_change (
  commune_id integer not null,
  change_id uuid not null,
  disease text not null,
  subject_id uuid not null,
  from_level text,
  to_level text,
  at timestamp with time zone not null,
  on_day date not null,
  op_id uuid not null,
  constraint classification_change_pkey PRIMARY KEY (commune_id, change_id)
);
CREATE INDEX classification_change_by_op ON classification_change USING btree (op_id);
CREATE INDEX classification_change_by_subject ON classification_change USING btree (subject_id, disease);
alter table classification_change enable row level security;
alter table classification_change force row level security;
create policy classification_change_scope on classification_change using (commune_id >= scope_lo() AND commune_id <= scope_hi() AND scope_hamlet() = 0);
grant insert, select on classification_change to phaodai_app;

create table conclusion (
  commune_id integer not null,
  conclusion_id uuid not null,
  briefing_id uuid not null,
  version integer not null,
  reason text,
  opened_at timestamp with time zone not null,
  opened_by uuid not null,
  op_id uuid not null,
  constraint conclusion_pkey PRIMARY KEY (commune_id, conclusion_id),
  constraint conclusion_version UNIQUE (commune_id, briefing_id, version)
);
alter table conclusion enable row level security;
alter table conclusion force row level security;
create policy conclusion_scope on conclusion using (commune_id >= scope_lo() AND commune_id <= scope_hi() AND scope_hamlet() = 0);
grant insert, select on conclusion to phaodai_app;

create table conclusion_signature (
  commune_id integer not null,
  conclusion_id uuid not null,
  year integer not null,
  document_no integer not null,
  body jsonb not null,
  signer text not null,
  title text not null,
  capacity text not null,
  signed_on date not null,
  signed_at timestamp with time zone not null,
  signed_by uuid not null,
  op_id uuid not null,
  constraint conclusion_signature_pkey PRIMARY KEY (commune_id, conclusion_id),
  constraint conclusion_number UNIQUE (commune_id, year, document_no),
  constraint conclusion_signature_of FOREIGN KEY (commune_id, conclusion_id) REFERENCES conclusion(commune_id, conclusion_id)
);
alter table conclusion_signature enable row level security;
alter table conclusion_signature force row level security;
create policy conclusion_signature_scope on conclusion_signature using (commune_id >= scope_lo() AND commune_id <= scope_hi() AND scope_hamlet() = 0);
grant insert, select on conclusion_signature to phaodai_app;

create table confirmation (
  commune_id integer not null,
  confirmation_id uuid not null,
  subject_id uuid not null,
  disease text not null,
  basis text not null,
  result_id uuid,
  sampled_on date,
  confirmed_on date,
  reported_on date,
  origin text,
  place_found text,
  list_name text,
  list_ref text,
  details jsonb not null default '{}'::jsonb,
  recorded_at timestamp with time zone not null,
  op_id uuid not null,
  voided_at timestamp with time zone,
  void_op uuid,
  void_reason text,
  unmet boolean not null default false,
  constraint confirmation_pkey PRIMARY KEY (commune_id, confirmation_id),
  constraint confirmation_basis_check CHECK (basis = ANY (ARRAY['result'::text, 'notified'::text])),
  constraint confirmation_origin_check CHECK (origin = ANY (ARRAY['community'::text, 'quarantine'::text, 'zone'::text, 'imported'::text]))
);
CREATE INDEX confirmation_by_report ON confirmation USING btree (disease, commune_id, reported_on) WHERE (voided_at IS NULL);
CREATE INDEX confirmation_by_subject ON confirmation USING btree (subject_id, disease);
CREATE INDEX confirmation_not_pcr ON confirmation USING btree (disease, subject_id) WHERE ((basis = 'result'::text) AND (voided_at IS NULL) AND ((details ->> 'method'::text) <> 'pcr'::text));
alter table confirmation enable row level security;
alter table confirmation force row level security;
create policy confirmation_scope on confirmation using (commune_id >= scope_lo() AND commune_id <= scope_hi() AND scope_hamlet() = 0);
grant insert, select, update (voided_at, void_op, void_reason, unmet) on confirmation to phaodai_app;

create table contact (
  commune_id integer not null,
  contact_id uuid not null,
  subject_id uuid not null,
  other_id uuid not null,
  disease text not null,
  kind text not null,
  first_on date,
  last_on date,
  minutes integer,
  distance_m numeric,
  masked boolean,
  closed_space boolean,
  physical boolean,
  care boolean,
  place_text text,
  counts boolean not null,
  reason jsonb not null,
  other_snapshot jsonb not null,
  recorded_at timestamp with time zone not null,
  op_id uuid not null,
  voided_at timestamp with time zone,
  void_op uuid,
  void_reason text,
  constraint contact_pkey PRIMARY KEY (commune_id, contact_id, subject_id),
  constraint contact_kind_check CHECK (kind = ANY (ARRAY['declared'::text, 'place'::text]))
);
CREATE INDEX contact_by_subject ON contact USING btree (subject_id, disease) WHERE (voided_at IS NULL);
alter table contact enable row level security;
alter table contact force row level security;
create policy contact_scope on contact using (commune_id >= scope_lo() AND commune_id <= scope_hi() AND scope_hamlet() = 0);
grant insert, select, update (voided_at, void_op, void_reason) on contact to phaodai_app;

create table crossing (
  commune_id integer not null,
  crossing_id uuid not null,
  body_id integer not null default 0,
  hamlet_id integer not null default 0,
  gate text not null,
  series_id uuid not null,
  declaration_id uuid not null,
  direction text not null,
  colour text not null,
  temperature numeric,
  vehicle text,
  on_day date not null,
  crossed_at timestamp with time zone not null,
  recorded_by uuid not null,
  op_id uuid not null,
  constraint crossing_pkey PRIMARY KEY (commune_id, crossing_id),
  constraint crossing_direction_check CHECK (direction = ANY (ARRAY['in'::text, 'out'::text]))
);
CREATE INDEX crossing_by_day ON crossing USING btree (commune_id, on_day);
alter table crossing enable row level security;
alter table crossing force row level security;
create policy crossing_scope on crossing using (commune_id >= scope_lo() AND commune_id <= scope_hi() AND (scope_hamlet() = 0 OR scope_hamlet() = hamlet_id) OR body_id <> 0 AND body_id = scope_body());
grant insert, select on crossing to phaodai_app;

create table declaration (
  commune_id integer not null,
  declaration_id uuid not null,
  series_id uuid not null,
  code text not null,
  full_name text not null,
  birth_year integer,
  sex text,
  nationality text,
  id_kind text,
  id_sealed bytea,
  id_index bytea,
  phone_sealed bytea,
  phone_index bytea,
  hamlet_id integer not null default 0,
  address text,
  from_place text,
  to_place text,
  vehicle text,
  countries text,
  places jsonb not null default '[]'::jsonb,
  epidemic_ids uuid[] not null default '{}'::uuid[],
  contact_case boolean not null,
  contact_note text,
  kinds text[] not null default '{}'::text[],
  other text,
  since_on date,
  signal_id uuid,
  arrived_on date,
  on_day date not null,
  written_at timestamp with time zone not null,
  received_at timestamp with time zone not null,
  late_hours integer,
  colour text not null,
  colour_why text[] not null,
  valid_until timestamp with time zone not null,
  source text not null,
  body_id integer not null default 0,
  recorded_by uuid not null,
  op_id uuid not null,
  subject_id uuid,
  linked_by uuid,
  constraint declaration_pkey PRIMARY KEY (commune_id, declaration_id),
  constraint declaration_colour_check CHECK (colour = ANY (ARRAY['green'::text, 'yellow'::text, 'red'::text])),
  constraint declaration_source_check CHECK (source = ANY (ARRAY['self'::text, 'gate'::text]))
);
CREATE INDEX declaration_by_code ON declaration USING btree (code);
CREATE INDEX declaration_by_day ON declaration USING btree (commune_id, on_day);
CREATE INDEX declaration_by_series ON declaration USING btree (series_id, received_at);
CREATE INDEX declaration_by_subject ON declaration USING btree (subject_id) WHERE (subject_id IS NOT NULL);
alter table declaration enable row level security;
alter table declaration force row level security;
create policy declaration_door on declaration for insert with check (scope_role() = 'declarant'::text AND series_id = scope_account() AND recorded_by = scope_account() AND source = 'self'::text AND subject_id IS NULL);
create policy declaration_owner on declaration for select to phaodai_owner using (true);
create policy declaration_scope on declaration using (commune_id >= scope_lo() AND commune_id <= scope_hi() AND scope_hamlet() = 0);
grant insert, select, update (subject_id, linked_by) on declaration to phaodai_app;

create table declaration_mark (
  commune_id integer not null,
  mark_id uuid not null,
  declaration_id uuid not null,
  evidence text not null,
  document text,
  marked_at timestamp with time zone not null,
  marked_by uuid not null,
  op_id uuid not null,
  voided_at timestamp with time zone,
  void_op uuid,
  void_reason text,
  constraint declaration_mark_pkey PRIMARY KEY (commune_id, mark_id)
);
CREATE INDEX declaration_mark_by_declaration ON declaration_mark USING btree (commune_id, declaration_id);
alter table declaration_mark enable row level security;
alter table declaration_mark force row level security;
create policy declaration_mark_owner on declaration_mark for select to phaodai_owner using (true);
create policy declaration_mark_scope on declaration_mark using (commune_id >= scope_lo() AND commune_id <= scope_hi() AND scope_hamlet() = 0);
grant insert, select, update (voided_at, void_op, void_reason) on declaration_mark to phaodai_app;

create table device (
  commune_id integer not null,
  device_id uuid not null,
  handset_id uuid not null,
  account_id uuid not null,
  post_id uuid not null,
  hamlet_id integer not null default 0,
  label text,
  enrolled_at timestamp with time zone not null,
  op_id uuid not null,
  session_hash bytea not null,
  share_salt bytea,
  lease_until timestamp with time zone not null,
  last_contact_at timestamp with time zone not null,
  last_push_at timestamp with time zone,
  unsent integer not null default 0,
  protocol integer not null default 1,
  revoked_at timestamp with time zone,
  revoked_by uuid,
  revoke_reason text,
  constraint device_pkey PRIMARY KEY (commune_id, device_id)
);
CREATE INDEX device_by_account ON device USING btree (account_id);
CREATE INDEX device_by_handset ON device USING btree (commune_id, handset_id);
alter table device enable row level security;
alter table device force row level security;
create policy device_scope on device using (commune_id >= scope_lo() AND commune_id <= scope_hi() AND (scope_hamlet() = 0 OR scope_hamlet() = hamlet_id));
grant insert, select, update (label, session_hash, share_salt, lease_until, last_contact_at, last_push_at, unsent, protocol, revoked_at, revoked_by, revoke_reason) on device to phaodai_app;

create table device_operation (
  commune_id integer not null,
  op_id uuid not null,
  hamlet_id integer not null default 0,
  device_id uuid not null,
  verb text not null,
  outcome text not null,
  reason text,
  refused_id uuid,
  received_at timestamp with time zone not null,
  constraint device_operation_pkey PRIMARY KEY (commune_id, op_id),
  constraint device_operation_outcome_check CHECK (outcome = ANY (ARRAY['applied'::text, 'duplicate'::text, 'merged'::text, 'conflict'::text, 'refused'::text, 'blocked'::text]))
);
alter table device_operation enable row level security;
alter table device_operation force row level security;
create policy device_operation_scope on device_operation using (commune_id >= scope_lo() AND commune_id <= scope_hi() AND (scope_hamlet() = 0 OR scope_hamlet() = hamlet_id));
grant insert, select, update (outcome, reason) on device_operation to phaodai_app;

create table dhis2_mapping (
  version integer not null,
  mapping jsonb not null,
  reason text not null,
  made_at timestamp with time zone not null,
  made_by uuid not null,
  op_id uuid not null,
  constraint dhis2_mapping_pkey PRIMARY KEY (version),
  constraint dhis2_mapping_version_check CHECK (version > 0)
);
grant insert, select on dhis2_mapping to phaodai_app;

create table directive (
  commune_id integer not null,
  directive_id uuid not null,
  incoming_year integer not null,
  incoming_no integer not null,
  received_on date not null,
  file_name text not null,
  file_format text not null,
  file_bytes integer not null,
  file_sha256 bytea not null,
  file_sealed bytea not null,
  body_text text not null,
  reading jsonb not null,
  taken_at timestamp with time zone not null,
  taken_by uuid not null,
  op_id uuid not null,
  header jsonb,
  open_lo integer,
  open_hi integer,
  voided_at timestamp with time zone,
  void_op uuid,
  void_reason text,
  constraint directive_pkey PRIMARY KEY (commune_id, directive_id),
  constraint directive_commune_id_incoming_year_incoming_no_key UNIQUE (commune_id, incoming_year, incoming_no),
  constraint directive_file_format_check CHECK (file_format = ANY (ARRAY['txt'::text, 'docx'::text, 'pdf'::text]))
);
CREATE INDEX directive_by_id ON directive USING btree (directive_id);
CREATE UNIQUE INDEX directive_once ON directive USING btree (commune_id, file_sha256) WHERE (voided_at IS NULL);
alter table directive enable row level security;
alter table directive force row level security;
create policy directive_open on directive for select using (open_lo <= scope_lo() AND open_hi >= scope_hi() AND scope_lo() <= scope_hi() AND scope_hamlet() = 0);
create policy directive_owner on directive for select to phaodai_owner using (true);
create policy directive_scope on directive using (commune_id >= scope_lo() AND commune_id <= scope_hi() AND scope_hamlet() = 0);
grant insert, select, update (header, open_lo, open_hi, voided_at, void_op, void_reason) on directive to phaodai_app;

create table directive_draft (
  commune_id integer not null,
  directive_id uuid not null,
  draft_no integer not null,
  draft jsonb not null,
  saved_at timestamp with time zone not null,
  saved_by uuid not null,
  op_id uuid not null,
  constraint directive_draft_pkey PRIMARY KEY (commune_id, directive_id, draft_no),
  constraint directive_draft_of FOREIGN KEY (commune_id, directive_id) REFERENCES directive(commune_id, directive_id)
);
alter table directive_draft enable row level security;
alter table directive_draft force row level security;
create policy directive_draft_scope on directive_draft using (commune_id >= scope_lo() AND commune_id <= scope_hi() AND scope_hamlet() = 0);
grant insert, select on directive_draft to phaodai_app;

create table directive_issue (
  commune_id integer not null,
  directive_id uuid not null,
  draft_no integer not null,
  tasks integer not null,
  issued_at timestamp with time zone not null,
  issued_by uuid not null,
  issued_role text not null,
  op_id uuid not null,
  constraint directive_issue_pkey PRIMARY KEY (commune_id, directive_id),
  constraint directive_issue_of FOREIGN KEY (commune_id, directive_id) REFERENCES directive(commune_id, directive_id)
);
alter table directive_issue enable row level security;
alter table directive_issue force row level security;
create policy directive_issue_scope on directive_issue using (commune_id >= scope_lo() AND commune_id <= scope_hi() AND scope_hamlet() = 0);
grant insert, select on directive_issue to phaodai_app;

create table disease_profile (
  code text not null,
  version integer not null,
  body jsonb not null,
  loaded_at timestamp with time zone not null,
  shipped boolean not null default false,
  constraint disease_profile_pkey PRIMARY KEY (code, version)
);
grant insert, select on disease_profile to phaodai_app;
grant select on disease_profile to phaodai_auditor;

create table door_link (
  commune_id integer not null,
  link_id uuid not null,
  kind text not null,
  owner_id uuid not null,
  secret_hash bytea not null,
  device_hash bytea,
  bound_at timestamp with time zone,
  issued_at timestamp with time zone not null,
  issued_by uuid,
  revoked_at timestamp with time zone,
  op_id uuid not null,
  constraint door_link_pkey PRIMARY KEY (commune_id, link_id),
  constraint door_link_kind_check CHECK (kind = ANY (ARRAY['sentinel'::text, 'declarant'::text]))
);
CREATE INDEX door_link_by_owner ON door_link USING btree (commune_id, owner_id);
CREATE INDEX door_link_by_secret ON door_link USING btree (secret_hash);
alter table door_link enable row level security;
alter table door_link force row level security;
create policy door_link_owner on door_link to phaodai_owner using (true);
create policy door_link_scope on door_link using (commune_id >= scope_lo() AND commune_id <= scope_hi() AND scope_hamlet() = 0);
grant insert, select, update (revoked_at) on door_link to phaodai_app;

create table duplicate_decision (
  commune_id integer not null,
  a_subject_id uuid not null,
  b_subject_id uuid not null,
  decision text not null,
  decided_at timestamp with time zone not null,
  decided_by uuid not null,
  reason text not null,
  constraint duplicate_decision_pkey PRIMARY KEY (commune_id, a_subject_id, b_subject_id),
  constraint duplicate_decision_check CHECK (a_subject_id < b_subject_id),
  constraint duplicate_decision_decision_check CHECK (decision = ANY (ARRAY['same'::text, 'different'::text]))
);
alter table duplicate_decision enable row level security;
alter table duplicate_decision force row level security;
create policy duplicate_decision_scope on duplicate_decision using (commune_id >= scope_lo() AND commune_id <= scope_hi());
grant insert, select on duplicate_decision to phaodai_app;

create table epidemic_area (
  epidemic_id uuid not null,
  name text not null,
  area_id integer,
  basis text not null,
  from_on date not null,
  until_on date,
  measure text not null,
  hold_days integer,
  document text not null,
  entered_at timestamp with time zone not null,
  entered_by uuid not null,
  op_id uuid not null,
  constraint epidemic_area_pkey PRIMARY KEY (epidemic_id),
  constraint epidemic_area_basis_check CHECK (basis = ANY (ARRAY['ct16'::text, 'cases'::text, 'hospital'::text])),
  constraint epidemic_area_measure_check CHECK (measure = ANY (ARRAY['site'::text, 'home'::text, 'watch'::text, 'test'::text])),
  constraint epidemic_area_area_id_fkey FOREIGN KEY (area_id) REFERENCES area(area_id)
);
grant insert, select, update (until_on) on epidemic_area to phaodai_app;
grant select on epidemic_area to phaodai_auditor;

create table event (
  commune_id integer not null,
  event_id uuid not null,
  op_id uuid not null,
  at timestamp with time zone not null,
  name text not null,
  body jsonb not null,
  constraint event_pkey PRIMARY KEY (commune_id, event_id)
);
alter table event enable row level security;
alter table event force row level security;
create policy event_scope on event using (commune_id >= scope_lo() AND commune_id <= scope_hi());
grant insert, select on event to phaodai_app;

create table forward (
  commune_id integer not null,
  forward_id uuid not null,
  body_id integer not null default 0,
  directive_id uuid not null,
  directive_area_id integer not null,
  label text not null,
  from_area_id integer not null,
  words text,
  due_at timestamp with time zone not null,
  forwarded_at timestamp with time zone not null,
  forwarded_by uuid not null,
  op_id uuid not null,
  withdrawn_at timestamp with time zone,
  withdrawn_by uuid,
  withdraw_op uuid,
  withdraw_reason text,
  constraint forward_pkey PRIMARY KEY (commune_id, forward_id)
);
CREATE INDEX forward_by_directive ON forward USING btree (directive_id, commune_id);
alter table forward enable row level security;
alter table forward force row level security;
create policy forward_owner on forward for select to phaodai_owner using (true);
create policy forward_scope on forward using (commune_id >= scope_lo() AND commune_id <= scope_hi() AND scope_hamlet() = 0 OR body_id <> 0 AND body_id = scope_body());
grant insert, select, update (withdrawn_at, withdrawn_by, withdraw_op, withdraw_reason) on forward to phaodai_app;

create table forward_receipt (
  commune_id integer not null,
  forward_id uuid not null,
  body_id integer not null default 0,
  words text,
  received_at timestamp with time zone not null,
  received_by uuid not null,
  by_role text not null,
  op_id uuid not null,
  constraint forward_receipt_pkey PRIMARY KEY (commune_id, forward_id),
  constraint forward_receipt_of FOREIGN KEY (commune_id, forward_id) REFERENCES forward(commune_id, forward_id)
);
alter table forward_receipt enable row level security;
alter table forward_receipt force row level security;
create policy forward_receipt_scope on forward_receipt using (commune_id >= scope_lo() AND commune_id <= scope_hi() AND scope_hamlet() = 0 OR body_id <> 0 AND body_id = scope_body());
grant insert, select on forward_receipt to phaodai_app;

create table forward_reminder (
  commune_id integer not null,
  reminder_id uuid not null,
  forward_id uuid not null,
  body_id integer not null default 0,
  reminded_at timestamp with time zone not null,
  reminded_by uuid not null,
  op_id uuid not null,
  constraint forward_reminder_pkey PRIMARY KEY (commune_id, reminder_id),
  constraint forward_reminder_of FOREIGN KEY (commune_id, forward_id) REFERENCES forward(commune_id, forward_id)
);
CREATE INDEX forward_reminder_by_forward ON forward_reminder USING btree (commune_id, forward_id);
alter table forward_reminder enable row level security;
alter table forward_reminder force row level security;
create policy forward_reminder_scope on forward_reminder using (commune_id >= scope_lo() AND commune_id <= scope_hi() AND scope_hamlet() = 0 OR body_id <> 0 AND body_id = scope_body());
grant insert, select on forward_reminder to phaodai_app;

create table frail_person (
  commune_id integer not null,
  frail_id uuid not null,
  subject_id uuid not null,
  household_id uuid not null,
  hamlet_id integer not null default 0,
  reasons text[] not null,
  note text,
  from_on date not null,
  until_on date,
  end_reason text,
  recorded_by uuid not null,
  op_id uuid not null,
  constraint frail_person_pkey PRIMARY KEY (commune_id, frail_id)
);
CREATE UNIQUE INDEX frail_person_open ON frail_person USING btree (commune_id, subject_id) WHERE (until_on IS NULL);
alter table frail_person enable row level security;
alter table frail_person force row level security;
create policy frail_person_scope on frail_person using (commune_id >= scope_lo() AND commune_id <= scope_hi() AND (scope_hamlet() = 0 OR scope_hamlet() = hamlet_id));
grant insert, select, update (until_on, end_reason) on frail_person to phaodai_app;

create table frail_visit (
  commune_id integer not null,
  visit_id uuid not null,
  subject_id uuid not null,
  household_id uuid not null,
  hamlet_id integer not null default 0,
  team_id uuid,
  on_day date not null,
  temperature numeric,
  spo2 numeric,
  complaints text[] not null default '{}'::text[],
  note text,
  captured_at timestamp with time zone not null,
  received_at timestamp with time zone not null,
  recorded_by uuid not null,
  op_id uuid not null,
  voided_at timestamp with time zone,
  void_op uuid,
  void_reason text,
  constraint frail_visit_pkey PRIMARY KEY (commune_id, visit_id)
);
CREATE INDEX frail_visit_by_day ON frail_visit USING btree (commune_id, on_day);
alter table frail_visit enable row level security;
alter table frail_visit force row level security;
create policy frail_visit_scope on frail_visit using (commune_id >= scope_lo() AND commune_id <= scope_hi() AND (scope_hamlet() = 0 OR scope_hamlet() = hamlet_id));
grant insert, select, update (voided_at, void_op, void_reason) on frail_visit to phaodai_app;

create table hamlet_homes (
  commune_id integer not null,
  hamlet_id integer not null default 0,
  homes integer not null,
  constraint hamlet_homes_pkey PRIMARY KEY (commune_id, hamlet_id)
);
alter table hamlet_homes enable row level security;
alter table hamlet_homes force row level security;
create policy hamlet_homes_scope on hamlet_homes using (commune_id >= scope_lo() AND commune_id <= scope_hi() AND (scope_hamlet() = 0 OR scope_hamlet() = hamlet_id));
grant insert, select, update on hamlet_homes to phaodai_app;

create table household (
  commune_id integer not null,
  household_id uuid not null,
  hamlet_id integer not null default 0,
  door text,
  address text not null,
  head_name text,
  created_at timestamp with time zone not null,
  op_id uuid not null,
  constraint household_pkey PRIMARY KEY (commune_id, household_id)
);
alter table household enable row level security;
alter table household force row level security;
create policy household_scope on household using (commune_id >= scope_lo() AND commune_id <= scope_hi() AND (scope_hamlet() = 0 OR scope_hamlet() = hamlet_id));
grant insert, select on household to phaodai_app;

create table household_check (
  commune_id integer not null,
  check_id uuid not null,
  household_id uuid not null,
  hamlet_id integer not null default 0,
  team_id uuid not null,
  on_day date not null,
  slot text not null,
  answer text not null,
  replaces uuid,
  note text,
  captured_at timestamp with time zone not null,
  received_at timestamp with time zone not null,
  lateness text not null,
  account_id uuid not null,
  post_id uuid not null,
  op_id uuid not null,
  voided_at timestamp with time zone,
  void_by uuid,
  void_op uuid,
  void_reason text,
  constraint household_check_pkey PRIMARY KEY (commune_id, check_id),
  constraint household_check_answer_check CHECK (answer = ANY (ARRAY['well'::text, 'symptom'::text, 'absent'::text, 'refused'::text, 'moved'::text])),
  constraint household_check_lateness_check CHECK (lateness = ANY (ARRAY['none'::text, 'arrived'::text, 'recorded'::text, 'unknown'::text])),
  constraint household_check_slot_check CHECK (slot = ANY (ARRAY['morning'::text, 'evening'::text]))
);
CREATE INDEX household_check_by_day ON household_check USING brin (on_day);
CREATE INDEX household_check_by_day_home ON household_check USING btree (commune_id, on_day, household_id);
CREATE INDEX household_check_by_replaced ON household_check USING btree (commune_id, replaces) WHERE (replaces IS NOT NULL);
alter table household_check enable row level security;
alter table household_check force row level security;
create policy household_check_scope on household_check using (commune_id >= scope_lo() AND commune_id <= scope_hi() AND (scope_hamlet() = 0 OR scope_hamlet() = hamlet_id));
grant insert, select, update (voided_at, void_by, void_op, void_reason) on household_check to phaodai_app;

create table household_team (
  commune_id integer not null,
  assignment_id uuid not null,
  household_id uuid not null,
  hamlet_id integer not null default 0,
  team_id uuid not null,
  from_on date not null,
  until_on date,
  walk_order integer,
  assigned_at timestamp with time zone not null,
  assigned_by uuid not null,
  reason text,
  op_id uuid not null,
  constraint household_team_pkey PRIMARY KEY (commune_id, assignment_id),
  constraint household_team_check CHECK (until_on IS NULL OR until_on >= from_on)
);
CREATE INDEX household_team_by_household ON household_team USING btree (commune_id, household_id);
CREATE INDEX household_team_by_team ON household_team USING btree (commune_id, team_id);
CREATE UNIQUE INDEX household_team_open ON household_team USING btree (commune_id, household_id) WHERE (until_on IS NULL);
alter table household_team enable row level security;
alter table household_team force row level security;
create policy household_team_scope on household_team using (commune_id >= scope_lo() AND commune_id <= scope_hi() AND (scope_hamlet() = 0 OR scope_hamlet() = hamlet_id));
grant insert, select, update (until_on, walk_order) on household_team to phaodai_app;

create table import_file (
  commune_id integer not null,
  job_id uuid not null,
  part text not null,
  name text not null,
  sealed bytea not null,
  constraint import_file_pkey PRIMARY KEY (commune_id, job_id, part),
  constraint import_file_part_check CHECK (part = ANY (ARRAY['cases'::text, 'links'::text]))
);
alter table import_file enable row level security;
alter table import_file force row level security;
create policy import_file_scope on import_file using (commune_id >= scope_lo() AND commune_id <= scope_hi() AND scope_hamlet() = 0);
grant insert, select, update on import_file to phaodai_app;

create table import_job (
  commune_id integer not null,
  job_id uuid not null,
  kind text not null,
  disease text,
  list_name text not null,
  file_name text not null,
  links_name text,
  file_sha256 bytea not null,
  mapping jsonb not null,
  dry_run boolean not null,
  state text not null,
  total integer not null default 0,
  done integer not null default 0,
  added integer not null default 0,
  unchanged integer not null default 0,
  differing integer not null default 0,
  refused integer not null default 0,
  links_added integer not null default 0,
  links_unchanged integer not null default 0,
  links_refused integer not null default 0,
  report jsonb not null default '{}'::jsonb,
  created_at timestamp with time zone not null,
  created_by uuid not null,
  post_id uuid not null,
  finished_at timestamp with time zone,
  constraint import_job_pkey PRIMARY KEY (commune_id, job_id),
  constraint import_job_kind_check CHECK (kind = ANY (ARRAY['linelist'::text, 'accounts'::text, 'stays'::text])),
  constraint import_job_state_check CHECK (state = ANY (ARRAY['waiting'::text, 'running'::text, 'done'::text, 'failed'::text]))
);
CREATE INDEX import_job_open ON import_job USING btree (created_at) WHERE (state = ANY (ARRAY['waiting'::text, 'running'::text]));
alter table import_job enable row level security;
alter table import_job force row level security;
create policy import_job_owner on import_job for select to phaodai_owner using (true);
create policy import_job_scope on import_job using (commune_id >= scope_lo() AND commune_id <= scope_hi() AND scope_hamlet() = 0);
grant insert, select, update on import_job to phaodai_app;

create table import_mapping (
  commune_id integer not null,
  headers_hash bytea not null,
  kind text not null,
  mapping jsonb not null,
  used_at timestamp with time zone not null,
  constraint import_mapping_pkey PRIMARY KEY (commune_id, headers_hash, kind)
);
alter table import_mapping enable row level security;
alter table import_mapping force row level security;
create policy import_mapping_scope on import_mapping using (commune_id >= scope_lo() AND commune_id <= scope_hi() AND scope_hamlet() = 0);
grant insert, select, update on import_mapping to phaodai_app;

create table import_refusal (
  commune_id integer not null,
  job_id uuid not null,
  part text not null,
  row_number integer not null,
  kind text not null,
  cells_sealed bytea not null,
  reasons jsonb not null,
  constraint import_refusal_pkey PRIMARY KEY (commune_id, job_id, part, row_number, kind),
  constraint import_refusal_kind_check CHECK (kind = ANY (ARRAY['refused'::text, 'differs'::text, 'note'::text]))
);
alter table import_refusal enable row level security;
alter table import_refusal force row level security;
create policy import_refusal_scope on import_refusal using (commune_id >= scope_lo() AND commune_id <= scope_hi() AND scope_hamlet() = 0);
grant insert, select, update on import_refusal to phaodai_app;

create table inpatient (
  commune_id integer not null,
  inpatient_id uuid not null,
  sentinel_id uuid not null,
  record_no text not null,
  who text not null,
  age_years integer,
  phone_sealed bytea,
  residence text,
  ward text,
  admitted_on date not null,
  received_at timestamp with time zone not null,
  op_id uuid not null,
  subject_id uuid,
  identified_by uuid,
  sample_id uuid,
  sampled_on date,
  constraint inpatient_pkey PRIMARY KEY (commune_id, inpatient_id)
);
CREATE INDEX inpatient_by_sentinel ON inpatient USING btree (commune_id, sentinel_id);
alter table inpatient enable row level security;
alter table inpatient force row level security;
create policy inpatient_door on inpatient for insert with check (scope_role() = 'sentinel'::text AND sentinel_id = scope_account());
create policy inpatient_scope on inpatient using (commune_id >= scope_lo() AND commune_id <= scope_hi() AND scope_hamlet() = 0);
grant insert, select, update (subject_id, identified_by, sample_id, sampled_on) on inpatient to phaodai_app;

create table inpatient_discharge (
  commune_id integer not null,
  discharge_id uuid not null,
  sentinel_id uuid not null,
  record_no text not null,
  discharged_on date not null,
  received_at timestamp with time zone not null,
  op_id uuid not null,
  constraint inpatient_discharge_pkey PRIMARY KEY (commune_id, discharge_id)
);
CREATE INDEX inpatient_discharge_by_record ON inpatient_discharge USING btree (commune_id, sentinel_id, record_no);
alter table inpatient_discharge enable row level security;
alter table inpatient_discharge force row level security;
create policy inpatient_discharge_door on inpatient_discharge for insert with check (scope_role() = 'sentinel'::text AND sentinel_id = scope_account());
create policy inpatient_discharge_scope on inpatient_discharge using (commune_id >= scope_lo() AND commune_id <= scope_hi() AND scope_hamlet() = 0);
grant insert, select on inpatient_discharge to phaodai_app;

create table inspection (
  commune_id integer not null,
  inspection_id uuid not null,
  kind text not null,
  place_key text not null,
  place_name text not null,
  is_surprise boolean not null,
  on_day date not null,
  captured_at timestamp with time zone not null,
  received_at timestamp with time zone not null,
  lateness text not null,
  checklist text not null,
  checklist_version integer not null,
  words text,
  latitude numeric,
  longitude numeric,
  accuracy_metres numeric,
  by_account uuid not null,
  by_name text not null,
  by_role text not null,
  by_area_id integer not null,
  op_id uuid not null,
  voided_at timestamp with time zone,
  void_op uuid,
  void_reason text,
  constraint inspection_pkey PRIMARY KEY (commune_id, inspection_id),
  constraint inspection_kind_check CHECK (kind = ANY (ARRAY['checkpoint'::text, 'team'::text, 'hamlet'::text, 'factory'::text, 'market'::text, 'site'::text, 'laboratory'::text, 'pharmacy'::text, 'clinic'::text, 'other'::text])),
  constraint inspection_lateness_check CHECK (lateness = ANY (ARRAY['none'::text, 'next-day'::text, 'unknown'::text]))
);
CREATE INDEX inspection_by_account ON inspection USING btree (by_account, on_day);
CREATE INDEX inspection_by_day ON inspection USING btree (commune_id, on_day);
CREATE INDEX inspection_by_place ON inspection USING btree (commune_id, place_key, on_day);
alter table inspection enable row level security;
alter table inspection force row level security;
create policy inspection_scope on inspection using (commune_id >= scope_lo() AND commune_id <= scope_hi() AND scope_hamlet() = 0);
grant insert, select, update (voided_at, void_op, void_reason) on inspection to phaodai_app;

create table inspection_answer (
  commune_id integer not null,
  inspection_id uuid not null,
  item text not null,
  asked text not null,
  answer text not null,
  points numeric,
  note text,
  constraint inspection_answer_pkey PRIMARY KEY (commune_id, inspection_id, item),
  constraint inspection_answer_answer_check CHECK (answer = ANY (ARRAY['pass'::text, 'fail'::text, 'na'::text, 'points'::text])),
  constraint inspection_points CHECK ((answer = 'points'::text) = (points IS NOT NULL)),
  constraint inspection_answer_of FOREIGN KEY (commune_id, inspection_id) REFERENCES inspection(commune_id, inspection_id)
);
alter table inspection_answer enable row level security;
alter table inspection_answer force row level security;
create policy inspection_answer_scope on inspection_answer using (commune_id >= scope_lo() AND commune_id <= scope_hi() AND scope_hamlet() = 0);
grant insert, select on inspection_answer to phaodai_app;

create table inspection_finding (
  commune_id integer not null,
  finding_id uuid not null,
  inspection_id uuid not null,
  item text,
  words text not null,
  found_at timestamp with time zone not null,
  op_id uuid not null,
  closed_at timestamp with time zone,
  closed_by uuid,
  close_op uuid,
  close_words text,
  constraint inspection_finding_pkey PRIMARY KEY (commune_id, finding_id),
  constraint inspection_finding_from FOREIGN KEY (commune_id, inspection_id) REFERENCES inspection(commune_id, inspection_id)
);
CREATE INDEX inspection_finding_of ON inspection_finding USING btree (commune_id, inspection_id);
alter table inspection_finding enable row level security;
alter table inspection_finding force row level security;
create policy inspection_finding_scope on inspection_finding using (commune_id >= scope_lo() AND commune_id <= scope_hi() AND scope_hamlet() = 0);
grant insert, select, update (closed_at, closed_by, close_op, close_words) on inspection_finding to phaodai_app;

create table inspection_photo (
  commune_id integer not null,
  photo_id uuid not null,
  inspection_id uuid not null,
  name text not null,
  note text,
  mime text not null,
  bytes integer not null,
  sha256 bytea not null,
  sealed bytea not null,
  taken_at timestamp with time zone,
  latitude numeric,
  longitude numeric,
  accuracy_metres numeric,
  added_at timestamp with time zone not null,
  added_by uuid not null,
  op_id uuid not null,
  voided_at timestamp with time zone,
  void_op uuid,
  void_reason text,
  constraint inspection_photo_pkey PRIMARY KEY (commune_id, photo_id),
  constraint inspection_photo_at FOREIGN KEY (commune_id, inspection_id) REFERENCES inspection(commune_id, inspection_id)
);
CREATE INDEX inspection_photo_of ON inspection_photo USING btree (commune_id, inspection_id);
alter table inspection_photo enable row level security;
alter table inspection_photo force row level security;
create policy inspection_photo_scope on inspection_photo using (commune_id >= scope_lo() AND commune_id <= scope_hi() AND scope_hamlet() = 0);
grant insert, select, update (voided_at, void_op, void_reason) on inspection_photo to phaodai_app;

create table inspection_task (
  commune_id integer not null,
  finding_id uuid not null,
  task_id uuid not null,
  task_area_id integer not null,
  given_at timestamp with time zone not null,
  given_by uuid not null,
  op_id uuid not null,
  constraint inspection_task_pkey PRIMARY KEY (commune_id, finding_id, task_id),
  constraint inspection_task_of FOREIGN KEY (commune_id, finding_id) REFERENCES inspection_finding(commune_id, finding_id)
);
alter table inspection_task enable row level security;
alter table inspection_task force row level security;
create policy inspection_task_scope on inspection_task using (commune_id >= scope_lo() AND commune_id <= scope_hi() AND scope_hamlet() = 0);
grant insert, select on inspection_task to phaodai_app;

create table instance (
  only_row boolean not null default true,
  mode text not null,
  province_code text not null,
  province_area_id integer not null,
  founded_on date not null,
  drill_on date,
  epoch uuid not null,
  constraint instance_pkey PRIMARY KEY (only_row),
  constraint drill_has_day CHECK ((mode = 'drill'::text) = (drill_on IS NOT NULL)),
  constraint instance_mode_check CHECK (mode = ANY (ARRAY['drill'::text, 'real'::text])),
  constraint instance_only_row_check CHECK (only_row)
);
grant select, update (drill_on) on instance to phaodai_app;
grant select on instance to phaodai_auditor;

create table investigation (
  commune_id integer not null,
  investigation_id uuid not null,
  subject_id uuid not null,
  disease text not null,
  version integer not null,
  form jsonb not null,
  recorded_at timestamp with time zone not null,
  recorded_by uuid not null,
  op_id uuid not null,
  constraint investigation_pkey PRIMARY KEY (commune_id, investigation_id),
  constraint investigation_commune_id_subject_id_disease_version_key UNIQUE (commune_id, subject_id, disease, version)
);
alter table investigation enable row level security;
alter table investigation force row level security;
create policy investigation_scope on investigation using (commune_id >= scope_lo() AND commune_id <= scope_hi() AND scope_hamlet() = 0);
grant insert, select on investigation to phaodai_app;

create table isolation (
  commune_id integer not null,
  isolation_id uuid not null,
  subject_id uuid not null,
  disease text not null,
  from_on date not null,
  until_on date,
  basis text not null,
  recorded_at timestamp with time zone not null,
  op_id uuid not null,
  voided_at timestamp with time zone,
  void_op uuid,
  void_reason text,
  constraint isolation_pkey PRIMARY KEY (commune_id, isolation_id)
);
CREATE INDEX isolation_by_subject ON isolation USING btree (subject_id, disease);
alter table isolation enable row level security;
alter table isolation force row level security;
create policy isolation_scope on isolation using (commune_id >= scope_lo() AND commune_id <= scope_hi() AND scope_hamlet() = 0);
grant insert, select, update (until_on, voided_at, void_op, void_reason) on isolation to phaodai_app;

create table level_decision (
  decision_id uuid not null,
  area_id integer not null,
  disease text not null,
  scale text not null,
  pack_code text not null,
  level text not null,
  measures jsonb not null,
  number text not null,
  signed_on date not null,
  issuer text not null,
  signatory text not null,
  from_on date not null,
  until_on date,
  review_on date,
  proposed jsonb,
  reason text,
  decided_at timestamp with time zone not null,
  decided_by uuid not null,
  op_id uuid not null,
  ended_on date,
  end_document text,
  ended_by uuid,
  end_op uuid,
  voided_at timestamp with time zone,
  void_op uuid,
  void_reason text,
  constraint level_decision_pkey PRIMARY KEY (decision_id),
  constraint level_decision_check CHECK (until_on IS NOT NULL OR review_on IS NOT NULL),
  constraint level_decision_check1 CHECK (until_on IS NULL OR until_on >= from_on),
  constraint level_decision_scale_check CHECK (scale = ANY (ARRAY['distancing'::text, 'riskLevels'::text])),
  constraint level_decision_area_id_fkey FOREIGN KEY (area_id) REFERENCES area(area_id)
);
CREATE INDEX level_decision_by_area ON level_decision USING btree (area_id, from_on);
grant insert, select, update (ended_on, end_document, ended_by, end_op, voided_at, void_op, void_reason) on level_decision to phaodai_app;
grant select on level_decision to phaodai_auditor;

create table level_input (
  input_id uuid not null,
  area_id integer not null,
  key text not null,
  value numeric not null,
  as_of date not null,
  source text not null,
  entered_at timestamp with time zone not null,
  entered_by uuid not null,
  op_id uuid not null,
  voided_at timestamp with time zone,
  void_op uuid,
  void_reason text,
  constraint level_input_pkey PRIMARY KEY (input_id),
  constraint level_input_area_id_fkey FOREIGN KEY (area_id) REFERENCES area(area_id)
);
CREATE INDEX level_input_by_area ON level_input USING btree (area_id, key, as_of);
grant insert, select, update (voided_at, void_op, void_reason) on level_input to phaodai_app;
grant select on level_input to phaodai_auditor;

create table level_known (
  commune_id integer not null,
  known_id uuid not null,
  disease text not null,
  subject_id uuid not null,
  level text,
  since_on date,
  last_exposed_on date,
  at timestamp with time zone not null,
  op_id uuid not null,
  constraint level_known_pkey PRIMARY KEY (commune_id, known_id),
  constraint level_known_level_check CHECK (level = ANY (ARRAY['F0'::text, 'F1'::text, 'F2'::text]))
);
CREATE INDEX level_known_by_subject ON level_known USING btree (disease, commune_id, subject_id, at DESC, known_id DESC);
alter table level_known enable row level security;
alter table level_known force row level security;
create policy level_known_scope on level_known using (commune_id >= scope_lo() AND commune_id <= scope_hi() AND scope_hamlet() = 0);
grant insert, select on level_known to phaodai_app;

create table migration (
  name text not null,
  ran_at timestamp with time zone not null default now(),
  constraint migration_pkey PRIMARY KEY (name)
);
grant select on migration to phaodai_app;

create table missed_fever_review (
  commune_id integer not null,
  review_id uuid not null,
  subject_id uuid not null,
  disease text not null,
  conclusion text not null,
  words text not null,
  document text not null,
  signed_on date not null,
  signatory text not null,
  facts jsonb not null,
  reviewed_at timestamp with time zone not null,
  reviewed_by uuid not null,
  reviewer_role text not null,
  op_id uuid not null,
  voided_at timestamp with time zone,
  void_op uuid,
  void_reason text,
  constraint missed_fever_review_pkey PRIMARY KEY (commune_id, review_id),
  constraint missed_fever_review_conclusion_check CHECK (conclusion = ANY (ARRAY['missed'::text, 'reported'::text, 'unseen'::text, 'open'::text]))
);
CREATE INDEX missed_fever_review_by_subject ON missed_fever_review USING btree (subject_id);
alter table missed_fever_review enable row level security;
alter table missed_fever_review force row level security;
create policy missed_fever_review_scope on missed_fever_review using (commune_id >= scope_lo() AND commune_id <= scope_hi() AND scope_hamlet() = 0);
grant insert, select, update (voided_at, void_op, void_reason) on missed_fever_review to phaodai_app;

create table movement (
  commune_id integer not null,
  movement_id uuid not null,
  household_id uuid not null,
  hamlet_id integer not null default 0,
  team_id uuid,
  kind text not null,
  subject_id uuid,
  people integer not null,
  on_day date not null,
  place text,
  note text,
  captured_at timestamp with time zone not null,
  received_at timestamp with time zone not null,
  recorded_by uuid not null,
  op_id uuid not null,
  voided_at timestamp with time zone,
  void_op uuid,
  void_reason text,
  constraint movement_pkey PRIMARY KEY (commune_id, movement_id),
  constraint movement_kind_check CHECK (kind = ANY (ARRAY['arrival'::text, 'departure'::text, 'new-resident'::text]))
);
CREATE INDEX movement_by_day ON movement USING btree (commune_id, on_day);
CREATE INDEX movement_by_household ON movement USING btree (commune_id, household_id);
alter table movement enable row level security;
alter table movement force row level security;
create policy movement_scope on movement using (commune_id >= scope_lo() AND commune_id <= scope_hi() AND (scope_hamlet() = 0 OR scope_hamlet() = hamlet_id));
grant insert, select, update (voided_at, void_op, void_reason) on movement to phaodai_app;

create table number_series (
  commune_id integer not null,
  series text not null,
  year integer not null,
  last_number integer not null,
  constraint number_series_pkey PRIMARY KEY (commune_id, series, year)
);
alter table number_series enable row level security;
alter table number_series force row level security;
create policy number_series_scope on number_series using (commune_id >= scope_lo() AND commune_id <= scope_hi());
grant insert, select, update (last_number) on number_series to phaodai_app;

create table onset (
  commune_id integer not null,
  onset_id uuid not null,
  subject_id uuid not null,
  disease text not null,
  onset_on date,
  symptoms text[] not null default '{}'::text[],
  said_on date not null,
  source text not null,
  recorded_at timestamp with time zone not null,
  op_id uuid not null,
  voided_at timestamp with time zone,
  void_op uuid,
  void_reason text,
  constraint onset_pkey PRIMARY KEY (commune_id, onset_id)
);
CREATE INDEX onset_by_subject ON onset USING btree (subject_id, disease);
alter table onset enable row level security;
alter table onset force row level security;
create policy onset_scope on onset using (commune_id >= scope_lo() AND commune_id <= scope_hi() AND scope_hamlet() = 0);
grant insert, select, update (voided_at, void_op, void_reason) on onset to phaodai_app;

create table operation (
  commune_id integer not null,
  op_id uuid not null,
  command text not null,
  account_id uuid not null,
  input_hash bytea not null,
  result jsonb,
  at timestamp with time zone not null,
  constraint operation_pkey PRIMARY KEY (commune_id, op_id)
);
CREATE INDEX operation_by_op ON operation USING btree (op_id);
alter table operation enable row level security;
alter table operation force row level security;
create policy operation_scope on operation using (commune_id >= scope_lo() AND commune_id <= scope_hi() OR account_id = scope_account());
grant insert, select, update (result) on operation to phaodai_app;

create table outcome (
  commune_id integer not null,
  outcome_id uuid not null,
  subject_id uuid not null,
  disease text not null,
  kind text not null,
  on_day date,
  source text not null,
  recorded_at timestamp with time zone not null,
  op_id uuid not null,
  voided_at timestamp with time zone,
  void_op uuid,
  void_reason text,
  constraint outcome_pkey PRIMARY KEY (commune_id, outcome_id),
  constraint outcome_kind_check CHECK (kind = ANY (ARRAY['recovered'::text, 'discharged'::text, 'died'::text]))
);
CREATE INDEX outcome_by_subject ON outcome USING btree (subject_id, disease);
alter table outcome enable row level security;
alter table outcome force row level security;
create policy outcome_scope on outcome using (commune_id >= scope_lo() AND commune_id <= scope_hi() AND scope_hamlet() = 0);
grant insert, select, update (voided_at, void_op, void_reason) on outcome to phaodai_app;

create table period_report (
  commune_id integer not null,
  report_id uuid not null,
  kind text not null,
  from_on date not null,
  until_on date not null,
  tier text not null,
  number integer not null,
  corrects uuid,
  reason text,
  known_at timestamp with time zone not null,
  body jsonb not null,
  frozen_at timestamp with time zone not null,
  frozen_by uuid not null,
  op_id uuid not null,
  voided_at timestamp with time zone,
  void_op uuid,
  void_reason text,
  constraint period_report_pkey PRIMARY KEY (commune_id, report_id),
  constraint period_report_number UNIQUE (commune_id, kind, from_on, number),
  constraint period_report_check CHECK (until_on >= from_on),
  constraint period_report_kind_check CHECK (kind = ANY (ARRAY['week'::text, 'month'::text]))
);
CREATE INDEX period_report_by_period ON period_report USING btree (kind, from_on, commune_id);
alter table period_report enable row level security;
alter table period_report force row level security;
create policy period_report_scope on period_report using (commune_id >= scope_lo() AND commune_id <= scope_hi() AND scope_hamlet() = 0);
grant insert, select, update (voided_at, void_op, void_reason) on period_report to phaodai_app;

create table person (
  commune_id integer not null,
  person_id uuid not null,
  subject_id uuid not null,
  code text not null,
  from_on date not null,
  until_on date,
  full_name text not null,
  written_name text,
  name_key text not null,
  given_key text not null,
  birth_year integer,
  birth_month integer,
  birth_day integer,
  age_years numeric,
  age_said_on date,
  sex text,
  nationality text,
  occupation text,
  hamlet_id integer not null default 0,
  household_id uuid,
  address text,
  residence_text text,
  source text not null,
  created_at timestamp with time zone not null,
  op_id uuid not null,
  constraint person_pkey PRIMARY KEY (commune_id, person_id),
  constraint person_check CHECK (birth_month IS NULL OR birth_year IS NOT NULL),
  constraint person_check1 CHECK (birth_day IS NULL OR birth_month IS NOT NULL),
  constraint person_sex_check CHECK (sex = ANY (ARRAY['male'::text, 'female'::text]))
);
CREATE INDEX person_by_block ON person USING btree (name_key, birth_year);
CREATE INDEX person_by_code ON person USING btree (code);
CREATE INDEX person_by_household ON person USING btree (commune_id, household_id) WHERE (household_id IS NOT NULL);
CREATE INDEX person_by_name ON person USING gin (name_key gin_trgm_ops);
CREATE INDEX person_by_subject ON person USING btree (subject_id);
alter table person enable row level security;
alter table person force row level security;
create policy person_owner on person for select to phaodai_owner using (true);
create policy person_scope on person using (commune_id >= scope_lo() AND commune_id <= scope_hi() AND (scope_hamlet() = 0 OR scope_hamlet() = hamlet_id));
grant insert, select, update (until_on, hamlet_id, household_id) on person to phaodai_app;

create table place (
  commune_id integer not null,
  place_id uuid not null,
  name text not null,
  name_key text not null,
  kind text not null,
  closed_space boolean,
  address text,
  created_at timestamp with time zone not null,
  op_id uuid not null,
  constraint place_pkey PRIMARY KEY (commune_id, place_id)
);
CREATE INDEX place_by_id ON place USING btree (place_id);
CREATE INDEX place_by_name ON place USING btree (commune_id, kind, name_key);
alter table place enable row level security;
alter table place force row level security;
create policy place_scope on place using (commune_id >= scope_lo() AND commune_id <= scope_hi() AND scope_hamlet() = 0);
grant insert, select, update (name, name_key, kind, closed_space, address) on place to phaodai_app;

create table policy_order (
  code text not null,
  version integer not null,
  document_no text not null,
  issued_on date not null,
  signer text not null,
  ordered_at timestamp with time zone not null,
  ordered_by uuid not null,
  op_id uuid not null,
  shipped boolean not null default false,
  constraint policy_order_pkey PRIMARY KEY (code, version)
);
grant insert, select on policy_order to phaodai_app;
grant select on policy_order to phaodai_auditor;

create table policy_pack (
  code text not null,
  version integer not null,
  disease text not null,
  provinces text[],
  effective_from date not null,
  effective_until date,
  body jsonb not null,
  loaded_at timestamp with time zone not null,
  loaded_by uuid,
  constraint policy_pack_pkey PRIMARY KEY (code, version),
  constraint policy_pack_check CHECK (effective_until IS NULL OR effective_until > effective_from)
);
grant insert, select on policy_pack to phaodai_app;
grant select on policy_pack to phaodai_auditor;

create table policy_withdrawal (
  code text not null,
  version integer not null,
  reason text not null,
  withdrawn_at timestamp with time zone not null,
  withdrawn_by uuid not null,
  op_id uuid not null,
  constraint policy_withdrawal_pkey PRIMARY KEY (code, version)
);
grant insert, select on policy_withdrawal to phaodai_app;
grant select on policy_withdrawal to phaodai_auditor;

create table post (
  post_id uuid not null,
  account_id uuid not null,
  commune_id integer not null,
  role text not null,
  area_id integer not null,
  hamlet_id integer not null default 0,
  body_id integer not null default 0,
  from_on date not null,
  until_on date,
  granted_by uuid,
  delegated_from uuid,
  document text,
  constraint post_pkey PRIMARY KEY (post_id),
  constraint post_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(account_id),
  constraint post_area_id_fkey FOREIGN KEY (area_id) REFERENCES area(area_id),
  constraint post_delegated_from_fkey FOREIGN KEY (delegated_from) REFERENCES post(post_id)
);
CREATE INDEX post_by_account ON post USING btree (account_id);
alter table post enable row level security;
alter table post force row level security;
create policy post_owner on post to phaodai_owner using (true);
create policy post_scope on post using (commune_id >= scope_lo() AND commune_id <= scope_hi() OR account_id = scope_account());
grant insert, select, update on post to phaodai_app;

create table proposal (
  commune_id integer not null,
  proposal_id uuid not null,
  body_id integer not null default 0,
  kind text not null,
  words text not null,
  reason text not null,
  quantity numeric,
  unit text,
  needed_on date,
  about_task_id uuid,
  to_area_id integer not null,
  answer_by date not null,
  asked_at timestamp with time zone not null,
  asked_by uuid not null,
  op_id uuid not null,
  constraint proposal_pkey PRIMARY KEY (commune_id, proposal_id),
  constraint proposal_kind_check CHECK (kind = ANY (ARRAY['people'::text, 'beds'::text, 'kits'::text, 'money'::text, 'level'::text, 'answer'::text, 'other'::text])),
  constraint proposal_quantity_check CHECK (quantity > 0::numeric)
);
CREATE INDEX proposal_by_id ON proposal USING btree (proposal_id);
alter table proposal enable row level security;
alter table proposal force row level security;
create policy proposal_scope on proposal using (commune_id >= scope_lo() AND commune_id <= scope_hi() AND scope_hamlet() = 0 OR body_id <> 0 AND body_id = scope_body());
grant insert, select on proposal to phaodai_app;

create table proposal_act (
  commune_id integer not null,
  proposal_id uuid not null,
  act_no integer not null,
  body_id integer not null default 0,
  kind text not null,
  words text,
  to_area_id integer,
  task_id uuid,
  directive_id uuid,
  at timestamp with time zone not null,
  by_account uuid not null,
  by_area_id integer not null,
  by_role text not null,
  op_id uuid not null,
  constraint proposal_act_pkey PRIMARY KEY (commune_id, proposal_id, act_no),
  constraint proposal_act_kind_check CHECK (kind = ANY (ARRAY['accepted'::text, 'refused'::text, 'passed'::text, 'withdrawn'::text])),
  constraint proposal_act_passed CHECK ((kind = 'passed'::text) = (to_area_id IS NOT NULL)),
  constraint proposal_act_of FOREIGN KEY (commune_id, proposal_id) REFERENCES proposal(commune_id, proposal_id)
);
alter table proposal_act enable row level security;
alter table proposal_act force row level security;
create policy proposal_act_scope on proposal_act using (commune_id >= scope_lo() AND commune_id <= scope_hi() AND scope_hamlet() = 0 OR body_id <> 0 AND body_id = scope_body());
grant insert, select on proposal_act to phaodai_app;

create table public_event (
  commune_id integer not null,
  event_id uuid not null,
  disease text not null,
  name text not null,
  organiser text not null,
  place text not null,
  setting text not null,
  from_on date not null,
  until_on date not null,
  people integer not null,
  rooms integer not null default 1,
  note text,
  recorded_at timestamp with time zone not null,
  recorded_by uuid not null,
  op_id uuid not null,
  constraint public_event_pkey PRIMARY KEY (commune_id, event_id),
  constraint public_event_check CHECK (until_on >= from_on),
  constraint public_event_people_check CHECK (people > 0),
  constraint public_event_rooms_check CHECK (rooms > 0),
  constraint public_event_setting_check CHECK (setting = ANY (ARRAY['indoor'::text, 'outdoor'::text, 'worship'::text]))
);
CREATE INDEX public_event_by_day ON public_event USING btree (commune_id, from_on);
alter table public_event enable row level security;
alter table public_event force row level security;
create policy public_event_scope on public_event using (commune_id >= scope_lo() AND commune_id <= scope_hi() AND scope_hamlet() = 0);
grant insert, select on public_event to phaodai_app;

create table public_event_decision (
  commune_id integer not null,
  decision_id uuid not null,
  event_id uuid not null,
  how text not null,
  people integer,
  rooms integer,
  new_from_on date,
  document text,
  words text,
  checked jsonb not null,
  decided_at timestamp with time zone not null,
  decided_by uuid not null,
  op_id uuid not null,
  voided_at timestamp with time zone,
  void_op uuid,
  void_reason text,
  constraint public_event_decision_pkey PRIMARY KEY (commune_id, decision_id),
  constraint public_event_decision_how_check CHECK (how = ANY (ARRAY['allowed'::text, 'limited'::text, 'postponed'::text, 'online'::text, 'cancelled'::text])),
  constraint public_event_decision_of FOREIGN KEY (commune_id, event_id) REFERENCES public_event(commune_id, event_id)
);
CREATE INDEX public_event_decision_by_event ON public_event_decision USING btree (commune_id, event_id);
alter table public_event_decision enable row level security;
alter table public_event_decision force row level security;
create policy public_event_decision_scope on public_event_decision using (commune_id >= scope_lo() AND commune_id <= scope_hi() AND scope_hamlet() = 0);
grant insert, select, update (voided_at, void_op, void_reason) on public_event_decision to phaodai_app;

create table publication (
  commune_id integer not null,
  publication_id uuid not null,
  of_kind text not null,
  of_id uuid not null,
  channel text not null,
  place text,
  published_at timestamp with time zone not null,
  recorded_at timestamp with time zone not null,
  recorded_by uuid not null,
  op_id uuid not null,
  constraint publication_pkey PRIMARY KEY (commune_id, publication_id),
  constraint publication_channel_check CHECK (channel = ANY (ARRAY['loudspeaker'::text, 'sms'::text, 'zalo'::text, 'website'::text, 'television'::text, 'newspaper'::text, 'notice-board'::text, 'other'::text])),
  constraint publication_of_kind_check CHECK (of_kind = ANY (ARRAY['text'::text, 'answer'::text]))
);
CREATE INDEX publication_by_what ON publication USING btree (commune_id, of_id);
alter table publication enable row level security;
alter table publication force row level security;
create policy publication_scope on publication using (commune_id >= scope_lo() AND commune_id <= scope_hi() AND scope_hamlet() = 0);
grant insert, select on publication to phaodai_app;

create table quarantine_order (
  commune_id integer not null,
  order_id uuid not null,
  body_id integer not null default 0,
  subject_id uuid not null,
  disease text not null,
  level text not null,
  place text not null,
  place_name text,
  issuer_id integer not null,
  year integer not null,
  number text not null,
  batch_id uuid,
  from_on date not null,
  last_exposure_on date not null,
  person_status text not null,
  pack_code text not null,
  basis jsonb not null,
  issued_on date not null,
  issued_at timestamp with time zone not null,
  issued_by uuid not null,
  signer text not null,
  op_id uuid not null,
  revoked_at timestamp with time zone,
  revoked_by uuid,
  revoke_reason text,
  constraint quarantine_order_pkey PRIMARY KEY (commune_id, order_id),
  constraint quarantine_order_commune_id_issuer_id_year_number_key UNIQUE (commune_id, issuer_id, year, number),
  constraint quarantine_order_level_check CHECK (level = ANY (ARRAY['F0'::text, 'F1'::text, 'F2'::text, 'arrival'::text])),
  constraint quarantine_order_place_check CHECK (place = ANY (ARRAY['home'::text, 'site'::text, 'hotel'::text, 'treatment'::text]))
);
CREATE INDEX quarantine_order_by_subject ON quarantine_order USING btree (subject_id, disease);
alter table quarantine_order enable row level security;
alter table quarantine_order force row level security;
create policy quarantine_order_scope on quarantine_order using (commune_id >= scope_lo() AND commune_id <= scope_hi() AND scope_hamlet() = 0 OR body_id <> 0 AND body_id = scope_body());
grant insert, select, update (revoked_at, revoked_by, revoke_reason) on quarantine_order to phaodai_app;

create table referral (
  commune_id integer not null,
  referral_id uuid not null,
  from_commune_id integer not null,
  subject_id uuid not null,
  disease text not null,
  snapshot jsonb not null,
  at timestamp with time zone not null,
  acknowledged_at timestamp with time zone,
  acknowledged_by uuid,
  op_id uuid not null,
  constraint referral_pkey PRIMARY KEY (commune_id, referral_id)
);
alter table referral enable row level security;
alter table referral force row level security;
create policy referral_scope on referral using (commune_id >= scope_lo() AND commune_id <= scope_hi() AND scope_hamlet() = 0);
grant insert, select, update (acknowledged_at, acknowledged_by) on referral to phaodai_app;

create table refused_check (
  commune_id integer not null,
  refused_id uuid not null,
  hamlet_id integer not null default 0,
  team_id uuid,
  payload jsonb not null,
  reason text not null,
  details jsonb not null default '{}'::jsonb,
  received_at timestamp with time zone not null,
  account_id uuid not null,
  post_id uuid not null,
  op_id uuid not null,
  settled_at timestamp with time zone,
  settled_by uuid,
  settled_how text,
  settle_reason text,
  settled_changed text[],
  constraint refused_check_pkey PRIMARY KEY (commune_id, refused_id),
  constraint refused_check_settled_how_check CHECK (settled_how = ANY (ARRAY['applied'::text, 'discarded'::text]))
);
CREATE INDEX refused_check_open ON refused_check USING btree (commune_id, received_at) WHERE (settled_at IS NULL);
alter table refused_check enable row level security;
alter table refused_check force row level security;
create policy refused_check_scope on refused_check using (commune_id >= scope_lo() AND commune_id <= scope_hi() AND (scope_hamlet() = 0 OR scope_hamlet() = hamlet_id));
grant insert, select, update (settled_at, settled_by, settled_how, settle_reason, settled_changed) on refused_check to phaodai_app;

create table refused_operation (
  commune_id integer not null,
  refused_id uuid not null,
  hamlet_id integer not null default 0,
  device_id uuid not null,
  op_id uuid not null,
  verb text not null,
  payload bytea not null,
  depends_on uuid[] not null,
  reason text not null,
  details jsonb not null default '{}'::jsonb,
  captured_at timestamp with time zone not null,
  received_at timestamp with time zone not null,
  account_id uuid not null,
  post_id uuid not null,
  settled_at timestamp with time zone,
  settled_by uuid,
  settled_how text,
  settle_reason text,
  settled_changed text[],
  constraint refused_operation_pkey PRIMARY KEY (commune_id, refused_id),
  constraint refused_operation_settled_how_check CHECK (settled_how = ANY (ARRAY['applied'::text, 'discarded'::text]))
);
CREATE INDEX refused_operation_open ON refused_operation USING btree (commune_id, received_at) WHERE (settled_at IS NULL);
alter table refused_operation enable row level security;
alter table refused_operation force row level security;
create policy refused_operation_scope on refused_operation using (commune_id >= scope_lo() AND commune_id <= scope_hi() AND (scope_hamlet() = 0 OR scope_hamlet() = hamlet_id));
grant insert, select, update (reason, settled_at, settled_by, settled_how, settle_reason, settled_changed) on refused_operation to phaodai_app;

create table release (
  commune_id integer not null,
  release_id uuid not null,
  body_id integer not null default 0,
  order_id uuid not null,
  subject_id uuid not null,
  disease text not null,
  issuer_id integer not null,
  year integer not null,
  number text not null,
  released_on date not null,
  basis jsonb not null,
  released_at timestamp with time zone not null,
  released_by uuid not null,
  signer text not null,
  op_id uuid not null,
  voided_at timestamp with time zone,
  void_op uuid,
  void_reason text,
  constraint release_pkey PRIMARY KEY (commune_id, release_id),
  constraint release_commune_id_issuer_id_year_number_key UNIQUE (commune_id, issuer_id, year, number)
);
CREATE INDEX release_by_order ON release USING btree (order_id);
alter table release enable row level security;
alter table release force row level security;
create policy release_scope on release using (commune_id >= scope_lo() AND commune_id <= scope_hi() AND scope_hamlet() = 0 OR body_id <> 0 AND body_id = scope_body());
grant insert, select, update (voided_at, void_op, void_reason) on release to phaodai_app;

create table replica_change (
  commune_id integer not null,
  change_id uuid not null default gen_random_uuid(),
  tx xid8 not null default pg_current_xact_id(),
  kind text not null,
  ids uuid[] not null,
  since_on date,
  at timestamp with time zone not null default clock_timestamp(),
  constraint replica_change_pkey PRIMARY KEY (commune_id, change_id),
  constraint replica_change_kind_check CHECK (kind = ANY (ARRAY['homes'::text, 'checks'::text, 'frail'::text, 'movements'::text, 'signals'::text, 'messages'::text, 'refusals'::text]))
);
CREATE INDEX replica_change_by_at ON replica_change USING brin (at);
CREATE INDEX replica_change_by_tx ON replica_change USING btree (commune_id, tx);
alter table replica_change enable row level security;
alter table replica_change force row level security;
create policy replica_change_owner on replica_change to phaodai_owner using (true);
create policy replica_change_scope on replica_change using (commune_id >= scope_lo() AND commune_id <= scope_hi() AND scope_hamlet() = 0);
create policy replica_change_write on replica_change for insert with check (true);
grant delete, insert, select on replica_change to phaodai_app;

create table report (
  commune_id integer not null,
  report_id uuid not null,
  disease text not null,
  tier text not null,
  on_day date not null,
  number integer not null,
  corrects uuid,
  reason text,
  known_at timestamp with time zone not null,
  before_on date not null,
  before_known_at timestamp with time zone not null,
  cut_off jsonb not null,
  body jsonb not null,
  frozen_at timestamp with time zone not null,
  frozen_by uuid not null,
  op_id uuid not null,
  voided_at timestamp with time zone,
  void_op uuid,
  void_reason text,
  by_clock boolean not null default false,
  constraint report_pkey PRIMARY KEY (commune_id, report_id),
  constraint report_number UNIQUE (commune_id, disease, on_day, number)
);
CREATE INDEX report_by_day ON report USING btree (on_day, commune_id);
alter table report enable row level security;
alter table report force row level security;
create policy report_scope on report using (commune_id >= scope_lo() AND commune_id <= scope_hi() AND scope_hamlet() = 0);
grant insert, select, update (voided_at, void_op, void_reason) on report to phaodai_app;

create table report_signature (
  commune_id integer not null,
  report_id uuid not null,
  year integer not null,
  document_no integer not null,
  signer text not null,
  title text not null,
  capacity text not null,
  signed_on date not null,
  signed_at timestamp with time zone not null,
  signed_by uuid not null,
  op_id uuid not null,
  constraint report_signature_pkey PRIMARY KEY (commune_id, report_id),
  constraint report_document_no UNIQUE (commune_id, year, document_no)
);
alter table report_signature enable row level security;
alter table report_signature force row level security;
create policy report_signature_scope on report_signature using (commune_id >= scope_lo() AND commune_id <= scope_hi() AND scope_hamlet() = 0);
grant insert, select on report_signature to phaodai_app;

create table report_text (
  commune_id integer not null,
  text_id uuid not null,
  report_id uuid not null,
  kind text not null,
  version integer not null,
  body text not null,
  written_at timestamp with time zone not null,
  written_by uuid not null,
  op_id uuid not null,
  constraint report_text_pkey PRIMARY KEY (commune_id, text_id),
  constraint report_text_version UNIQUE (commune_id, report_id, kind, version),
  constraint report_text_kind_check CHECK (kind = ANY (ARRAY['bulletin'::text, 'press'::text, 'loudspeaker'::text, 'sms'::text, 'sms-plain'::text, 'remarks'::text]))
);
alter table report_text enable row level security;
alter table report_text force row level security;
create policy report_text_scope on report_text using (commune_id >= scope_lo() AND commune_id <= scope_hi() AND scope_hamlet() = 0);
grant insert, select on report_text to phaodai_app;

create table responsibility (
  responsibility_id uuid not null,
  area_id integer not null,
  account_id uuid not null,
  from_on date not null,
  until_on date,
  document text,
  constraint responsibility_pkey PRIMARY KEY (responsibility_id),
  constraint responsibility_area_id_fkey FOREIGN KEY (area_id) REFERENCES area(area_id)
);
grant insert, select, update (until_on) on responsibility to phaodai_app;
grant select on responsibility to phaodai_auditor;

create table result (
  commune_id integer not null,
  result_id uuid not null,
  body_id integer not null default 0,
  sample_id uuid not null,
  subject_id uuid not null,
  disease text not null,
  method text not null,
  value text not null,
  ct numeric,
  tested_at timestamp with time zone not null,
  released_at timestamp with time zone not null,
  released_by uuid not null,
  corrects uuid,
  op_id uuid not null,
  voided_at timestamp with time zone,
  void_op uuid,
  void_reason text,
  constraint result_pkey PRIMARY KEY (commune_id, result_id),
  constraint result_method_check CHECK (method = ANY (ARRAY['pcr'::text, 'antigen'::text, 'sequencing'::text, 'serology'::text])),
  constraint result_value_check CHECK (value = ANY (ARRAY['positive'::text, 'negative'::text, 'inconclusive'::text]))
);
CREATE INDEX result_by_body ON result USING btree (body_id, released_at);
CREATE INDEX result_by_release ON result USING btree (disease, commune_id, released_at) WHERE (voided_at IS NULL);
CREATE INDEX result_by_sample ON result USING btree (sample_id);
CREATE INDEX result_by_subject ON result USING btree (subject_id, disease);
alter table result enable row level security;
alter table result force row level security;
create policy result_scope on result using (commune_id >= scope_lo() AND commune_id <= scope_hi() AND scope_hamlet() = 0 OR body_id <> 0 AND body_id = scope_body());
grant insert, select, update (voided_at, void_op, void_reason) on result to phaodai_app;

create table returnee (
  commune_id integer not null,
  returnee_id uuid not null,
  sweep_id uuid,
  movement_id uuid not null,
  subject_id uuid not null,
  household_id uuid not null,
  hamlet_id integer not null default 0,
  from_place text not null,
  epidemic_id uuid,
  arrived_on date not null,
  found_at timestamp with time zone not null,
  measure text,
  hold_days integer,
  measure_source text,
  due_at timestamp with time zone,
  recorded_by uuid not null,
  op_id uuid not null,
  decided_at timestamp with time zone,
  decided_by uuid,
  decided_how text,
  decide_document text,
  decide_reason text,
  constraint returnee_pkey PRIMARY KEY (commune_id, returnee_id),
  constraint returnee_decided_how_check CHECK (decided_how = ANY (ARRAY['site'::text, 'home'::text, 'watch'::text, 'test'::text, 'none'::text]))
);
CREATE INDEX returnee_by_subject ON returnee USING btree (subject_id);
alter table returnee enable row level security;
alter table returnee force row level security;
create policy returnee_scope on returnee using (commune_id >= scope_lo() AND commune_id <= scope_hi() AND (scope_hamlet() = 0 OR scope_hamlet() = hamlet_id));
grant insert, select, update (decided_at, decided_by, decided_how, decide_document, decide_reason) on returnee to phaodai_app;

create table rumour (
  commune_id integer not null,
  rumour_id uuid not null,
  heard_at timestamp with time zone not null,
  heard_where text not null,
  content text not null,
  recorded_at timestamp with time zone not null,
  recorded_by uuid not null,
  op_id uuid not null,
  voided_at timestamp with time zone,
  void_op uuid,
  void_reason text,
  constraint rumour_pkey PRIMARY KEY (commune_id, rumour_id)
);
alter table rumour enable row level security;
alter table rumour force row level security;
create policy rumour_scope on rumour using (commune_id >= scope_lo() AND commune_id <= scope_hi() AND scope_hamlet() = 0);
grant insert, select, update (voided_at, void_op, void_reason) on rumour to phaodai_app;

create table rumour_answer (
  commune_id integer not null,
  answer_id uuid not null,
  rumour_id uuid not null,
  verdict text not null,
  answer text not null,
  answered_by text not null,
  answered_at timestamp with time zone not null,
  recorded_by uuid not null,
  op_id uuid not null,
  constraint rumour_answer_pkey PRIMARY KEY (commune_id, answer_id),
  constraint rumour_answer_verdict_check CHECK (verdict = ANY (ARRAY['true'::text, 'false'::text, 'partly'::text, 'unknown'::text]))
);
CREATE INDEX rumour_answer_by_rumour ON rumour_answer USING btree (commune_id, rumour_id);
alter table rumour_answer enable row level security;
alter table rumour_answer force row level security;
create policy rumour_answer_scope on rumour_answer using (commune_id >= scope_lo() AND commune_id <= scope_hi() AND scope_hamlet() = 0);
grant insert, select on rumour_answer to phaodai_app;

create table sample (
  commune_id integer not null,
  sample_id uuid not null,
  body_id integer not null default 0,
  order_id uuid,
  subject_id uuid not null,
  disease text not null,
  barcode text not null,
  kind text not null default 'swab'::text,
  identity_check text not null,
  label jsonb not null,
  sampled_at timestamp with time zone not null,
  sampled_on date not null,
  taken_by uuid not null,
  received_at timestamp with time zone,
  op_id uuid not null,
  voided_at timestamp with time zone,
  void_op uuid,
  void_reason text,
  recorded_at timestamp with time zone,
  constraint sample_pkey PRIMARY KEY (commune_id, sample_id),
  constraint sample_commune_id_barcode_key UNIQUE (commune_id, barcode),
  constraint sample_identity_check_check CHECK (identity_check = ANY (ARRAY['cccd'::text, 'cmnd'::text, 'passport'::text, 'known-to-taker'::text, 'household-head'::text]))
);
CREATE INDEX sample_by_barcode ON sample USING btree (barcode);
CREATE INDEX sample_by_body ON sample USING btree (body_id, sampled_at);
CREATE INDEX sample_by_subject ON sample USING btree (subject_id, disease);
alter table sample enable row level security;
alter table sample force row level security;
create policy sample_scope on sample using (commune_id >= scope_lo() AND commune_id <= scope_hi() AND scope_hamlet() = 0 OR body_id <> 0 AND body_id = scope_body());
grant insert, select, update (body_id, received_at, voided_at, void_op, void_reason) on sample to phaodai_app;

create table sentinel (
  commune_id integer not null,
  sentinel_id uuid not null,
  kind text not null,
  name text not null,
  address text,
  contact text,
  from_on date not null,
  ended_on date,
  end_reason text,
  made_at timestamp with time zone not null,
  made_by uuid not null,
  op_id uuid not null,
  constraint sentinel_pkey PRIMARY KEY (commune_id, sentinel_id),
  constraint sentinel_kind_check CHECK (kind = ANY (ARRAY['pharmacy'::text, 'clinic'::text, 'hospital'::text]))
);
alter table sentinel enable row level security;
alter table sentinel force row level security;
create policy sentinel_owner on sentinel for select to phaodai_owner using (true);
create policy sentinel_scope on sentinel using (commune_id >= scope_lo() AND commune_id <= scope_hi() AND scope_hamlet() = 0);
grant insert, select, update (name, address, contact, ended_on, end_reason) on sentinel to phaodai_app;

create table sentinel_report (
  commune_id integer not null,
  report_id uuid not null,
  signal_id uuid not null,
  sentinel_id uuid not null,
  sentinel_name text not null,
  source text not null,
  who text not null,
  age_years integer,
  phone_sealed bytea,
  hamlet_id integer not null default 0,
  address text,
  kinds text[] not null,
  since_on date,
  bought text,
  on_day date not null,
  received_at timestamp with time zone not null,
  op_id uuid not null,
  constraint sentinel_report_pkey PRIMARY KEY (commune_id, report_id),
  constraint sentinel_report_source_check CHECK (source = ANY (ARRAY['pharmacy'::text, 'clinic'::text, 'hospital'::text]))
);
CREATE INDEX sentinel_report_by_signal ON sentinel_report USING btree (commune_id, signal_id);
alter table sentinel_report enable row level security;
alter table sentinel_report force row level security;
create policy sentinel_report_door on sentinel_report for insert with check (scope_role() = 'sentinel'::text AND sentinel_id = scope_account());
create policy sentinel_report_scope on sentinel_report using (commune_id >= scope_lo() AND commune_id <= scope_hi() AND (scope_hamlet() = 0 OR scope_hamlet() = hamlet_id));
grant insert, select on sentinel_report to phaodai_app;

create table sentinel_tally (
  commune_id integer not null,
  tally_id uuid not null,
  sentinel_id uuid not null,
  on_day date not null,
  kind text not null,
  people integer not null,
  symptomatic integer not null default 0,
  received_at timestamp with time zone not null,
  op_id uuid not null,
  constraint sentinel_tally_pkey PRIMARY KEY (commune_id, tally_id),
  constraint sentinel_tally_kind_check CHECK (kind = ANY (ARRAY['report'::text, 'nil'::text, 'screened'::text, 'admitted'::text, 'discharged'::text]))
);
CREATE INDEX sentinel_tally_by_day ON sentinel_tally USING btree (commune_id, on_day);
CREATE INDEX sentinel_tally_by_sentinel ON sentinel_tally USING btree (sentinel_id, on_day);
alter table sentinel_tally enable row level security;
alter table sentinel_tally force row level security;
create policy sentinel_tally_door on sentinel_tally for insert with check (scope_role() = 'sentinel'::text AND sentinel_id = scope_account());
create policy sentinel_tally_owner on sentinel_tally for select to phaodai_owner using (true);
create policy sentinel_tally_scope on sentinel_tally using (commune_id >= scope_lo() AND commune_id <= scope_hi() AND scope_hamlet() = 0);
grant insert, select on sentinel_tally to phaodai_app;

create table session (
  token_hash bytea not null,
  account_id uuid not null,
  commune_id integer not null,
  post_id uuid not null,
  kind text not null,
  label text,
  created_at timestamp with time zone not null,
  seen_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  revoked_at timestamp with time zone,
  address text,
  constraint session_pkey PRIMARY KEY (token_hash),
  constraint session_kind_check CHECK (kind = ANY (ARRAY['session'::text, 'token'::text, 'device'::text])),
  constraint session_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(account_id),
  constraint session_post_id_fkey FOREIGN KEY (post_id) REFERENCES post(post_id)
);
CREATE INDEX session_by_account ON session USING btree (account_id);
alter table session enable row level security;
alter table session force row level security;
create policy session_owner on session to phaodai_owner using (true);
create policy session_scope on session using (commune_id >= scope_lo() AND commune_id <= scope_hi() OR account_id = scope_account());
grant insert, select, update on session to phaodai_app;

create table sign_in_attempt (
  attempt_id uuid not null,
  key_hash bytea not null,
  at timestamp with time zone not null,
  constraint sign_in_attempt_pkey PRIMARY KEY (attempt_id)
);
CREATE INDEX sign_in_attempt_by_key ON sign_in_attempt USING btree (key_hash, at);
grant delete, insert, select on sign_in_attempt to phaodai_app;

create table signal (
  commune_id integer not null,
  signal_id uuid not null,
  hamlet_id integer not null default 0,
  household_id uuid,
  team_id uuid,
  check_id uuid,
  visit_id uuid,
  source text not null,
  disease text not null,
  subject_id uuid,
  who text,
  kinds text[] not null,
  other text,
  since_on date,
  on_day date not null,
  slot text not null,
  noted_at timestamp with time zone not null,
  received_at timestamp with time zone not null,
  recorded_by uuid not null,
  op_id uuid not null,
  order_id uuid,
  ordered_at timestamp with time zone,
  sample_due_at timestamp with time zone,
  sample_id uuid,
  sampled_at timestamp with time zone,
  result_id uuid,
  result_value text,
  result_at timestamp with time zone,
  closed_at timestamp with time zone,
  closed_by uuid,
  close_reason text,
  voided_at timestamp with time zone,
  void_op uuid,
  void_reason text,
  since_said text,
  constraint signal_pkey PRIMARY KEY (commune_id, signal_id),
  constraint signal_slot_check CHECK (slot = ANY (ARRAY['morning'::text, 'evening'::text])),
  constraint signal_source_check CHECK (source = ANY (ARRAY['team'::text, 'visit'::text, 'pharmacy'::text, 'clinic'::text, 'hospital'::text, 'declaration'::text]))
);
CREATE INDEX signal_by_check ON signal USING btree (commune_id, check_id) WHERE (check_id IS NOT NULL);
CREATE INDEX signal_by_day ON signal USING btree (commune_id, on_day);
CREATE INDEX signal_by_subject ON signal USING btree (subject_id) WHERE (subject_id IS NOT NULL);
alter table signal enable row level security;
alter table signal force row level security;
create policy signal_door on signal for insert with check ((scope_role() = ANY (ARRAY['sentinel'::text, 'declarant'::text])) AND recorded_by = scope_account() AND subject_id IS NULL AND household_id IS NULL AND team_id IS NULL AND check_id IS NULL AND visit_id IS NULL AND order_id IS NULL AND (source = ANY (ARRAY['pharmacy'::text, 'clinic'::text, 'hospital'::text, 'declaration'::text])));
create policy signal_scope on signal using (commune_id >= scope_lo() AND commune_id <= scope_hi() AND (scope_hamlet() = 0 OR scope_hamlet() = hamlet_id));
grant insert, select, update (hamlet_id, household_id, team_id, subject_id, order_id, ordered_at, sample_due_at, sample_id, sampled_at, result_id, result_value, result_at, closed_at, closed_by, close_reason, voided_at, void_op, void_reason) on signal to phaodai_app;

create table subject (
  subject_id uuid not null,
  id_kind text,
  id_sealed bytea,
  id_index bytea,
  phone_sealed bytea,
  phone_index bytea,
  created_at timestamp with time zone not null,
  constraint subject_pkey PRIMARY KEY (subject_id),
  constraint subject_id_kind_check CHECK (id_kind = ANY (ARRAY['cccd'::text, 'cmnd'::text, 'passport'::text, 'other'::text]))
);
CREATE INDEX subject_by_id ON subject USING btree (id_index) WHERE (id_index IS NOT NULL);
CREATE INDEX subject_by_phone ON subject USING btree (phone_index) WHERE (phone_index IS NOT NULL);
alter table subject enable row level security;
alter table subject force row level security;
create policy subject_owner on subject to phaodai_owner using (true);

create table subject_alias (
  alias_id uuid not null,
  subject_id uuid not null,
  commune_id integer not null,
  merge_id uuid not null,
  merged_at timestamp with time zone not null,
  merged_by uuid not null,
  reason text not null,
  undone_at timestamp with time zone,
  undone_by uuid,
  undo_reason text,
  constraint subject_alias_pkey PRIMARY KEY (commune_id, merge_id),
  constraint subject_alias_check CHECK (alias_id <> subject_id)
);
CREATE INDEX subject_alias_into ON subject_alias USING btree (subject_id) WHERE (undone_at IS NULL);
CREATE INDEX subject_alias_live ON subject_alias USING btree (alias_id) WHERE (undone_at IS NULL);
alter table subject_alias enable row level security;
alter table subject_alias force row level security;
create policy subject_alias_owner on subject_alias for select to phaodai_owner using (true);
create policy subject_alias_scope on subject_alias using (commune_id >= scope_lo() AND commune_id <= scope_hi());
grant insert, select, update (undone_at, undone_by, undo_reason) on subject_alias to phaodai_app;

create table sweep (
  sweep_id uuid not null,
  area_id integer not null,
  name text not null,
  document text,
  starts_on date not null,
  due_on date,
  ended_on date,
  recounts uuid,
  made_at timestamp with time zone not null,
  made_by uuid not null,
  op_id uuid not null,
  constraint sweep_pkey PRIMARY KEY (sweep_id),
  constraint sweep_area_id_fkey FOREIGN KEY (area_id) REFERENCES area(area_id),
  constraint sweep_recounts_fkey FOREIGN KEY (recounts) REFERENCES sweep(sweep_id)
);
grant insert, select, update (ended_on) on sweep to phaodai_app;
grant select on sweep to phaodai_auditor;

create table sweep_hamlet (
  commune_id integer not null,
  sweep_id uuid not null,
  hamlet_id integer not null default 0,
  done integer not null default 0,
  absent integer not null default 0,
  refused integer not null default 0,
  empty integer not null default 0,
  returnees integer not null default 0,
  constraint sweep_hamlet_pkey PRIMARY KEY (commune_id, sweep_id, hamlet_id)
);
alter table sweep_hamlet enable row level security;
alter table sweep_hamlet force row level security;
create policy sweep_hamlet_scope on sweep_hamlet using (commune_id >= scope_lo() AND commune_id <= scope_hi() AND (scope_hamlet() = 0 OR scope_hamlet() = hamlet_id));
grant insert, select, update on sweep_hamlet to phaodai_app;

create table sweep_tick (
  commune_id integer not null,
  tick_id uuid not null,
  sweep_id uuid not null,
  household_id uuid not null,
  hamlet_id integer not null default 0,
  outcome text not null,
  people integer,
  note text,
  captured_at timestamp with time zone not null,
  received_at timestamp with time zone not null,
  recorded_by uuid not null,
  op_id uuid not null,
  voided_at timestamp with time zone,
  void_op uuid,
  void_reason text,
  constraint sweep_tick_pkey PRIMARY KEY (commune_id, tick_id),
  constraint sweep_tick_outcome_check CHECK (outcome = ANY (ARRAY['done'::text, 'absent'::text, 'refused'::text, 'empty'::text]))
);
CREATE INDEX sweep_tick_by_home ON sweep_tick USING btree (commune_id, sweep_id, household_id, captured_at);
alter table sweep_tick enable row level security;
alter table sweep_tick force row level security;
create policy sweep_tick_scope on sweep_tick using (commune_id >= scope_lo() AND commune_id <= scope_hi() AND (scope_hamlet() = 0 OR scope_hamlet() = hamlet_id));
grant insert, select, update (voided_at, void_op, void_reason) on sweep_tick to phaodai_app;

create table task (
  commune_id integer not null,
  task_id uuid not null,
  body_id integer not null default 0,
  parent_area_id integer,
  parent_id uuid,
  is_shared boolean not null default false,
  from_area_id integer not null,
  from_body_id integer not null default 0,
  source_kind text not null,
  source_id uuid,
  source_label text,
  source_text text,
  span_from integer,
  span_until integer,
  assignee text not null,
  words text not null,
  due_on date,
  due_time text,
  due_before boolean not null default false,
  responsible text,
  product text,
  report_to text,
  helpers text[] not null default '{}'::text[],
  starts_on date not null,
  per_day integer,
  every_days integer,
  until_on date,
  measure text,
  measure_target numeric,
  given_at timestamp with time zone not null,
  given_by uuid not null,
  op_id uuid not null,
  team_id uuid,
  hamlet_id integer not null default 0,
  constraint task_pkey PRIMARY KEY (commune_id, task_id),
  constraint task_counts CHECK (per_day > 0 AND every_days > 0),
  constraint task_rhythm CHECK (per_day IS NULL OR every_days IS NULL OR every_days = 1)
);
CREATE INDEX task_by_id ON task USING btree (task_id);
CREATE INDEX task_by_parent ON task USING btree (parent_id) WHERE (parent_id IS NOT NULL);
CREATE INDEX task_by_source ON task USING btree (source_id) WHERE (source_id IS NOT NULL);
CREATE INDEX task_by_team ON task USING btree (commune_id, team_id) WHERE (team_id IS NOT NULL);
alter table task enable row level security;
alter table task force row level security;
create policy task_scope on task using (commune_id >= scope_lo() AND commune_id <= scope_hi() AND (scope_hamlet() = 0 OR scope_hamlet() = hamlet_id) OR body_id <> 0 AND body_id = scope_body());
grant insert, select, update (measure, measure_target) on task to phaodai_app;

create table task_act (
  commune_id integer not null,
  task_id uuid not null,
  act_no integer not null,
  act_id uuid not null,
  body_id integer not null default 0,
  kind text not null,
  on_day date,
  words text,
  percent numeric,
  figure numeric,
  unit text,
  responsible text,
  due_on date,
  at timestamp with time zone not null,
  by_account uuid not null,
  by_area_id integer not null,
  by_role text not null,
  op_id uuid not null,
  hamlet_id integer not null default 0,
  captured_at timestamp with time zone,
  constraint task_act_pkey PRIMARY KEY (commune_id, task_id, act_no),
  constraint task_act_commune_id_act_id_key UNIQUE (commune_id, act_id),
  constraint task_act_kind_check CHECK (kind = ANY (ARRAY['accepted'::text, 'refused'::text, 'progress'::text, 'done'::text, 'checked'::text, 'reopened'::text, 'withdrawn'::text, 'due-changed'::text])),
  constraint task_act_percent_check CHECK (percent >= 0::numeric AND percent <= 100::numeric),
  constraint task_act_of FOREIGN KEY (commune_id, task_id) REFERENCES task(commune_id, task_id)
);
alter table task_act enable row level security;
alter table task_act force row level security;
create policy task_act_scope on task_act using (commune_id >= scope_lo() AND commune_id <= scope_hi() AND (scope_hamlet() = 0 OR scope_hamlet() = hamlet_id) OR body_id <> 0 AND body_id = scope_body());
grant insert, select on task_act to phaodai_app;

create table task_evidence (
  commune_id integer not null,
  evidence_id uuid not null,
  task_id uuid not null,
  body_id integer not null default 0,
  kind text not null,
  note text,
  name text,
  mime text,
  bytes integer,
  sha256 bytea,
  sealed bytea,
  figure numeric,
  unit text,
  taken_at timestamp with time zone,
  latitude numeric,
  longitude numeric,
  accuracy_metres numeric,
  added_at timestamp with time zone not null,
  added_by uuid not null,
  op_id uuid not null,
  voided_at timestamp with time zone,
  void_op uuid,
  void_reason text,
  hamlet_id integer not null default 0,
  constraint task_evidence_pkey PRIMARY KEY (commune_id, evidence_id),
  constraint task_evidence_kind_check CHECK (kind = ANY (ARRAY['file'::text, 'photo'::text, 'figure'::text])),
  constraint task_evidence_of FOREIGN KEY (commune_id, task_id) REFERENCES task(commune_id, task_id)
);
CREATE INDEX task_evidence_by_task ON task_evidence USING btree (commune_id, task_id);
alter table task_evidence enable row level security;
alter table task_evidence force row level security;
create policy task_evidence_scope on task_evidence using (commune_id >= scope_lo() AND commune_id <= scope_hi() AND (scope_hamlet() = 0 OR scope_hamlet() = hamlet_id) OR body_id <> 0 AND body_id = scope_body());
grant insert, select, update (voided_at, void_op, void_reason) on task_evidence to phaodai_app;

create table task_plan (
  commune_id integer not null,
  task_id uuid not null,
  evidence_id uuid not null,
  body_id integer not null default 0,
  directive_id uuid not null,
  directive_area_id integer not null,
  linked_at timestamp with time zone not null,
  linked_by uuid not null,
  op_id uuid not null,
  constraint task_plan_pkey PRIMARY KEY (commune_id, evidence_id),
  constraint task_plan_of FOREIGN KEY (commune_id, evidence_id) REFERENCES task_evidence(commune_id, evidence_id)
);
CREATE INDEX task_plan_by_directive ON task_plan USING btree (directive_id);
CREATE INDEX task_plan_by_task ON task_plan USING btree (commune_id, task_id);
alter table task_plan enable row level security;
alter table task_plan force row level security;
create policy task_plan_scope on task_plan using (commune_id >= scope_lo() AND commune_id <= scope_hi() AND scope_hamlet() = 0 OR body_id <> 0 AND body_id = scope_body());
grant insert, select on task_plan to phaodai_app;

create table team (
  commune_id integer not null,
  team_id uuid not null,
  hamlet_id integer not null default 0,
  code text not null,
  name text not null,
  from_on date not null,
  ended_on date,
  end_reason text,
  made_at timestamp with time zone not null,
  made_by uuid not null,
  op_id uuid not null,
  constraint team_pkey PRIMARY KEY (commune_id, team_id),
  constraint team_commune_id_code_key UNIQUE (commune_id, code)
);
alter table team enable row level security;
alter table team force row level security;
create policy team_scope on team using (commune_id >= scope_lo() AND commune_id <= scope_hi() AND (scope_hamlet() = 0 OR scope_hamlet() = hamlet_id));
grant insert, select, update (name, ended_on, end_reason) on team to phaodai_app;

create table team_member (
  commune_id integer not null,
  member_id uuid not null,
  team_id uuid not null,
  hamlet_id integer not null default 0,
  post_id uuid not null,
  account_id uuid not null,
  is_lead boolean not null,
  from_on date not null,
  until_on date,
  added_by uuid not null,
  op_id uuid not null,
  constraint team_member_pkey PRIMARY KEY (commune_id, member_id)
);
CREATE INDEX team_member_by_post ON team_member USING btree (post_id);
CREATE INDEX team_member_by_team ON team_member USING btree (commune_id, team_id);
alter table team_member enable row level security;
alter table team_member force row level security;
create policy team_member_scope on team_member using (commune_id >= scope_lo() AND commune_id <= scope_hi() AND (scope_hamlet() = 0 OR scope_hamlet() = hamlet_id));
grant insert, select, update (is_lead, until_on) on team_member to phaodai_app;

create table team_mend (
  commune_id integer not null,
  mend_id uuid not null,
  mend_by date not null,
  set_at timestamp with time zone not null,
  set_by uuid not null,
  op_id uuid not null,
  constraint team_mend_pkey PRIMARY KEY (commune_id, mend_id)
);
alter table team_mend enable row level security;
alter table team_mend force row level security;
create policy team_mend_scope on team_mend using (commune_id >= scope_lo() AND commune_id <= scope_hi() AND scope_hamlet() = 0);
grant insert, select on team_mend to phaodai_app;

create table team_message (
  commune_id integer not null,
  message_id uuid not null,
  team_id uuid not null,
  hamlet_id integer not null default 0,
  on_day date not null,
  slot text not null,
  text text not null,
  sent_at timestamp with time zone not null,
  sent_by uuid not null,
  op_id uuid not null,
  read_at timestamp with time zone,
  read_by uuid,
  constraint team_message_pkey PRIMARY KEY (commune_id, message_id)
);
CREATE INDEX team_message_by_team ON team_message USING btree (commune_id, team_id, sent_at);
alter table team_message enable row level security;
alter table team_message force row level security;
create policy team_message_scope on team_message using (commune_id >= scope_lo() AND commune_id <= scope_hi() AND (scope_hamlet() = 0 OR scope_hamlet() = hamlet_id));
grant insert, select, update (read_at, read_by) on team_message to phaodai_app;

create table team_record (
  commune_id integer not null,
  record_id uuid not null,
  team_id uuid not null,
  hamlet_id integer not null default 0,
  kind text not null,
  on_day date not null,
  item text not null,
  quantity numeric,
  amount_vnd bigint,
  source text,
  recorded_at timestamp with time zone not null,
  recorded_by uuid not null,
  op_id uuid not null,
  voided_at timestamp with time zone,
  void_op uuid,
  void_reason text,
  constraint team_record_pkey PRIMARY KEY (commune_id, record_id),
  constraint team_record_kind_check CHECK (kind = ANY (ARRAY['guide'::text, 'handbook'::text, 'training'::text, 'equipment'::text, 'money'::text, 'commendation'::text]))
);
CREATE INDEX team_record_by_team ON team_record USING btree (commune_id, team_id);
alter table team_record enable row level security;
alter table team_record force row level security;
create policy team_record_scope on team_record using (commune_id >= scope_lo() AND commune_id <= scope_hi() AND (scope_hamlet() = 0 OR scope_hamlet() = hamlet_id));
grant insert, select, update (voided_at, void_op, void_reason) on team_record to phaodai_app;

create table team_size (
  commune_id integer not null,
  team_id uuid not null,
  hamlet_id integer not null default 0,
  from_on date not null,
  households integer not null,
  constraint team_size_pkey PRIMARY KEY (commune_id, team_id, from_on)
);
alter table team_size enable row level security;
alter table team_size force row level security;
create policy team_size_scope on team_size using (commune_id >= scope_lo() AND commune_id <= scope_hi() AND (scope_hamlet() = 0 OR scope_hamlet() = hamlet_id));
grant delete, insert, select on team_size to phaodai_app;

create table team_slot (
  commune_id integer not null,
  team_id uuid not null,
  hamlet_id integer not null default 0,
  on_day date not null,
  slot text not null,
  asked integer not null,
  well integer not null,
  symptomatic integer not null,
  absent integer not null,
  refused integer not null,
  moved integer not null,
  late integer not null,
  conflicts integer not null,
  first_at timestamp with time zone,
  last_at timestamp with time zone,
  constraint team_slot_pkey PRIMARY KEY (commune_id, team_id, on_day, slot)
);
CREATE INDEX team_slot_by_day ON team_slot USING btree (on_day, slot, commune_id);
alter table team_slot enable row level security;
alter table team_slot force row level security;
create policy team_slot_scope on team_slot using (commune_id >= scope_lo() AND commune_id <= scope_hi() AND (scope_hamlet() = 0 OR scope_hamlet() = hamlet_id));
grant insert, select, update on team_slot to phaodai_app;

create table test_order (
  commune_id integer not null,
  order_id uuid not null,
  body_id integer not null default 0,
  subject_id uuid not null,
  disease text not null,
  reason text not null,
  due_at timestamp with time zone not null,
  ordered_at timestamp with time zone not null,
  ordered_by uuid not null,
  pack_code text,
  op_id uuid not null,
  voided_at timestamp with time zone,
  void_op uuid,
  void_reason text,
  constraint test_order_pkey PRIMARY KEY (commune_id, order_id),
  constraint test_order_reason_check CHECK (reason = ANY (ARRAY['symptom'::text, 'F1'::text, 'F2'::text, 'F0-release'::text, 'zone'::text, 'worker'::text, 'screening'::text, 'inpatient'::text]))
);
CREATE INDEX test_order_by_subject ON test_order USING btree (subject_id, disease);
alter table test_order enable row level security;
alter table test_order force row level security;
create policy test_order_scope on test_order using (commune_id >= scope_lo() AND commune_id <= scope_hi() AND scope_hamlet() = 0 OR body_id <> 0 AND body_id = scope_body());
grant insert, select, update (voided_at, void_op, void_reason) on test_order to phaodai_app;

create table tracing_change (
  commune_id integer not null,
  change_id uuid not null default gen_random_uuid(),
  tx xid8 not null default pg_current_xact_id(),
  kind text not null,
  ids uuid[] not null,
  at timestamp with time zone not null default clock_timestamp(),
  constraint tracing_change_pkey PRIMARY KEY (commune_id, change_id),
  constraint tracing_change_kind_check CHECK (kind = ANY (ARRAY['stays-added'::text, 'stays-voided'::text, 'stays-purged'::text, 'place-added'::text]))
);
CREATE INDEX tracing_change_by_tx ON tracing_change USING btree (tx);
alter table tracing_change enable row level security;
alter table tracing_change force row level security;
create policy tracing_change_scope on tracing_change using (commune_id >= scope_lo() AND commune_id <= scope_hi() AND scope_hamlet() = 0);
grant delete, insert, select on tracing_change to phaodai_app;

create table transmission (
  commune_id integer not null,
  transmission_id uuid not null,
  infector_id uuid not null,
  infectee_id uuid not null,
  disease text not null,
  source text not null,
  list_name text,
  recorded_at timestamp with time zone not null,
  op_id uuid not null,
  voided_at timestamp with time zone,
  void_op uuid,
  void_reason text,
  constraint transmission_pkey PRIMARY KEY (commune_id, transmission_id),
  constraint transmission_check CHECK (infector_id <> infectee_id)
);
CREATE INDEX transmission_by_infectee ON transmission USING btree (infectee_id, disease) WHERE (voided_at IS NULL);
CREATE INDEX transmission_by_infector ON transmission USING btree (infector_id, disease) WHERE (voided_at IS NULL);
alter table transmission enable row level security;
alter table transmission force row level security;
create policy transmission_scope on transmission using (commune_id >= scope_lo() AND commune_id <= scope_hi() AND scope_hamlet() = 0);
grant insert, select, update (voided_at, void_op, void_reason) on transmission to phaodai_app;

create table violation (
  commune_id integer not null,
  violation_id uuid not null,
  disease text not null,
  hamlet_id integer not null default 0,
  on_day date not null,
  place text not null,
  act_code text,
  act text not null,
  article text,
  fine_min bigint,
  fine_max bigint,
  pack_code text,
  subject_id uuid,
  organisation text,
  organisation_code text,
  who text,
  description text not null,
  declaration_id uuid,
  recorded_at timestamp with time zone not null,
  recorded_by uuid not null,
  op_id uuid not null,
  body_id integer not null default 0,
  constraint violation_pkey PRIMARY KEY (commune_id, violation_id),
  constraint violation_check CHECK (subject_id IS NULL OR organisation IS NULL)
);
CREATE INDEX violation_by_day ON violation USING btree (commune_id, on_day);
CREATE INDEX violation_by_subject ON violation USING btree (subject_id) WHERE (subject_id IS NOT NULL);
alter table violation enable row level security;
alter table violation force row level security;
create policy violation_scope on violation using (commune_id >= scope_lo() AND commune_id <= scope_hi() AND scope_hamlet() = 0 OR body_id <> 0 AND body_id = scope_body());
grant insert, select on violation to phaodai_app;

create table violation_evidence (
  commune_id integer not null,
  evidence_id uuid not null,
  violation_id uuid not null,
  kind text not null,
  name text not null,
  mime text not null,
  bytes integer not null,
  sha256 bytea not null,
  sealed bytea not null,
  note text,
  added_at timestamp with time zone not null,
  added_by uuid not null,
  op_id uuid not null,
  body_id integer not null default 0,
  voided_at timestamp with time zone,
  void_op uuid,
  void_reason text,
  constraint violation_evidence_pkey PRIMARY KEY (commune_id, evidence_id),
  constraint violation_evidence_kind_check CHECK (kind = ANY (ARRAY['photo'::text, 'file'::text])),
  constraint violation_evidence_of FOREIGN KEY (commune_id, violation_id) REFERENCES violation(commune_id, violation_id)
);
CREATE INDEX violation_evidence_by_violation ON violation_evidence USING btree (commune_id, violation_id);
alter table violation_evidence enable row level security;
alter table violation_evidence force row level security;
create policy violation_evidence_scope on violation_evidence using (commune_id >= scope_lo() AND commune_id <= scope_hi() AND scope_hamlet() = 0 OR body_id <> 0 AND body_id = scope_body());
grant insert, select, update (voided_at, void_op, void_reason) on violation_evidence to phaodai_app;

create table violation_step (
  commune_id integer not null,
  step_id uuid not null,
  violation_id uuid not null,
  kind text not null,
  on_day date not null,
  number text,
  signatory text,
  body text,
  amount bigint,
  words text,
  subject_id uuid,
  organisation text,
  organisation_code text,
  recorded_at timestamp with time zone not null,
  recorded_by uuid not null,
  op_id uuid not null,
  voided_at timestamp with time zone,
  void_op uuid,
  void_reason text,
  body_id integer not null default 0,
  declaration_id uuid,
  constraint violation_step_pkey PRIMARY KEY (commune_id, step_id),
  constraint violation_step_kind_check CHECK (kind = ANY (ARRAY['decision'::text, 'payment'::text, 'appeal'::text, 'appeal-answer'::text, 'referral'::text, 'withdrawal'::text, 'identified'::text, 'declaration'::text])),
  constraint violation_step_of FOREIGN KEY (commune_id, violation_id) REFERENCES violation(commune_id, violation_id)
);
CREATE INDEX violation_step_by_violation ON violation_step USING btree (commune_id, violation_id);
alter table violation_step enable row level security;
alter table violation_step force row level security;
create policy violation_step_scope on violation_step using (commune_id >= scope_lo() AND commune_id <= scope_hi() AND scope_hamlet() = 0 OR body_id <> 0 AND body_id = scope_body());
grant insert, select, update (voided_at, void_op, void_reason) on violation_step to phaodai_app;

create table visit (
  commune_id integer not null,
  visit_id uuid not null,
  subject_id uuid not null,
  place_id uuid not null,
  from_at timestamp(0) with time zone not null,
  to_at timestamp(0) with time zone not null,
  masked boolean,
  source text not null,
  recorded_at timestamp with time zone not null,
  op_id uuid not null,
  voided_at timestamp with time zone,
  void_op uuid,
  void_reason text,
  space text,
  seat_row integer,
  detail jsonb not null default '{}'::jsonb,
  expires_on date,
  constraint visit_pkey PRIMARY KEY (commune_id, visit_id),
  constraint visit_check CHECK (to_at > from_at AND (to_at - from_at) <= '14:00:00'::interval),
  constraint visit_seat_row_check CHECK (seat_row >= 0 AND seat_row <= 1000)
);
CREATE INDEX visit_by_expiry ON visit USING brin (expires_on);
CREATE INDEX visit_by_place ON visit USING btree (place_id, from_at) WHERE (voided_at IS NULL);
CREATE INDEX visit_by_subject ON visit USING btree (subject_id, from_at) WHERE (voided_at IS NULL);
alter table visit enable row level security;
alter table visit force row level security;
create policy visit_purge on visit for delete using (expires_on IS NOT NULL);
create policy visit_scope on visit using (commune_id >= scope_lo() AND commune_id <= scope_hi() AND scope_hamlet() = 0);
grant delete, insert, select, update (voided_at, void_op, void_reason) on visit to phaodai_app;

function account_for_sign_in(name text)
  returns SETOF account
  language sql stable security definer set search_path=public, pg_temp
  execute: phaodai_app
  body: md5 5ef3deb715ef8ea3e59e8f76f8875818

function active_levels(of_disease text, as_of date)
  returns TABLE(commune_id integer, subject_id uuid, level text)
  language sql stable
  execute: public
  body: md5 dfc45a7729d2d200f8d2fde2e493c9b6

function aliases_in(from_commune integer, until_commune integer)
  returns TABLE(alias_id uuid, subject_id uuid)
  language sql stable security definer set search_path=public, pg_temp
  execute: phaodai_app
  body: md5 5e70ead232856c4d85da223d8df72755

function aliases_known(from_commune integer, until_commune integer, known timestamp with time zone)
  returns TABLE(alias_id uuid, subject_id uuid)
  language sql stable security definer set search_path=public, pg_temp
  execute: phaodai_app
  body: md5 9ab0c46435b1194c4a44fa09f7a4525d

function aliases_of(subjects uuid[])
  returns TABLE(alias_id uuid, subject_id uuid)
  language sql stable security definer set search_path=public, pg_temp
  execute: phaodai_app
  body: md5 737d4613882a9c022013dad66b7c09f2

function asked_known(as_of date, known timestamp with time zone, from_commune integer, until_commune integer)
  returns TABLE(commune_id integer, household_id uuid, team_id uuid)
  language sql stable
  execute: public
  body: md5 dec4fd07b5a0ca856dd887987bdaf9e3

function audit_digest(from_at timestamp with time zone, until_at timestamp with time zone, previous bytea)
  returns TABLE(rows integer, hash bytea)
  language sql stable security definer set search_path=public, pg_temp
  execute: phaodai_app, phaodai_auditor
  body: md5 ee22441e10f260fa1b48465a1ea00115

function audit_minute(from_at timestamp with time zone, until_at timestamp with time zone)
  returns TABLE(line text)
  language sql stable security definer set search_path=public, pg_temp
  execute: phaodai_auditor
  body: md5 cd96f0ddc3b4e94ee1bc828be29621ee

function audit_minutes(from_at timestamp with time zone, until_at timestamp with time zone)
  returns TABLE(minute timestamp with time zone)
  language sql stable security definer set search_path=public, pg_temp
  execute: phaodai_app, phaodai_auditor
  body: md5 da1c62846378852483cbfe1e9bd28cf4

function case_notices(of_diseases text[], of_hours integer[], from_commune integer, until_commune integer)
  returns TABLE(disease text, subject_id uuid, recorded_as uuid, commune_id integer, diagnosed_at timestamp with time zone, exact boolean, due_at timestamp with time zone, notice_id uuid, sent_at timestamp with time zone, how text, number text, to_body text, sent_by text)
  language sql stable
  execute: phaodai_app, public
  body: md5 dc0b57e3c08bf89093b3e91f7dc78012

function case_notices_known(of_disease text, of_hours integer, known timestamp with time zone, from_commune integer, until_commune integer)
  returns TABLE(subject_id uuid, commune_id integer, diagnosed_at timestamp with time zone, due_at timestamp with time zone, notice_id uuid, sent_at timestamp with time zone)
  language sql stable
  execute: public
  body: md5 012c4a70914d8773452d1d86726ef66d

function cases_known(of_disease text, known timestamp with time zone, from_commune integer, until_commune integer)
  returns TABLE(commune_id integer, subject_id uuid, known_on date)
  language sql stable
  execute: public
  body: md5 455cacb86f3d2282fc3fd14ba80cbfbe

function confirmed_known(of_disease text, as_of date, known timestamp with time zone, from_commune integer, until_commune integer)
  returns TABLE(commune_id integer, subject_id uuid)
  language sql stable
  execute: public
  body: md5 5a20de84cc07a59bb76a98228045cd11

function declaration_own()
  returns SETOF declaration
  language sql stable security definer set search_path=public, pg_temp
  execute: phaodai_app
  body: md5 38424b6be33f8a932e9d8c45446aa5cb

function declaration_own_false()
  returns TABLE(declaration_id uuid)
  language sql stable security definer set search_path=public, pg_temp
  execute: phaodai_app
  body: md5 ec81649ceabc1c285601aa9114420f78

function directive_sent_here(wanted uuid)
  returns SETOF directive
  language sql stable security definer set search_path=public, pg_temp
  execute: phaodai_app
  body: md5 86edce815d6488f6cf1292db6f3c8a37

function end_session(hash bytea, ended timestamp with time zone)
  returns void
  language sql volatile security definer set search_path=public, pg_temp
  execute: phaodai_app
  body: md5 26aead8a5f98b4106eb3e8c757aa242c

function ended_known(of_disease text, as_of date, known timestamp with time zone, from_commune integer, until_commune integer, undated text)
  returns TABLE(commune_id integer, subject_id uuid, died boolean, dated boolean)
  language sql stable
  execute: public
  body: md5 26ad6bff18c463a279e69e467273ea55

function first_confirmations(of_disease text, from_commune integer, until_commune integer)
  returns TABLE(subject_id uuid, recorded_as uuid, commune_id integer, known_on date, sampled_on date, confirmed_on date, reported_on date, origin text, basis text)
  language sql stable
  execute: public
  body: md5 0428ffdc49ecaf3da266fc64e13a3c1c

function forget_replica_changes(before timestamp with time zone)
  returns bigint
  language sql volatile security definer set search_path=public, pg_temp
  execute: phaodai_app
  body: md5 3cf6230842485d726fa8b26c2b3927dd

function held_known(of_disease text, as_of date, known timestamp with time zone, from_commune integer, until_commune integer)
  returns TABLE(commune_id integer, subject_id uuid, place text)
  language sql stable
  execute: public
  body: md5 e7f547651a3a971191b48ba1871240bd

function import_unfinished()
  returns TABLE(job_id uuid, post_id uuid)
  language sql stable security definer set search_path=public, pg_temp
  execute: phaodai_app
  body: md5 bb47fd4ce0b6f1658667256f8b1df568

function level_cases(of_disease text, from_commune integer, until_commune integer, from_day date, until_day date)
  returns TABLE(subject_id uuid, recorded_as uuid, commune_id integer, known_on date, sampled_on date, origin text, source_known boolean)
  language sql stable
  execute: phaodai_app, public
  body: md5 378343fc4f9e733c186250e51a0ed66a

function levels_known(of_disease text, as_of date, known timestamp with time zone, from_commune integer, until_commune integer, undated text)
  returns TABLE(commune_id integer, subject_id uuid, level text)
  language sql stable
  execute: public
  body: md5 9d104856db003a53bf5e93c3f16954d4

function missed_fevers(of_disease text, from_commune integer, until_commune integer, from_day date, until_day date, back_days integer)
  returns TABLE(subject_id uuid, recorded_as uuid, commune_id integer, known_on date, sampled_on date, origin text, onset_on date, found_how text, found_on date, found_at timestamp with time zone, found_where text)
  language sql stable
  execute: phaodai_app, public
  body: md5 1be246c46790fc2bab544b4616a2cf62

function note_sign_in(who uuid, ok boolean, lock_until timestamp with time zone, step integer)
  returns void
  language sql volatile security definer set search_path=public, pg_temp
  execute: phaodai_app
  body: md5 1bf292d57f4c443d9814fb0a4ccb529a

function onset_days(of_disease text, from_commune integer, until_commune integer)
  returns TABLE(subject_id uuid, onset_on date)
  language sql stable
  execute: public
  body: md5 1bb1af6c4b54b284ff26153a646e214b

function own_refusals(of_action text, since timestamp with time zone)
  returns integer
  language sql stable security definer set search_path=public, pg_temp
  execute: phaodai_app
  body: md5 8ff20479ba1108c4f8ce3e2ad7227514

function person_search(query_key text, most integer)
  returns SETOF person
  language sql stable security definer set search_path=public, pg_temp
  execute: phaodai_app
  body: md5 a3237def299625f3750da1f9bf9d8ee2

function posts_of(who uuid, on_day date)
  returns TABLE(post_id uuid, role text, area_id integer, area_name text, hamlet_id integer, body_id integer)
  language sql stable security definer set search_path=public, pg_temp
  execute: phaodai_app
  body: md5 f770b1096779e45b5f5a7dab0e6bb630

function report_sets(families text[], of_disease text, as_of date, known timestamp with time zone, from_commune integer, until_commune integer, undated text)
  returns TABLE(stock text, commune_id integer, id uuid, n bigint)
  language plpgsql stable
  execute: public
  body: md5 e3ad8a5d3e3a8414c6b4a67d78899014

function sampled_known(of_disease text, as_of date, known timestamp with time zone, from_commune integer, until_commune integer)
  returns TABLE(commune_id integer, sample_id uuid, value text)
  language sql stable
  execute: public
  body: md5 b618bd419447100d01ce92db90c106db

function scope_account()
  returns uuid
  language sql stable
  execute: public
  body: md5 947d16f895ba9ecbc2389aa589bca55a

function scope_body()
  returns integer
  language sql stable
  execute: public
  body: md5 990afdf89575a7b3299169692a31b44e

function scope_hamlet()
  returns integer
  language sql stable
  execute: public
  body: md5 3caef1dbcb32157ad8f957ae1cee2c64

function scope_hi()
  returns integer
  language sql stable
  execute: public
  body: md5 81723784342250729f13a9e3b2da53d3

function scope_lo()
  returns integer
  language sql stable
  execute: public
  body: md5 9aa43cc9eb56a365c15c592dc8819c98

function scope_post()
  returns uuid
  language sql stable
  execute: public
  body: md5 3c39134745b8e33d7c40cca55ef4a19a

function scope_role()
  returns text
  language sql stable
  execute: public
  body: md5 d7b099d8391736c791ed42db46126616

function sentinel_own(on_day_asked date)
  returns TABLE(kind text, name text, reports integer, nil boolean, screened integer, admitted integer, discharged integer)
  language sql stable security definer set search_path=public, pg_temp
  execute: phaodai_app
  body: md5 3f45573cb576fb3aebb50913b3947f68

function session_by_token(hash bytea)
  returns TABLE(account_id uuid, username text, full_name text, commune_id integer, post_id uuid, role text, kind text, expires_at timestamp with time zone, seen_at timestamp with time zone, must_change boolean, has_totp boolean)
  language sql stable security definer set search_path=public, pg_temp
  execute: phaodai_app
  body: md5 c2fb2ab6223941b4cb56b7fc2c6877d4

function set_door_scope(of_kind text, secret bytea, device bytea, at timestamp with time zone)
  returns TABLE(owner_id uuid, commune_id integer, known boolean)
  language plpgsql volatile security definer set search_path=public, pg_temp
  execute: phaodai_app
  body: md5 4eb6b41891ac3b72d70690c35f47000a

function set_scope(for_post uuid, on_day date)
  returns TABLE(account_id uuid, role text, area_id integer, lo integer, hi integer, hamlet_id integer, body_id integer)
  language plpgsql volatile security definer set search_path=public, pg_temp
  execute: phaodai_app
  body: md5 813d4eb96a371fed7c8cb030ae019ef9

function standing_posts(who uuid, on_day date)
  returns TABLE(post_id uuid, role text, area_id integer, tier text, lo integer, hi integer, hamlet_id integer, body_id integer)
  language sql stable security definer set search_path=public, pg_temp
  execute: phaodai_app
  body: md5 6230e2786d1cdeabf9c4a50061d25905

function subject_amend(subject uuid, kind text, sealed_id bytea, index_id bytea, sealed_phone bytea, index_phone bytea, operation uuid, at timestamp with time zone)
  returns integer
  language plpgsql volatile security definer set search_path=public, pg_temp
  execute: phaodai_app
  body: md5 a4f90e6f2bdfc254949b698970f1ba4a

function subject_compare(a_ids uuid[], b_ids uuid[])
  returns TABLE(a_id uuid, b_id uuid, same_id boolean, same_phone boolean)
  language sql stable security definer set search_path=public, pg_temp
  execute: phaodai_app
  body: md5 79a315ddcbb7ba2a6c6a497623f69018

function subject_match(indexes bytea[], operation uuid, at timestamp with time zone)
  returns TABLE(index bytea, field text, subject_id uuid)
  language plpgsql volatile security definer set search_path=public, pg_temp
  execute: phaodai_app
  body: md5 ba68012c959670cbc799d73351dddee2

function subject_open(subject uuid, operation uuid, at timestamp with time zone)
  returns TABLE(id_kind text, id_sealed bytea, phone_sealed bytea)
  language plpgsql volatile security definer set search_path=public, pg_temp
  execute: phaodai_app
  body: md5 20ad4dfa17617fd667c140be2f3f9399

function subject_put(ids uuid[], kinds text[], id_sealeds bytea[], id_indexes bytea[], phone_sealeds bytea[], phone_indexes bytea[], at timestamp with time zone)
  returns integer
  language plpgsql volatile security definer set search_path=public, pg_temp
  execute: phaodai_app
  body: md5 733ef3c28d67999c1c66c78eac509df0

function subject_sealed(subjects uuid[], purpose text, operation uuid, at timestamp with time zone)
  returns TABLE(subject_id uuid, id_kind text, id_sealed bytea, phone_sealed bytea)
  language plpgsql volatile security definer set search_path=public, pg_temp
  execute: phaodai_app
  body: md5 da2d5bf3be7ff1ac7b24108d6373de9a

function subject_twins(subjects uuid[], operation uuid, at timestamp with time zone)
  returns TABLE(subject_id uuid, twin_id uuid, field text)
  language plpgsql volatile security definer set search_path=public, pg_temp
  execute: phaodai_app
  body: md5 97f171d84e8382256906beb2c53d44fe

function subject_twins_in(from_commune integer, until_commune integer, most integer, operation uuid, at timestamp with time zone)
  returns TABLE(subject_id uuid, twin_id uuid, field text)
  language plpgsql volatile security definer set search_path=public, pg_temp
  execute: phaodai_app
  body: md5 977f8634c3b3f6b068b04628a1d654b7

function touch_session(hash bytea, seen timestamp with time zone)
  returns void
  language sql volatile security definer set search_path=public, pg_temp
  execute: phaodai_app
  body: md5 5078b60a7251f56bc288b7afef9d07bb
