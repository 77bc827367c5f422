-- What answers one row says so. The planner took each for a thousand, two of them together for a million, and planned the statement that opens a scope
-- anew at every request: a plan for just these values looked so much cheaper than the one for all.
alter function session_by_token(bytea) rows 1;
alter function set_scope(uuid, date) rows 1;
