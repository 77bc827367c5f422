-- A round writes one team's answers of one day: with the day before the home in the key they lie side by side, not each in another place of the index. Writing
-- 60 answers took 1.9 ms in place of 3.2 (2.4 million answers there; `docs/measured.md`), and a commune's report finds its day without going through all its days.
-- Each reading by homes names its days as well: PostgreSQL 18 skips from day to day; 15 goes through the days asked for, of that commune.
create index household_check_by_day_home on household_check (commune_id, on_day, household_id);
drop index household_check_by_key;
