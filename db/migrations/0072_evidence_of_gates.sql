-- What a post of an area added to a gate's violation carried the gate's body, so that the gate read it and could take it back: a gate holds its own only.
alter table violation_evidence no force row level security;
alter table post no force row level security;
update violation_evidence e set body_id = 0
where e.body_id <> 0 and not exists (select 1 from post p where p.account_id = e.added_by and p.body_id = e.body_id);
alter table violation_evidence force row level security;
alter table post force row level security;
