//! The program at its border: HTTP in; rows, events and answers out. Every test runs on both databases.

#![expect(clippy::unwrap_used, clippy::panic, reason = "tests fail loudly")]

mod assistant;
mod bad_input;
mod companies;
mod connect;
mod contacts;
mod duplicates;
mod edit;
mod file;
mod finding;
mod follow;
mod groups;
mod hidden;
mod household;
mod import_rules;
mod keeping;
mod kit;
mod leads;
mod lists;
mod map;
mod members;
mod nameless;
mod open;
mod outward;
mod own_fields;
mod privacy;
mod programs;
mod push;
mod reseal;
mod rights;
mod river;
mod round_trip;
mod rules;
mod sales;
mod signin;
mod staff;
mod talk;
mod territories;
mod told;
mod trade;
mod worth;
