-- S6, tracing at depth: a stay is a row of `visit`, wherever it comes from (a roster, a class, a room, a seat, a gate, a QR code, what someone said).

-- To the second: the engine counts whole seconds, and rounding both ends never makes 14 hours more.
alter table visit
  alter column from_at type timestamptz(0),
  alter column to_at type timestamptz(0),
  -- the part of the place, as its list calls it: chuyền 3, phòng 204, toa 5; two different parts of one place are not near each other
  add column space text,
  -- the row of seats or desks, counted from the front
  add column seat_row int check (seat_row between 0 and 1000),
  -- what the list said besides: shift, seat, list name, the import's row; never names or numbers of persons
  add column detail jsonb not null default '{}',
  -- the last day on which this location may be kept; null: as long as the record
  add column expires_on date;

drop index visit_by_subject;
create index visit_by_subject on visit (subject_id, from_at) where voided_at is null;
create index visit_by_expiry on visit using brin (expires_on);

-- What changed among stays and places, for whoever keeps a copy (the tracing engine). Append-only; a row for each commune and statement.
-- `tx` with a snapshot is the cursor: a sequence would be passed by transactions that commit late.
create table tracing_change (
  commune_id int not null,
  change_id uuid not null default gen_random_uuid(),
  tx xid8 not null default pg_current_xact_id(),
  kind text not null check (kind in ('stays-added', 'stays-voided', 'stays-purged', 'place-added')),
  -- visit_id or place_id; none where rows were purged: the copy is built anew
  ids uuid[] not null,
  at timestamptz not null default clock_timestamp(),
  primary key (commune_id, change_id)
);
create index tracing_change_by_tx on tracing_change (tx);

alter table tracing_change enable row level security;
alter table tracing_change force row level security;
create policy tracing_change_scope on tracing_change using (commune_id between scope_lo() and scope_hi() and scope_hamlet() = 0);
grant select, insert, delete on tracing_change to phaodai_app;

-- Only what has a last day can be deleted; everything else is voided.
create policy visit_purge on visit as restrictive for delete using (expires_on is not null);
grant delete on visit to phaodai_app;
-- a stay names its place by id alone: the place may lie in another commune
create index place_by_id on place (place_id);
