//! A believable company, made from a seed: people, orders, a year of life, and a live mode.
//!
//! Purpose: 山茶 Camellia, a skincare and tea brand with shops in eight cities, an online store and
//! companies as customers; for a first look, for tests and for benchmarks of any size.
//! In: a seed, a number of people, an average of interactions per person, and "now".
//! Out: staff, companies, people (duplicates, households and referrals among them), and interactions in the
//! one shape of [`gx_kernel::interaction::Incoming`]. The same configuration gives the same bytes.
//!
//! Every person is a pure function of the seed and their key, so nothing is held: a million people
//! stream through the memory of one. It must never read a clock, a random source, a file or a
//! network, and never name an instant after "now". Mail addresses are at `example` domains; mobile
//! numbers lie in the sections 000x, foreign ones in ranges kept for fiction.

mod bank;
mod calendar;
mod cast;
mod catalog;
mod companies;
mod deals;
mod demo;
mod dice;
mod leads;
mod live;
mod naming;
mod person;
mod profile;
mod staff;
mod story;
mod ways;

pub use catalog::{PRODUCTS, Product, Shelf};
pub use companies::DemoCompany;
pub use deals::DemoDeal;
pub use demo::{Demo, DemoConfig, Interactions};
pub use leads::{DemoLead, LeadStage};
pub use live::LiveDemo;
pub use person::{DemoConsent, DemoEdge, DemoPerson, WorksAt};
pub use staff::{DemoStaff, StaffRole};
