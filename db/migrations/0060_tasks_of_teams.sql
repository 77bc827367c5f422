-- S17, S27. A task may go to a community team of the area that must act: its members see it on their phones, and nothing else of the area's work.
alter table task add team_id uuid, add hamlet_id int not null default 0;
alter table task_act add hamlet_id int not null default 0;
alter table task_evidence add hamlet_id int not null default 0;
create index task_by_team on task (commune_id, team_id) where team_id is not null;

-- when it was written down, by the device's clock set right, where that was without a network; `at` stays when it came in
alter table task_act add captured_at timestamptz;

do $$
declare t text;
begin
  foreach t in array array['task', 'task_act', 'task_evidence'] loop
    execute format('drop policy %I on %I', t || '_scope', t);
    execute format('create policy %I on %I using ((commune_id between scope_lo() and scope_hi() and (scope_hamlet() = 0 or scope_hamlet() = hamlet_id)) or (body_id <> 0 and body_id = scope_body()))', t || '_scope', t);
  end loop;
end $$;
