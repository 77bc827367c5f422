-- S1. Units keyed by code and validity; area_id is allocated in tree order with gaps, so any area is one range lo..hi.
create table area (
  area_id int primary key,
  code text not null,
  tier text not null check (tier in ('province', 'district', 'commune', 'hamlet')),
  name text not null,
  full_name text not null,
  type text not null,
  parent_id int references area (area_id),
  province_code text not null,
  valid_from date not null,
  valid_until date,
  lo int not null,
  hi int not null,
  name_key text not null,
  -- 2019 census, where known: households and people (planning figures)
  households int,
  people int,
  check (lo <= area_id and area_id <= hi),
  -- communes and districts may share digits but not length; hamlets get our own codes
  unique (code, valid_from)
);
create index area_by_parent on area (parent_id);
create index area_by_range on area (lo, hi);

-- What became of a commune: many to many; a null target is unresolved, said so.
create table area_successor (
  old_area_id int not null references area (area_id),
  new_area_id int references area (area_id),
  is_split boolean not null,
  unique nulls not distinct (old_area_id, new_area_id)
);

-- Bodies of the Party, the state and the Front: who acts. Always responsible for an area.
create table body (
  body_id int primary key generated always as identity,
  area_id int not null references area (area_id),
  kind text not null,
  side text not null check (side in ('state', 'party', 'front')),
  name text not null,
  parent_body_id int references body (body_id),
  unique (area_id, name)
);

-- An officer answers for an area, from-until (phụ trách địa bàn).
create table responsibility (
  responsibility_id uuid primary key,
  area_id int not null references area (area_id),
  account_id uuid not null,
  from_on date not null,
  until_on date,
  document text
);

grant select on area, area_successor, body, responsibility to phaodai_app, phaodai_auditor;
grant insert on area, body, responsibility to phaodai_app;
grant update (until_on) on responsibility to phaodai_app;
