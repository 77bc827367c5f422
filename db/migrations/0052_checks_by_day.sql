-- A report asks for the checks of one day in a province. They come in nearly by day, so a block range index finds them and costs a round nothing to speak of.
create index household_check_by_day on household_check using brin (on_day);
