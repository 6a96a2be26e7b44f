//! From counted levels to the shares of each level among matches and among strangers, held
//! close to what is usual where little was counted.

use crate::compare::{LEVELS, Level};
use crate::model::ColumnModel;
use crate::schema::Kind;

const SAME: usize = Level::Same as usize;
/// Levels that do not mean the same value.
pub(crate) const UNLIKE: [usize; 3] =
    [Level::Different as usize, Level::Partly as usize, Level::OtherNumber as usize];
/// How many pairs of strangers the usual values count for.
pub(crate) const WEAK: f64 = 200.0;

/// How many matches may be unlike in a column of this kind, at most.
///
/// What is sought is one person or organisation, and names are how people tell those apart. Without
/// this limit EM may settle on households, neighbours or branches, which are more frequent than
/// duplicates in many files and agree in everything else.
pub(crate) fn most_unlike(kind: Kind) -> f32 {
    match kind {
        Kind::GivenName | Kind::FullName => 0.25,
        Kind::FamilyName | Kind::BirthDate => 0.3,
        Kind::OrgName => 0.6,
        Kind::Street | Kind::City | Kind::Region | Kind::Postcode | Kind::Gender => 0.7,
        _ => 0.95,
    }
}

pub(crate) fn update_matches(
    c: &mut ColumnModel,
    counts: &[[f64; LEVELS]; 2],
    usual: &[f32; LEVELS],
    most_unlike: f32,
    stiffness: f64,
) {
    let sum_of = |t: &[f64; LEVELS]| t[1..].iter().sum::<f64>();
    let sum = sum_of(&counts[0]) + sum_of(&counts[1]);
    let strength = 10.0 + stiffness * sum;
    let mut overall = [0.0_f32; LEVELS];
    for l in 1..LEVELS {
        let n = counts[0][l] + counts[1][l];
        overall[l] = ((n + strength * f64::from(usual[l])) / (sum + strength)) as f32;
        overall[l] = overall[l].max(1e-5);
    }
    for (m, counts) in c.m.iter_mut().zip(counts) {
        let sum = sum_of(counts);
        for l in 1..LEVELS {
            let share = if c.leans_on.is_some() {
                ((counts[l] + 30.0 * f64::from(overall[l])) / (sum + 30.0)) as f32
            } else {
                overall[l]
            };
            m[l] = share.max(1e-5);
        }
        let unlike: f32 = UNLIKE.iter().map(|l| m[*l]).sum();
        if unlike > most_unlike {
            let alike: f32 = m[1..].iter().sum::<f32>() - unlike;
            for (l, m) in m.iter_mut().enumerate().skip(1) {
                let (share, of) =
                    if UNLIKE.contains(&l) { (most_unlike, unlike) } else { (1.0 - most_unlike, alike) };
                *m *= share / of.max(1e-6);
            }
        }
    }
}

pub(crate) fn update_strangers(
    u: &mut [f32; LEVELS],
    counts: impl Fn(usize) -> f64,
    usual: &[f32; LEVELS],
    same: f32,
) {
    let sum: f64 = (1..LEVELS).map(&counts).sum();
    for l in 1..LEVELS {
        let share = (counts(l) + WEAK * f64::from(usual[l])) / (sum + WEAK);
        u[l] = (share as f32).max(1e-6);
    }
    u[SAME] = same.clamp(1e-8, 1.0);
}

/// The prior in bits. It never rises above one in sixteen: a file of two rows proves nothing.
pub(crate) fn prior(matches: f64, all_pairs: f64) -> f32 {
    let share = (matches / all_pairs).clamp(1e-12, 0.5);
    ((share / (1.0 - share)).log2() as f32).min(-4.0)
}
