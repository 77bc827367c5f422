-- A document that was not issued is read by whom it was sent to and by nobody else, as long as it is not taken back.
alter table forward add column withdrawn_at timestamptz, add column withdrawn_by uuid, add column withdraw_op uuid, add column withdraw_reason text;
grant update (withdrawn_at, withdrawn_by, withdraw_op, withdraw_reason) on forward to phaodai_app;

create policy directive_owner on directive for select to phaodai_owner using (true);
create policy forward_owner on forward for select to phaodai_owner using (true);
-- One document, where a sending of it that stands lies in the reader's scope or was for the reader's body. A policy runs no query, so a function looks.
create function directive_sent_here(wanted uuid)
returns setof directive language sql stable security definer set search_path = public, pg_temp as $$
  select d.* from directive d where d.directive_id = wanted and d.voided_at is null and exists (
    select 1 from forward f where f.directive_id = d.directive_id and f.directive_area_id = d.commune_id and f.withdrawn_at is null
      and ((f.commune_id between scope_lo() and scope_hi() and scope_hamlet() = 0) or (f.body_id <> 0 and f.body_id = scope_body())))
$$;
revoke all on function directive_sent_here(uuid) from public;
grant execute on function directive_sent_here(uuid) to phaodai_app;

-- Until here sending opened a range of areas, and voiding left what was sent: both are set right. The policies bind the owner too, so not while this runs.
alter table directive no force row level security;
alter table forward no force row level security;
update directive set open_lo = null, open_hi = null where header is null and open_lo is not null;
update forward f set withdrawn_at = d.voided_at, withdraw_op = d.void_op, withdraw_reason = d.void_reason
  from directive d where d.commune_id = f.directive_area_id and d.directive_id = f.directive_id and d.voided_at is not null;
alter table directive force row level security;
alter table forward force row level security;
