-- Accounts, posts, sessions, tokens. Rows lie in the account's home area; look-ups before sign-in go by definer functions.
create table account (
  account_id uuid primary key,
  commune_id int not null,
  username text not null unique check (username = lower(username)),
  full_name text not null,
  -- fold(full_name): for finding only
  name_key text not null,
  password_hash text not null,
  -- true until the one-time password has been replaced
  must_change boolean not null default true,
  totp_sealed bytea,
  totp_last_step int,
  failed_count int not null default 0,
  locked_until timestamptz,
  disabled_at timestamptz,
  created_at timestamptz not null
);
create index account_by_area on account (commune_id);

create table post (
  post_id uuid primary key,
  account_id uuid not null references account (account_id),
  commune_id int not null,
  role text not null,
  area_id int not null references area (area_id),
  hamlet_id int not null default 0,
  body_id int not null default 0,
  from_on date not null,
  until_on date,
  -- powers can be delegated: by whom, with which document
  granted_by uuid,
  delegated_from uuid references post (post_id),
  document text
);
create index post_by_account on post (account_id);

create table session (
  token_hash bytea primary key,
  account_id uuid not null references account (account_id),
  commune_id int not null,
  post_id uuid not null references post (post_id),
  kind text not null check (kind in ('session', 'token')),
  label text,
  created_at timestamptz not null,
  seen_at timestamptz not null,
  expires_at timestamptz not null,
  revoked_at timestamptz,
  address text
);
create index session_by_account on session (account_id);

-- Failed sign-ins by name or address, whether or not the name exists: rate limits that do not tell names apart.
create table sign_in_attempt (
  attempt_id uuid primary key,
  key_hash bytea not null,
  at timestamptz not null
);
create index sign_in_attempt_by_key on sign_in_attempt (key_hash, at);

alter table account enable row level security;
alter table account force row level security;
create policy account_scope on account using (commune_id between scope_lo() and scope_hi() or account_id = scope_account());
alter table post enable row level security;
alter table post force row level security;
create policy post_scope on post using (commune_id between scope_lo() and scope_hi() or account_id = scope_account());
alter table session enable row level security;
alter table session force row level security;
create policy session_scope on session using (commune_id between scope_lo() and scope_hi() or account_id = scope_account());
-- definer functions run as the owner
create policy account_owner on account to phaodai_owner using (true);
create policy post_owner on post to phaodai_owner using (true);
create policy session_owner on session to phaodai_owner using (true);

grant select, insert, update on account, post, session to phaodai_app;
grant select, insert, delete on sign_in_attempt to phaodai_app;

-- Sets the scope of this transaction from a post that is valid on that day; raises where there is none. The one door to any row.
create function set_scope(for_post uuid, on_day date)
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
          set_config('phaodai.role', p.role, true), set_config('phaodai.account', p.account_id::text, true);
  return query select p.account_id, p.role, p.area_id, p.lo, p.hi, p.hamlet_id, p.body_id;
end $$;

-- Before sign-in there is no scope: exact look-ups only.
create function account_for_sign_in(name text)
returns setof account language sql stable security definer set search_path = public, pg_temp as $$
  select * from account where username = lower(name)
$$;
create function session_by_token(hash bytea)
returns table (account_id uuid, username text, full_name text, commune_id int, post_id uuid, role text, kind text, expires_at timestamptz,
               seen_at timestamptz, must_change boolean, has_totp boolean)
language sql stable security definer set search_path = public, pg_temp as $$
  select s.account_id, a.username, a.full_name, a.commune_id, s.post_id, p.role, s.kind, s.expires_at, s.seen_at, a.must_change, a.totp_sealed is not null
  from session s join account a on a.account_id = s.account_id join post p on p.post_id = s.post_id
  where s.token_hash = hash and s.revoked_at is null and a.disabled_at is null
$$;
create function posts_of(who uuid, on_day date)
returns table (post_id uuid, role text, area_id int, area_name text, hamlet_id int, body_id int)
language sql stable security definer set search_path = public, pg_temp as $$
  select p.post_id, p.role, p.area_id, a.full_name, p.hamlet_id, p.body_id
  from post p join area a on a.area_id = p.area_id
  where p.account_id = who and p.from_on <= on_day and (p.until_on is null or p.until_on >= on_day)
  order by a.lo, p.post_id
$$;
-- Sign-in's own writes, as the account that is signing in
create function note_sign_in(who uuid, ok boolean, lock_until timestamptz, step int)
returns void language sql security definer set search_path = public, pg_temp as $$
  update account set failed_count = case when ok then 0 else failed_count + 1 end,
    locked_until = case when ok then null else coalesce(lock_until, locked_until) end,
    totp_last_step = coalesce(step, totp_last_step)
  where account_id = who
$$;
-- Whoever holds the token may mark it seen or end it, with or without a post still in force
create function touch_session(hash bytea, seen timestamptz)
returns void language sql security definer set search_path = public, pg_temp as $$
  update session set seen_at = seen where token_hash = hash and seen_at < seen
$$;
create function end_session(hash bytea, ended timestamptz)
returns void language sql security definer set search_path = public, pg_temp as $$
  update session set revoked_at = ended where token_hash = hash and revoked_at is null
$$;
-- Every post of an account that has not ended, wherever it lies: who manages an account must stand above all of them. Answers for accounts in the scope only.
create function standing_posts(who uuid, on_day date)
returns table (post_id uuid, role text, area_id int, tier text, lo int, hi int, hamlet_id int, body_id int)
language sql stable security definer set search_path = public, pg_temp as $$
  select p.post_id, p.role, p.area_id, a.tier, a.lo, a.hi, p.hamlet_id, p.body_id
  from post p join area a on a.area_id = p.area_id
  where p.account_id = who and (p.until_on is null or p.until_on >= on_day)
    and exists (select 1 from account ac where ac.account_id = who and (ac.commune_id between scope_lo() and scope_hi() or who = scope_account()))
$$;
-- How often this account was refused an action of late: guesses of the current password or code are counted across rollbacks
create function own_refusals(of_action text, since timestamptz)
returns int language sql stable security definer set search_path = public, pg_temp as $$
  select count(*)::int from audit where account_id = scope_account() and action = of_action and kind = 'refused' and wall_at >= since
    and details ->> 'problem' in ('password-wrong', 'totp-wrong')
$$;
revoke all on function set_scope(uuid, date), account_for_sign_in(text), session_by_token(bytea), posts_of(uuid, date), note_sign_in(uuid, boolean, timestamptz, int),
  touch_session(bytea, timestamptz), end_session(bytea, timestamptz), standing_posts(uuid, date), own_refusals(text, timestamptz) from public;
grant execute on function set_scope(uuid, date), account_for_sign_in(text), session_by_token(bytea), posts_of(uuid, date), note_sign_in(uuid, boolean, timestamptz, int),
  touch_session(bytea, timestamptz), end_session(bytea, timestamptz), standing_posts(uuid, date), own_refusals(text, timestamptz) to phaodai_app;
