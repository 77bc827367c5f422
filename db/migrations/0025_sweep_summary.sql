-- What a sweep has covered, kept by hamlet in the transaction of each tick: the pages never count ticks (docs: modules/sweep/README.md).
create table sweep_hamlet (
  commune_id int not null,
  sweep_id uuid not null,
  hamlet_id int not null default 0,
  done int not null default 0,
  absent int not null default 0,
  refused int not null default 0,
  empty int not null default 0,
  returnees int not null default 0,
  primary key (commune_id, sweep_id, hamlet_id)
);
alter table sweep_hamlet enable row level security;
alter table sweep_hamlet force row level security;
create policy sweep_hamlet_scope on sweep_hamlet using (commune_id between scope_lo() and scope_hi() and scope_hamlet() in (0, hamlet_id));
grant select, insert, update on sweep_hamlet to phaodai_app;
-- what stands now, for sweeps that have begun
create policy sweep_hamlet_owner on sweep_hamlet to phaodai_owner using (true) with check (true);
create policy sweep_tick_owner on sweep_tick for select to phaodai_owner using (true);
create policy returnee_owner on returnee for select to phaodai_owner using (true);
insert into sweep_hamlet (commune_id, sweep_id, hamlet_id, done, absent, refused, empty, returnees)
select commune_id, sweep_id, hamlet_id, sum(done), sum(absent), sum(refused), sum(empty), sum(returnees) from (
  select commune_id, sweep_id, hamlet_id, (outcome = 'done')::int as done, (outcome = 'absent')::int as absent, (outcome = 'refused')::int as refused,
    (outcome = 'empty')::int as empty, 0 as returnees
  from (select distinct on (commune_id, sweep_id, household_id) commune_id, sweep_id, hamlet_id, outcome from sweep_tick where voided_at is null
    order by commune_id, sweep_id, household_id, captured_at desc, tick_id desc) s
  union all
  select commune_id, sweep_id, hamlet_id, 0, 0, 0, 0, 1 from returnee where sweep_id is not null
) x group by 1, 2, 3;
drop policy sweep_hamlet_owner on sweep_hamlet;
drop policy sweep_tick_owner on sweep_tick;
drop policy returnee_owner on returnee;
