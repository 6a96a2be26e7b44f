//! The two databases: schema, transactions, change log, jobs, search, filter to SQL, permissions.
