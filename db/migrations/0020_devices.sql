-- S27, S32. Phones of community teams: what changed for them, whose they are, what came from them and what of it was refused.

-- A device's session is neither a person's nor a program's: it lasts while the device is in contact, and ends with the device.
alter table session drop constraint session_kind_check;
alter table session add constraint session_kind_check check (kind in ('session', 'token', 'device'));

-- What changed among what phones hold. Append-only; a row for each statement that changes something. `tx` with a snapshot is the cursor, as in
-- tracing_change: a sequence would be passed by transactions that commit late. Holds ids only.
create table replica_change (
  commune_id int not null,
  change_id uuid not null default gen_random_uuid(),
  tx xid8 not null default pg_current_xact_id(),
  -- homes: who lives there, whose round they are in; checks, frail, movements: by home; signals, messages: by their own id; refusals: by account
  kind text not null check (kind in ('homes', 'checks', 'frail', 'movements', 'signals', 'messages', 'refusals')),
  ids uuid[] not null,
  -- the earliest local day touched, where the kind has days
  since_on date,
  at timestamptz not null default clock_timestamp(),
  primary key (commune_id, change_id)
);
create index replica_change_by_tx on replica_change (commune_id, tx);
create index replica_change_by_at on replica_change using brin (at);

-- One member on one phone. Another member on the same phone is another row with the same handset.
create table device (
  commune_id int not null,
  device_id uuid not null,
  handset_id uuid not null,
  account_id uuid not null,
  post_id uuid not null,
  hamlet_id int not null default 0,
  label text,
  enrolled_at timestamptz not null,
  op_id uuid not null,
  session_hash bytea not null,
  -- of the key share and of the device's key; gone when revoked: no phone and no copy of this database opens its names again
  share_salt bytea,
  lease_until timestamptz not null,
  last_contact_at timestamptz not null,
  last_push_at timestamptz,
  -- what it still held unsent at its last contact
  unsent int not null default 0,
  protocol int not null default 1,
  revoked_at timestamptz,
  revoked_by uuid,
  revoke_reason text,
  primary key (commune_id, device_id)
);
create index device_by_account on device (account_id);
create index device_by_handset on device (commune_id, handset_id);

-- What came of each operation of a phone; what depends on it, and its repeats, ask here.
create table device_operation (
  commune_id int not null,
  op_id uuid not null,
  hamlet_id int not null default 0,
  device_id uuid not null,
  verb text not null,
  outcome text not null check (outcome in ('applied', 'duplicate', 'merged', 'conflict', 'refused', 'blocked')),
  reason text,
  -- in refused_operation, or of a check in refused_check
  refused_id uuid,
  received_at timestamptz not null,
  primary key (commune_id, op_id)
);

-- Refused operations that are no checks are kept until a person has settled them. The payload may hold a number of identity: sealed.
create table refused_operation (
  commune_id int not null,
  refused_id uuid not null,
  hamlet_id int not null default 0,
  device_id uuid not null,
  op_id uuid not null,
  verb text not null,
  payload bytea not null,
  depends_on uuid[] not null,
  reason text not null,
  details jsonb not null default '{}',
  captured_at timestamptz not null,
  received_at timestamptz not null,
  account_id uuid not null,
  post_id uuid not null,
  settled_at timestamptz,
  settled_by uuid,
  settled_how text check (settled_how in ('applied', 'discarded')),
  settle_reason text,
  primary key (commune_id, refused_id)
);
create index refused_operation_open on refused_operation (commune_id, received_at) where settled_at is null;

do $$
declare t text;
begin
  foreach t in array array['device', 'device_operation', 'refused_operation'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy %I on %I using (commune_id between scope_lo() and scope_hi() and scope_hamlet() in (0, hamlet_id))', t || '_scope', t);
    execute format('grant select, insert on %I to phaodai_app', t);
  end loop;
end $$;
alter table replica_change enable row level security;
alter table replica_change force row level security;
-- of the commune as a whole; a pull reads it under the engine's scope and answers what is its team's
create policy replica_change_scope on replica_change using (commune_id between scope_lo() and scope_hi() and scope_hamlet() = 0);
-- written by whoever changes something: a laboratory's result changes a signal of a commune that the laboratory does not see
create policy replica_change_write on replica_change for insert with check (true);
grant select, insert, delete on replica_change to phaodai_app;
grant update (session_hash, share_salt, lease_until, last_contact_at, last_push_at, unsent, protocol, revoked_at, revoked_by, revoke_reason, label)
  on device to phaodai_app;
grant update (outcome, reason) on device_operation to phaodai_app;
grant update (reason, settled_at, settled_by, settled_how, settle_reason) on refused_operation to phaodai_app;

-- Whoever was away longer fetches everything anew. The server prunes without a scope of its own.
create policy replica_change_owner on replica_change to phaodai_owner using (true);
create function forget_replica_changes(before timestamptz) returns bigint language sql security definer set search_path = public, pg_temp as $$
  with gone as (delete from replica_change where at < before returning 1) select count(*) from gone
$$;
revoke all on function forget_replica_changes(timestamptz) from public;
grant execute on function forget_replica_changes(timestamptz) to phaodai_app;
