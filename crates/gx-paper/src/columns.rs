//! How wide the columns of a table are.

use crate::paper::{Align, Column};

/// What a column of words keeps when figures need room.
const WORDS: f32 = 64.0;
/// What every column has, whatever its share.
const LEAST: f32 = 24.0;

/// The left edge and the width of each column. Figures, whose columns say what they `need`, get it as far as the
/// other columns have room to spare, because a number that is broken is misread.
pub(crate) fn places(columns: &[Column], need: &[f32], whole: f32, gap: f32) -> Vec<(f32, f32)> {
    let count = columns.len().max(1) as f32;
    let gap = gap.min(whole / count / 2.0);
    let room = whole - gap * (count - 1.0);
    let total: f32 = columns.iter().map(|column| f32::from(column.share)).sum();
    let mut widths: Vec<f32> = columns
        .iter()
        .map(|column| if total > 0.0 { room * f32::from(column.share) / total } else { room / count })
        .collect();

    // What a column lacks is above nothing, what it can spare is below.
    let least = LEAST.min(room / count);
    let lack = |at: usize, width: f32| match columns.get(at).map(|column| column.align) {
        _ if width < least => least - width,
        Some(Align::End) => need.get(at).copied().unwrap_or(0.0).max(least) - width,
        _ => (WORDS.max(least) - width).min(0.0),
    };
    let lacking: f32 = widths.iter().enumerate().map(|(at, &width)| lack(at, width).max(0.0)).sum();
    let spare: f32 = widths.iter().enumerate().map(|(at, &width)| (-lack(at, width)).max(0.0)).sum();
    let given = lacking.min(spare);
    if given > 0.0 {
        for (at, width) in widths.iter_mut().enumerate() {
            let lack = lack(at, *width);
            *width += if lack > 0.0 { lack * given / lacking } else { lack * given / spare };
        }
    }

    let mut left = 0.0;
    let mut places = Vec::with_capacity(widths.len());
    for width in widths {
        places.push((left, width));
        left += width + gap;
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(kinds: &[(Align, u16)]) -> Vec<Column> {
        kinds.iter().map(|&(align, share)| Column { heading: String::new(), align, share }).collect()
    }

    #[test]
    fn shares_are_kept_where_nothing_is_lacking() {
        let columns = table(&[(Align::Start, 3), (Align::End, 1)]);
        assert_eq!(places(&columns, &[0.0, 50.0], 410.0, 10.0), [(0.0, 300.0), (310.0, 100.0)]);
    }

    #[test]
    fn figures_get_what_words_can_spare() {
        let columns = table(&[(Align::Start, 3), (Align::End, 1)]);
        assert_eq!(places(&columns, &[0.0, 150.0], 410.0, 10.0), [(0.0, 250.0), (260.0, 150.0)]);
        let places = places(&columns, &[0.0, 900.0], 410.0, 10.0);
        assert_eq!(places.first(), Some(&(0.0, WORDS)), "words keep room of their own");
    }

    #[test]
    fn columns_stand_within_the_page_whatever_their_shares() {
        for shares in [&[0, 0, 0][..], &[0, 1, 0], &[65535, 1, 1, 1], &[1; 40], &[0; 400], &[]] {
            let columns = table(&shares.iter().map(|&share| (Align::End, share)).collect::<Vec<_>>());
            let places = places(&columns, &vec![70.0; shares.len()], 480.0, 14.0);
            let mut edge = 0.0;
            for (left, width) in places {
                assert!(left >= edge - 0.1 && width > 0.0, "{shares:?}");
                edge = left + width;
            }
            assert!(edge <= 480.1, "{shares:?}: {edge}");
        }
    }
}
