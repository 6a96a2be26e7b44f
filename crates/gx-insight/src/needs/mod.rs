//! What customers may need: guesses, each with what speaks for it.

mod ask;
mod find;
mod habits;
mod mine;
pub(crate) mod offers;
mod products;
pub(crate) mod store;

pub use find::{find, forget_all};
pub use store::{Kind, State};
