-- S26. A report that nobody froze is frozen by the clock at its cut-off hour; that is no signature.
alter table report add column by_clock boolean not null default false;
