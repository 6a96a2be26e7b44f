//! The HTTP kit: sign-in, extractors, error shape, paging, live push.
