//! A question about the rows of one object, and its answer.
//!
//! [`question`] is what is asked, [`span`] the days that it is about, [`reach`] the fields that it may ask for, [`axis`] what rows
//! are parted by, [`figure`] what is added up, [`run`] the one query behind an answer, [`answer`] how it is answered, [`telling`] and [`told`] what is told of it, [`cohort`]
//! people by when they first came, [`rows`] the rows behind a figure, [`file`] an answer as a file.

pub mod answer;
pub mod axis;
pub mod cohort;
pub mod figure;
pub mod file;

pub mod question;
pub mod reach;
pub mod rows;
pub mod run;
pub mod span;
pub mod telling;
pub mod told;
pub mod words;
