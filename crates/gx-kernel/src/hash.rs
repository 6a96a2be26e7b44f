//! 64-bit keyed hashes, used as compact unique keys beside their text.

use siphasher::sip::SipHasher13;
use std::hash::Hasher;

/// A keyed hash. The key is a secret of the workspace, so outsiders cannot make collisions.
#[derive(Clone, Copy, Debug)]
pub struct KeyedHash {
    k0: u64,
    k1: u64,
}

impl KeyedHash {
    /// A hash with the given 128-bit key.
    pub fn new(key: [u8; 16]) -> Self {
        let (a, b) = key.split_at(8);
        let word = |s: &[u8]| s.iter().fold(0_u64, |n, x| (n << 8) | u64::from(*x));
        Self { k0: word(a), k1: word(b) }
    }

    /// The hash of several parts; parts are length-framed, so `("a","bc")` and `("ab","c")` differ.
    pub fn of(&self, parts: &[&[u8]]) -> i64 {
        let mut h = SipHasher13::new_with_keys(self.k0, self.k1);
        for part in parts {
            h.write_u64(part.len() as u64);
            h.write(part);
        }
        h.finish() as i64
    }
}
