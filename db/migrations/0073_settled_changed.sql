-- Which fields a person set right before refused work was taken in: their names, never what stood in them (a payload may be sealed).
-- Null: settled before this was kept, or not settled.
alter table refused_check add settled_changed text[];
alter table refused_operation add settled_changed text[];
grant update (settled_changed) on refused_check, refused_operation to phaodai_app;
