//! Files in, typed rows out: detection of encoding, format and columns.
