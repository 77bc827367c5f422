-- S24, S26: what is written from a frozen report, where it was published; rumours and their answers; briefings and what they decided.

-- A text is never changed: an edited one is the next version.
create table report_text (
  commune_id int not null,
  text_id uuid not null,
  report_id uuid not null,
  kind text not null check (kind in ('bulletin', 'press', 'loudspeaker', 'sms', 'sms-plain', 'remarks')),
  version int not null,
  body text not null,
  written_at timestamptz not null,
  written_by uuid not null,
  op_id uuid not null,
  primary key (commune_id, text_id),
  constraint report_text_version unique (commune_id, report_id, kind, version)
);

-- What was heard, without names; what was answered, by whom.
create table rumour (
  commune_id int not null,
  rumour_id uuid not null,
  heard_at timestamptz not null,
  heard_where text not null,
  content text not null,
  recorded_at timestamptz not null,
  recorded_by uuid not null,
  op_id uuid not null,
  voided_at timestamptz,
  void_op uuid,
  void_reason text,
  primary key (commune_id, rumour_id)
);
create table rumour_answer (
  commune_id int not null,
  answer_id uuid not null,
  rumour_id uuid not null,
  -- true, false, partly true, cannot be told
  verdict text not null check (verdict in ('true', 'false', 'partly', 'unknown')),
  answer text not null,
  -- the office that answers
  answered_by text not null,
  answered_at timestamptz not null,
  recorded_by uuid not null,
  op_id uuid not null,
  primary key (commune_id, answer_id)
);
create index rumour_answer_by_rumour on rumour_answer (commune_id, rumour_id);

-- Where and when a text or an answer went out.
create table publication (
  commune_id int not null,
  publication_id uuid not null,
  of_kind text not null check (of_kind in ('text', 'answer')),
  of_id uuid not null,
  channel text not null check (channel in ('loudspeaker', 'sms', 'zalo', 'website', 'television', 'newspaper', 'notice-board', 'other')),
  place text,
  published_at timestamptz not null,
  recorded_at timestamptz not null,
  recorded_by uuid not null,
  op_id uuid not null,
  primary key (commune_id, publication_id)
);
create index publication_by_what on publication (commune_id, of_id);

-- A briefing: its agenda as it was proposed and put in order, and what was decided. A decision with an assignee is a task.
create table briefing (
  commune_id int not null,
  briefing_id uuid not null,
  disease text not null,
  on_day date not null,
  chair text not null,
  chair_title text not null,
  attended text not null,
  agenda jsonb not null,
  report_id uuid,
  opened_at timestamptz not null,
  opened_by uuid not null,
  op_id uuid not null,
  closed_at timestamptz,
  closed_by uuid,
  primary key (commune_id, briefing_id)
);
create table briefing_decision (
  commune_id int not null,
  decision_id uuid not null,
  briefing_id uuid not null,
  place int not null,
  topic text,
  words text not null,
  assignee text,
  assignee_area_id int,
  due_on date,
  product text,
  task_id uuid,
  decided_at timestamptz not null,
  decided_by uuid not null,
  op_id uuid not null,
  voided_at timestamptz,
  void_op uuid,
  void_reason text,
  primary key (commune_id, decision_id)
);
create index briefing_decision_by_briefing on briefing_decision (commune_id, briefing_id);

do $$
declare t text;
begin
  foreach t in array array['report_text', 'rumour', 'rumour_answer', 'publication', 'briefing', 'briefing_decision'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy %I on %I using (commune_id between scope_lo() and scope_hi() and scope_hamlet() = 0)', t || '_scope', t);
    execute format('grant select, insert on %I to phaodai_app', t);
  end loop;
end $$;
grant update (voided_at, void_op, void_reason) on rumour, briefing_decision to phaodai_app;
grant update (closed_at, closed_by) on briefing to phaodai_app;
