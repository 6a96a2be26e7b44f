//! What stands around the text of every page: title and number on top, the foot, the number of the page.

use crate::flow::{Band, Ink, Line, Mark, PAGE, Page, Part, Style};
use crate::paper::{Align, Paper};
use crate::setting::{WIDTH, rule, set, split};
use crate::shape::{Face, Glyph, MIDDLE};

/// Where the foot ends.
const END: f32 = PAGE.1 - 40.0;
/// The room that the numbers of the pages keep beside the foot.
const NUMBERS: f32 = 72.0;
/// The most lines of a foot that repeats.
const MOST: usize = 3;

const RUNNING: Style = Style::new(7.5, 13.0, Ink::Label);
/// How a foot looks.
pub(crate) const FOOT: Style = Style::new(7.0, 11.0, Ink::Label);

/// What stands on top of every page but the first: title and number, as much of each as one line holds.
pub(crate) fn running(paper: &Paper, face: &Face<'_>) -> Band {
    let texts = [(&paper.title, Align::Start), (&paper.number, Align::End)];
    let stacks = split(2).zip(texts).map(|(place, (text, align))| {
        let mut lines = set(&face.shape(text), RUNNING, place, align, Part::Margin);
        lines.truncate(1);
        lines
    });
    Band { below: 20.0, stacks: stacks.collect(), ..Band::default() }
}

/// The foot of every page.
pub(crate) struct Foot {
    lines: Vec<Line>,
}

impl Foot {
    pub fn set(paper: &Paper, face: &Face<'_>) -> Self {
        let place = (0.0, WIDTH - NUMBERS);
        Self { lines: set(&face.shape(&paper.foot), FOOT, place, Align::Start, Part::Margin) }
    }

    /// Whether it stands at the end of the text instead, because pages would be nothing but foot.
    pub fn is_too_long(&self) -> bool {
        self.lines.len() > MOST
    }

    /// Where the text above it must end.
    pub fn top(&self) -> f32 {
        self.edge() - 22.0
    }

    /// Adds it and the number of the page.
    pub fn finish(&self, page: &mut Page, number: &[Glyph]) {
        let bar = rule(0.5, Ink::Hair);
        page.marks.push(Mark::Bar { x: bar.x, y: self.edge() - 8.0, bar });
        let number = set(number, FOOT, (WIDTH - NUMBERS, NUMBERS), Align::End, Part::Margin);
        for stack in [self.repeating(), &number] {
            let mut middle = self.edge() + FOOT.height / 2.0;
            for line in stack {
                let baseline = middle + MIDDLE * FOOT.size;
                page.marks.push(Mark::Text { x: line.x, baseline, line: line.clone() });
                middle += FOOT.height;
            }
        }
    }

    fn repeating(&self) -> &[Line] {
        if self.is_too_long() { &[] } else { &self.lines }
    }

    fn edge(&self) -> f32 {
        END - self.repeating().len().max(1) as f32 * FOOT.height
    }
}
