//! Tests of the filter: sentences as people write them, errors as they read them, and laws on generated filters.

use crate as kernel;

mod cases;
mod errors;
mod generate;
mod laws;
