//! The command: demo, serve, import, export, dedupe, doctor, backup and the rest.
fn main() {}
