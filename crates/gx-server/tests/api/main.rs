//! The program at its border: HTTP in; rows, events and answers out. Every test runs on both databases.

mod bad_input;
mod duplicates;
mod edit;
mod kit;
mod rights;
mod river;
