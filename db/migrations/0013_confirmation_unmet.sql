-- A confirmation that rests on a result is derived: it goes when the case definition is no longer met (the link or the onset that it needed
-- was taken back), and may come again. That is not a person's word that it was wrong, so it is told apart.
alter table confirmation add column unmet boolean not null default false;
grant update (unmet) on confirmation to phaodai_app;
-- the few that may depend on more than their own result
create index confirmation_not_pcr on confirmation (disease, subject_id) where basis = 'result' and voided_at is null and details ->> 'method' <> 'pcr';
