//! Persons, companies, identities: resolution, merge and unmerge, consent, edges.
