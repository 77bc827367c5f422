-- A gate's post holds no commune: what it saw carries its body, as crossings do, and lies in the commune where the gate stands.
alter table violation add column body_id int not null default 0;
alter table violation_step add column body_id int not null default 0;
alter table violation_evidence add column body_id int not null default 0;

-- which declaration was false may be known only later
alter table violation_step add column declaration_id uuid;
alter table violation_step drop constraint violation_step_kind_check;
alter table violation_step add constraint violation_step_kind_check
  check (kind in ('decision', 'payment', 'appeal', 'appeal-answer', 'referral', 'withdrawal', 'identified', 'declaration'));

-- a file of somebody else, or the wrong one, is taken back with the reason
alter table violation_evidence add column voided_at timestamptz, add column void_op uuid, add column void_reason text;
grant update (voided_at, void_op, void_reason) on violation_evidence to phaodai_app;

do $$
declare t text;
begin
  foreach t in array array['violation', 'violation_step', 'violation_evidence'] loop
    execute format('alter policy %I on %I using ((commune_id between scope_lo() and scope_hi() and scope_hamlet() = 0) or (body_id <> 0 and body_id = scope_body()))', t || '_scope', t);
  end loop;
end $$;
