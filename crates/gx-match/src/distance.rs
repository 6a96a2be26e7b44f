//! Distances between short strings, on 16-bit code units folded beforehand.
//!
//! Jaro–Winkler: Winkler 1990, "String comparator metrics and enhanced decision rules in the
//! Fellegi–Sunter model of record linkage". Optimal string alignment: Damerau 1964.

/// Jaro–Winkler similarity, 0 to 1.
pub fn jaro_winkler(a: &[u16], b: &[u16]) -> f32 {
    let (a, b) = (&a[..a.len().min(64)], &b[..b.len().min(64)]);
    if a.is_empty() || b.is_empty() {
        return if a.len() == b.len() { 1.0 } else { 0.0 };
    }
    let reach = (a.len().max(b.len()) / 2).saturating_sub(1);
    let (mut used_a, mut used_b, mut common) = (0_u64, 0_u64, 0_u32);
    for (i, ca) in a.iter().enumerate() {
        let from = i.saturating_sub(reach);
        let to = (i + reach + 1).min(b.len());
        for (j, cb) in b.iter().enumerate().take(to).skip(from) {
            if used_b >> j & 1 == 0 && ca == cb {
                used_a |= 1 << i;
                used_b |= 1 << j;
                common += 1;
                break;
            }
        }
    }
    if common == 0 {
        return 0.0;
    }
    let (mut moved, mut rest_a, mut rest_b) = (0_u32, used_a, used_b);
    while rest_a != 0 {
        let (i, j) = (rest_a.trailing_zeros() as usize, rest_b.trailing_zeros() as usize);
        moved += u32::from(a[i] != b[j]);
        rest_a &= rest_a - 1;
        rest_b &= rest_b - 1;
    }
    let c = common as f32;
    let jaro = (c / a.len() as f32 + c / b.len() as f32 + (c - (moved / 2) as f32) / c) / 3.0;
    let prefix = a.iter().zip(b).take(4).take_while(|(x, y)| x == y).count() as f32;
    jaro + prefix * 0.1 * (1.0 - jaro)
}

/// Edits (insert, delete, replace, swap of neighbours) from `a` to `b`, or `limit + 1` if more.
pub fn edits(a: &[u16], b: &[u16], limit: usize) -> usize {
    let over = limit + 1;
    let same = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[same..], &b[same..]);
    let tail = a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[..a.len() - tail], &b[..b.len() - tail]);
    let (a, b) = if a.len() > b.len() { (b, a) } else { (a, b) };
    if b.len() - a.len() > limit {
        return over;
    }
    if a.is_empty() {
        return b.len();
    }
    if b.len() > 63 {
        return over;
    }
    let (mut two, mut one, mut now) = ([0_usize; 64], [0_usize; 64], [0_usize; 64]);
    for (j, cell) in one.iter_mut().enumerate().take(b.len() + 1) {
        *cell = j;
    }
    for i in 1..=a.len() {
        now[0] = i;
        let mut best = i;
        for j in 1..=b.len() {
            let cost = usize::from(a[i - 1] != b[j - 1]);
            let mut d = (one[j] + 1).min(now[j - 1] + 1).min(one[j - 1] + cost);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                d = d.min(two[j - 2] + 1);
            }
            now[j] = d;
            best = best.min(d);
        }
        if best > limit {
            return over;
        }
        two = one;
        one = now;
    }
    one[b.len()].min(over)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn w(s: &str) -> Vec<u16> {
        s.encode_utf16().collect()
    }

    #[test]
    fn edits_counts_a_swap_once_and_stops_at_the_limit() {
        assert_eq!(edits(&w("martha"), &w("marhta"), 2), 1);
        assert_eq!(edits(&w("kitten"), &w("sitting"), 3), 3);
        assert_eq!(edits(&w("kitten"), &w("sitting"), 2), 3);
        assert_eq!(edits(&w(""), &w("ab"), 2), 2);
        assert_eq!(edits(&w("same"), &w("same"), 2), 0);
        assert_eq!(edits(&w("19630205"), &w("19630502"), 2), 2);
    }

    #[test]
    fn jaro_winkler_gives_the_published_values() {
        assert!((jaro_winkler(&w("martha"), &w("marhta")) - 0.9611).abs() < 1e-3);
        assert!((jaro_winkler(&w("dixon"), &w("dicksonx")) - 0.8133).abs() < 1e-3);
        assert!(jaro_winkler(&w("abc"), &w("xyz")).abs() < 1e-6);
    }
}
