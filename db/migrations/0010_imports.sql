-- An import is a row that can be left and found again; its file is kept sealed, so a refused row is never lost.
create table import_job (
  commune_id int not null,
  job_id uuid not null,
  kind text not null check (kind in ('linelist', 'accounts')),
  disease text,
  list_name text not null,
  file_name text not null,
  links_name text,
  file_sha256 bytea not null,
  mapping jsonb not null,
  dry_run boolean not null,
  state text not null check (state in ('waiting', 'running', 'done', 'failed')),
  total int not null default 0,
  done int not null default 0,
  added int not null default 0,
  unchanged int not null default 0,
  differing int not null default 0,
  refused int not null default 0,
  links_added int not null default 0,
  links_unchanged int not null default 0,
  links_refused int not null default 0,
  report jsonb not null default '{}',
  created_at timestamptz not null,
  created_by uuid not null,
  post_id uuid not null,
  finished_at timestamptz,
  primary key (commune_id, job_id)
);
create table import_file (
  commune_id int not null,
  job_id uuid not null,
  part text not null check (part in ('cases', 'links')),
  name text not null,
  sealed bytea not null,
  primary key (commune_id, job_id, part)
);
-- Rows given back: the cells sealed, the reasons in words.
create table import_refusal (
  commune_id int not null,
  job_id uuid not null,
  part text not null,
  row_number int not null,
  kind text not null check (kind in ('refused', 'differs', 'note')),
  cells_sealed bytea not null,
  reasons jsonb not null,
  primary key (commune_id, job_id, part, row_number, kind)
);
-- The mapping of columns chosen last time for a file with these headings.
create table import_mapping (
  commune_id int not null,
  headers_hash bytea not null,
  kind text not null,
  mapping jsonb not null,
  used_at timestamptz not null,
  primary key (commune_id, headers_hash, kind)
);
do $$
declare t text;
begin
  foreach t in array array['import_job', 'import_file', 'import_refusal', 'import_mapping'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy %I on %I using (commune_id between scope_lo() and scope_hi() and scope_hamlet() = 0)', t || '_scope', t);
    execute format('grant select, insert, update on %I to phaodai_app', t);
  end loop;
end $$;
create index import_job_open on import_job (created_at) where state in ('waiting', 'running');
create policy import_job_owner on import_job for select to phaodai_owner using (true);

-- What the runner takes up, also after a crash: it works for posts of any area and has no scope before it takes one up. Ids only.
create function import_unfinished()
returns table (job_id uuid, post_id uuid) language sql stable security definer set search_path = public, pg_temp as $$
  select j.job_id, j.post_id from import_job j
  where j.state in ('waiting', 'running') and j.kind = 'linelist' and j.report ->> 'hold' is distinct from 'true' order by j.created_at, j.job_id
$$;
revoke all on function import_unfinished() from public;
grant execute on function import_unfinished() to phaodai_app;
