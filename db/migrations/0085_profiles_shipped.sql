-- Which versions of a disease profile are texts that came with the product: where a release goes back to an earlier text of its own, that is told too.
-- Of a version loaded before this was kept, beyond the first, it is not known: it counts as the province's own.
alter table disease_profile add shipped boolean not null default false;
update disease_profile set shipped = true where version = 1;
