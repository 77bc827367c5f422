-- Where stays come from: lists of them are imported as line lists are; a place may be mended.

alter table import_job drop constraint import_job_kind_check;
alter table import_job add constraint import_job_kind_check check (kind in ('linelist', 'accounts', 'stays'));

create or replace function import_unfinished()
returns table (job_id uuid, post_id uuid) language sql stable security definer set search_path = public, pg_temp as $$
  select j.job_id, j.post_id from import_job j
  where j.state in ('waiting', 'running') and j.kind in ('linelist', 'stays') and j.report ->> 'hold' is distinct from 'true' order by j.created_at, j.job_id
$$;

-- What a place is decides who is near whom there: a wrong word about it can be mended, the audit keeps what was said before.
grant update (name, name_key, kind, closed_space, address) on place to phaodai_app;
create index place_by_name on place (commune_id, kind, name_key);

-- A tracer's word is asked for by the persons whom it is about.
create index candidate_decision_by_subject on candidate_decision (subject_id, disease);
create index candidate_decision_by_other on candidate_decision (other_id, disease);
