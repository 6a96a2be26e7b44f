//! The copy for the person: one ZIP with everything that is held, for machines and for people.

mod data;
mod page;
mod words;
mod zipped;

pub(crate) use data::gather;
pub(crate) use zipped::write;
