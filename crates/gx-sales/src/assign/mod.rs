//! Who gets which leads: rules in their order, what colleagues can take, and the same reasoning for what is and for what
//! would be.

pub mod decide;
pub mod rule;
pub mod run;
pub mod seat;
pub mod simulate;
