-- The first day of symptoms as it was said, where it cannot be that day (a year typed wrong): the alarm goes out without it, and a person asks again.
alter table signal add since_said text;
