//! Which records are the same person or organisation, without a shared id; pure computation.
