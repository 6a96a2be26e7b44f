//! Text set into lines at their place on the page.

use crate::breaks::{lines, width};
use crate::flow::{Bar, Ink, Line, PAGE, Part, Style};
use crate::paper::Align;
use crate::shape::Glyph;

/// Where lines begin.
pub(crate) const LEFT: f32 = 56.0;
/// How long lines are.
pub(crate) const WIDTH: f32 = PAGE.0 - 2.0 * LEFT;
/// Between columns of text.
pub(crate) const GAP: f32 = 14.0;

/// A text as lines within a left edge and a width.
pub(crate) fn set(glyphs: &[Glyph], style: Style, place: (f32, f32), align: Align, part: Part) -> Vec<Line> {
    let (left, room) = place;
    let mut set = Vec::new();
    for glyphs in lines(glyphs, room / style.size) {
        let rest = room - width(glyphs) * style.size;
        let x = LEFT + left + if align == Align::End { rest } else { 0.0 };
        set.push(Line { x, style, part, glyphs: glyphs.to_vec() });
    }
    set
}

/// Places of equal width beside each other.
pub(crate) fn split(count: usize) -> impl Iterator<Item = (f32, f32)> {
    let width = (WIDTH - GAP * (count as f32 - 1.0)) / count as f32;
    (0..count).map(move |at| (at as f32 * (width + GAP), width))
}

/// A rule across the page.
pub(crate) fn rule(height: f32, ink: Ink) -> Bar {
    Bar { x: LEFT, width: WIDTH, height, ink }
}
