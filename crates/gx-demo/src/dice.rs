//! Chance from a seed, the same on every machine and in every version.
//!
//! SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number
//! generators", OOPSLA 2014): one addition and a mix per draw, and any stream
//! can be opened at any point, so that person 900,000 needs no person before.

/// A stream of chance.
#[derive(Clone, Debug)]
pub(crate) struct Dice(u64);

const GOLDEN: u64 = 0x9e37_79b9_7f4a_7c15;

fn mix(mut z: u64) -> u64 {
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// A number that belongs to `(seed, purpose, key)` alone.
pub(crate) fn fate(seed: u64, purpose: u64, key: u64) -> u64 {
    mix(mix(seed.wrapping_add(purpose.wrapping_mul(GOLDEN))).wrapping_add(key.wrapping_mul(GOLDEN)))
}

impl Dice {
    /// The stream of `(seed, purpose, key)`.
    pub fn of(seed: u64, purpose: u64, key: u64) -> Self {
        Self(fate(seed, purpose, key))
    }

    /// 64 fresh bits.
    pub fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(GOLDEN);
        mix(self.0)
    }

    /// A whole number in `0..n`; 0 when `n` is 0.
    pub fn below(&mut self, n: u32) -> u32 {
        (((self.bits() >> 32) * u64::from(n)) >> 32) as u32
    }

    /// A whole number in `from..=to`.
    pub fn between(&mut self, from: i64, to: i64) -> i64 {
        from + i64::from(self.below((to - from).clamp(0, i64::from(u32::MAX - 1)) as u32 + 1))
    }

    /// A fraction in `0.0..1.0`.
    pub fn unit(&mut self) -> f64 {
        (self.bits() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// True with probability `p`.
    pub fn chance(&mut self, p: f64) -> bool {
        self.unit() < p
    }

    /// One of the things; the bank must not be empty.
    pub fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len() as u32) as usize]
    }

    /// One of the things, earlier ones more often (as family names are spread).
    pub fn pick_early<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        let u = self.unit();
        &from[((u * u * from.len() as f64) as usize).min(from.len() - 1)]
    }

    /// The index of one weight, in proportion to the weights.
    pub fn weighted(&mut self, weights: &[u32]) -> usize {
        let total: u32 = weights.iter().sum();
        let mut at = self.below(total);
        for (i, w) in weights.iter().enumerate() {
            if at < *w {
                return i;
            }
            at -= w;
        }
        weights.len().saturating_sub(1)
    }

    /// A normal deviate, by the sum of twelve uniform ones (tails end at six sigma, which suits people).
    pub fn normal(&mut self) -> f64 {
        let mut sum = 0.0;
        for _ in 0..3 {
            let b = self.bits();
            for part in 0..4 {
                sum += ((b >> (16 * part)) & 0xffff) as f64 / 65_536.0;
            }
        }
        sum - 6.0
    }
}
