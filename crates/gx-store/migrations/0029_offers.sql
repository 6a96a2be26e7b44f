-- What goes with what, as the baskets of everybody tell: learned each night, read when something is offered. Products by their
-- number in the shop or else their name, folded. later: of those who bought both, how many bought the other one later.
CREATE TABLE goes_with (
  product $text NOT NULL, other $text NOT NULL, name $text NOT NULL, other_name $text NOT NULL, both_bought $int NOT NULL,
  later $int NOT NULL, share $real NOT NULL, lift $real NOT NULL, PRIMARY KEY (product, other));
-- The turns of series that were done today are found by the day.
CREATE INDEX activity_turn_done ON activity_turn (done_at) WHERE done_at IS NOT NULL;
