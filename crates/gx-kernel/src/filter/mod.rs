//! The filter: one small predicate language over objects, custom fields, relations and behaviour.
