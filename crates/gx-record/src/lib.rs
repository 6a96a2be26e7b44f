//! The generic machinery of lists and forms: object registry, fields, views, export, undo.
