//! Receive, verify, normalise, dedupe, refuse with a reason; interactions and the timeline; file imports.
