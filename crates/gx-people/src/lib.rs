//! Persons and what ties them together: the second bend of the river.
//!
//! Purpose: whose is it? Identities are resolved to persons, persons are merged
//! and taken apart, portraits keep every value with its source, consent and
//! edges hang on persons; companies are known here too.
//! In: normalised identities and traits from ingest, edits from staff.
//! Out: nodes and roots for interactions, pages and lists for the screen, notes
//! about what changed.
//!
//! It must never rewrite an interaction, merge two verified accounts by itself,
//! widen a consent by merging, or return a person without an access clause.

pub mod api;
pub mod arrivals;
pub mod batch;
pub mod bought;
pub mod bulk;
pub mod cells;
pub mod changes;
pub mod company;
pub mod consent;
pub mod days;
pub mod duplicates;
pub mod edge;
pub mod edit;
pub mod erased;
pub mod file;
pub mod grouping;
pub mod groups;
pub mod household;
pub mod identity;
pub mod indexed;
pub mod likeness;
pub mod listing;
pub mod map;
pub mod mark;
pub mod membership;
pub mod merge;
pub mod names;
pub mod near;
pub mod nearby;
pub mod node;
mod origin;
pub mod own;
pub mod page;
pub mod people;
pub mod portrait;
pub mod proposal;
pub mod quality;
pub mod resolve;
pub mod review;
pub mod rules;
pub mod seen;
pub mod share;
mod since;
pub mod strokes;
pub mod sweep;
pub mod territory;
pub mod undo;
pub mod view;
pub mod words;
pub mod write;
