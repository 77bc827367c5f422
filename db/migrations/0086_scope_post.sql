-- The post that acts is known in the database too: what a session may see is then asked in the journey that looks the session up.
create function scope_post() returns uuid language sql stable parallel safe as $$ select nullif(current_setting('phaodai.post', true), '')::uuid $$;

create or replace function set_scope(for_post uuid, on_day date)
returns table (account_id uuid, role text, area_id int, lo int, hi int, hamlet_id int, body_id int)
language plpgsql security definer set search_path = public, pg_temp as $$
declare p record;
begin
  -- a laboratory, site or gate sees the rows of its own body only: its range of communes is empty
  select po.account_id, po.role, po.area_id, case when po.body_id <> 0 then 1 else a.lo end as lo,
         case when po.body_id <> 0 then 0 else a.hi end as hi, po.hamlet_id, po.body_id into p
  from post po join area a on a.area_id = po.area_id join account ac on ac.account_id = po.account_id
  where po.post_id = for_post and po.from_on <= on_day and (po.until_on is null or po.until_on >= on_day) and ac.disabled_at is null;
  if not found then raise exception 'no valid post' using errcode = 'PD001'; end if;
  perform set_config('phaodai.lo', p.lo::text, true), set_config('phaodai.hi', p.hi::text, true),
          set_config('phaodai.hamlet', p.hamlet_id::text, true), set_config('phaodai.body', p.body_id::text, true),
          set_config('phaodai.role', p.role, true), set_config('phaodai.account', p.account_id::text, true),
          set_config('phaodai.post', for_post::text, true);
  return query select p.account_id, p.role, p.area_id, p.lo, p.hi, p.hamlet_id, p.body_id;
end $$;
