//! What is usual before any data is seen: a weak prior for learning, and the whole model when
//! there is too little to learn from.

use crate::compare::{LEVELS, Level};
use crate::schema::Kind;

type Table = [f32; LEVELS];

/// Usual probabilities of the levels among matches and among strangers, and the probability that
/// a stranger has exactly a given value of that kind in a very large population.
pub(crate) fn defaults(kind: Kind) -> (Table, Table, f32) {
    use Level::*;
    let (rows, floor): (&[(Level, f32, f32)], f32) = match kind {
        Kind::GivenName | Kind::FamilyName => (
            &[
                (Different, 0.06, 0.80),
                (Partly, 0.02, 0.10),
                (Similar, 0.03, 0.015),
                (VerySimilar, 0.09, 0.004),
                (SoundsAlike, 0.01, 0.006),
                (SamePinyin, 0.01, 0.002),
                (Initial, 0.02, 0.01),
                (Nickname, 0.02, 0.001),
                (Swapped, 0.02, 0.0005),
                (Contained, 0.015, 0.002),
                (Same, 0.70, 0.004),
            ],
            1e-5,
        ),
        Kind::FullName => (
            &[
                (Different, 0.04, 0.84),
                (Partly, 0.04, 0.12),
                (Similar, 0.04, 0.004),
                (VerySimilar, 0.12, 0.0005),
                (SoundsAlike, 0.01, 0.005),
                (SamePinyin, 0.03, 0.0005),
                (Initial, 0.03, 0.0005),
                (Contained, 0.04, 0.001),
                (Reordered, 0.05, 0.0001),
                (Same, 0.60, 0.0003),
            ],
            1e-6,
        ),
        Kind::OrgName => (
            &[
                (Different, 0.10, 0.88),
                (Partly, 0.08, 0.08),
                (OtherNumber, 0.01, 0.002),
                (Similar, 0.10, 0.003),
                (VerySimilar, 0.15, 0.0005),
                (Contained, 0.10, 0.004),
                (Reordered, 0.02, 0.0001),
                (Same, 0.44, 0.0005),
            ],
            1e-5,
        ),
        Kind::Street => (
            &[
                (Different, 0.09, 0.90),
                (Partly, 0.05, 0.06),
                (OtherNumber, 0.03, 0.01),
                (Similar, 0.07, 0.003),
                (VerySimilar, 0.16, 0.0005),
                (Swapped, 0.02, 0.0005),
                (Contained, 0.06, 0.003),
                (Reordered, 0.02, 0.0001),
                (Same, 0.50, 0.0005),
            ],
            1e-5,
        ),
        Kind::FreeText => (
            &[
                (Different, 0.25, 0.85),
                (Partly, 0.10, 0.10),
                (OtherNumber, 0.02, 0.01),
                (Similar, 0.08, 0.005),
                (VerySimilar, 0.12, 0.001),
                (Contained, 0.08, 0.01),
                (Reordered, 0.02, 0.0005),
                (Same, 0.33, 0.01),
            ],
            1e-5,
        ),
        Kind::HouseNumber => (
            &[
                (Different, 0.12, 0.80),
                (Similar, 0.01, 0.05),
                (Partly, 0.01, 0.01),
                (Swapped, 0.02, 0.001),
                (Contained, 0.03, 0.05),
                (DigitsSwapped, 0.06, 0.07),
                (Same, 0.75, 0.01),
            ],
            1e-4,
        ),
        Kind::Postcode => (
            &[
                (Different, 0.12, 0.85),
                (Partly, 0.02, 0.08),
                (Similar, 0.02, 0.02),
                (Swapped, 0.01, 0.0005),
                (Contained, 0.01, 0.001),
                (DigitsSwapped, 0.06, 0.01),
                (Same, 0.76, 0.005),
            ],
            1e-4,
        ),
        Kind::City | Kind::Region | Kind::Country => (
            &[
                (Different, 0.12, 0.85),
                (Partly, 0.02, 0.08),
                (Similar, 0.03, 0.01),
                (VerySimilar, 0.06, 0.002),
                (SamePinyin, 0.01, 0.01),
                (Swapped, 0.02, 0.001),
                (Contained, 0.02, 0.01),
                (Same, 0.73, 0.05),
            ],
            1e-4,
        ),
        Kind::BirthDate | Kind::Date => (
            &[
                (Different, 0.05, 0.93),
                (Partly, 0.02, 0.02),
                (Similar, 0.03, 0.03),
                (DigitsSwapped, 0.08, 0.002),
                (DayMonthSwapped, 0.02, 0.0001),
                (Same, 0.80, 0.00005),
            ],
            1e-5,
        ),
        Kind::Phone => (
            &[
                (Different, 0.25, 0.98),
                (Partly, 0.03, 0.01),
                (DigitsSwapped, 0.05, 0.00001),
                (Swapped, 0.02, 0.00001),
                (Same, 0.65, 0.00001),
            ],
            2e-6,
        ),
        Kind::Email => (
            &[
                (Different, 0.25, 0.99),
                (Partly, 0.02, 0.0005),
                (OtherNumber, 0.02, 0.0001),
                (Similar, 0.03, 0.0001),
                (VerySimilar, 0.06, 0.00001),
                (Same, 0.62, 0.000003),
            ],
            1e-6,
        ),
        Kind::NationalId => (
            &[
                (Different, 0.06, 0.97),
                (Partly, 0.005, 0.01),
                (Similar, 0.02, 0.0002),
                (Contained, 0.005, 0.0001),
                (DigitsSwapped, 0.08, 0.00001),
                (Same, 0.83, 0.000001),
            ],
            1e-7,
        ),
        Kind::Gender => (&[(Different, 0.02, 0.5), (Initial, 0.02, 0.02), (Same, 0.96, 0.5)], 0.05),
        Kind::Category | Kind::Ignored => (
            &[
                (Different, 0.30, 0.80),
                (Partly, 0.04, 0.02),
                (Initial, 0.01, 0.01),
                (Similar, 0.02, 0.01),
                (VerySimilar, 0.03, 0.01),
                (Same, 0.60, 0.15),
            ],
            1e-3,
        ),
        Kind::Number => (
            &[
                (Different, 0.25, 0.80),
                (Partly, 0.01, 0.01),
                (Similar, 0.02, 0.03),
                (Contained, 0.02, 0.03),
                (DigitsSwapped, 0.08, 0.08),
                (Same, 0.62, 0.05),
            ],
            1e-4,
        ),
    };
    let (mut m, mut u) = ([0.0; LEVELS], [0.0; LEVELS]);
    for (level, among_matches, among_strangers) in rows {
        m[*level as usize] = *among_matches;
        u[*level as usize] = *among_strangers;
    }
    (m, u, floor)
}
