-- How many homes the register has in each hamlet (0: not known), kept by the statement that enters them: coverage and roll-ups never count them.
create table hamlet_homes (
  commune_id int not null,
  hamlet_id int not null default 0,
  homes int not null,
  primary key (commune_id, hamlet_id)
);
alter table hamlet_homes enable row level security;
alter table hamlet_homes force row level security;
create policy hamlet_homes_scope on hamlet_homes using (commune_id between scope_lo() and scope_hi() and scope_hamlet() in (0, hamlet_id));
grant select, insert, update on hamlet_homes to phaodai_app;
create policy hamlet_homes_owner on hamlet_homes to phaodai_owner using (true) with check (true);
create policy household_owner_once on household for select to phaodai_owner using (true);
insert into hamlet_homes (commune_id, hamlet_id, homes) select commune_id, hamlet_id, count(*) from household group by 1, 2;
drop policy hamlet_homes_owner on hamlet_homes;
drop policy household_owner_once on household;
