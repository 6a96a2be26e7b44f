//! Bands of text poured onto pages: what fits stays whole, what is taller than a page goes on, nothing is dropped.

use crate::shape::{Glyph, MIDDLE};

/// An A4 page, in points.
pub(crate) const PAGE: (f32, f32) = (595.28, 841.89);

/// How much of a band that goes on over pages stands under its head at least.
const BEGUN: f32 = 72.0;

/// What is drawn on one page, in the order in which it is read. Upwards is less.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Page {
    pub marks: Vec<Mark>,
}

/// Something drawn.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Mark {
    /// Glyphs from `x` along a baseline.
    Text { x: f32, baseline: f32, line: Line },
    /// A bar, from its upper left corner.
    Bar { x: f32, y: f32, bar: Bar },
}

/// A line of text and where it stands within its band.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Line {
    pub x: f32,
    pub style: Style,
    pub part: Part,
    pub glyphs: Vec<Glyph>,
}

/// How a line looks. Lines of different sizes in one band stand on one baseline if they share `height` and `seat`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Style {
    pub size: f32,
    pub height: f32,
    /// The size of text by which the baseline is set.
    pub seat: f32,
    pub ink: Ink,
}

impl Style {
    pub const fn new(size: f32, height: f32, ink: Ink) -> Self {
        Self { size, height, seat: size, ink }
    }
}

/// The colours of a paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ink {
    Said,
    Beside,
    Label,
    Jade,
    Hair,
}

/// A rule across the page or a part of it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Bar {
    pub x: f32,
    pub width: f32,
    pub height: f32,
    pub ink: Ink,
}

/// What a line belongs to, in the order of reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Part {
    Title,
    /// Paragraphs before the table, counted.
    Lead(usize),
    Head {
        column: usize,
    },
    Cell {
        row: usize,
        column: usize,
    },
    /// Paragraphs after the table, counted.
    Tail(usize),
    /// What repeats on each page and is not read again.
    Margin,
}

/// A strip across the page: stacks of lines beside each other.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Band {
    /// The room above and below the lines.
    pub above: f32,
    pub below: f32,
    /// Rules along the upper and the lower edge.
    pub over: Option<Bar>,
    pub under: Option<Bar>,
    pub stacks: Vec<Vec<Line>>,
}

impl Band {
    pub fn height(&self) -> f32 {
        let tallest = self
            .stacks
            .iter()
            .map(|stack| stack.iter().map(|line| line.style.height).sum())
            .fold(0.0, f32::max);
        self.above + tallest + self.below
    }

    /// The same as a thing that repeats.
    fn again(&self) -> Self {
        let mut band = self.clone();
        for line in band.stacks.iter_mut().flatten() {
            line.part = Part::Margin;
        }
        band
    }

    /// Takes from each stack the lines that fit into a height.
    fn split(&mut self, height: f32) -> Self {
        let room = height - self.above - self.below;
        let stacks = self.stacks.iter_mut().map(|stack| {
            let mut reach = 0.0;
            let fits = stack.iter().take_while(|line| {
                reach += line.style.height;
                reach <= room
            });
            let rest = stack.split_off(fits.count());
            std::mem::replace(stack, rest)
        });
        let stacks = stacks.collect();
        Self { stacks, ..*self }
    }

    fn is_empty(&self) -> bool {
        self.stacks.iter().all(Vec::is_empty)
    }
}

/// The pages so far and where the next band goes.
pub(crate) struct Flow {
    pages: Vec<Page>,
    top: f32,
    bottom: f32,
    y: f32,
    running: Band,
    head: Option<Band>,
}

impl Flow {
    /// Pages with text from `top` to `bottom`; `running` stands on top of all but the first.
    pub fn new(top: f32, bottom: f32, running: Band) -> Self {
        Self { pages: vec![Page::default()], top, bottom, y: top, running, head: None }
    }

    /// Puts a band down, on the next page if only there it is whole.
    pub fn place(&mut self, band: Band) {
        self.place_together(vec![band]);
    }

    /// Puts bands down that belong together, on one page if a page holds them.
    pub fn place_together(&mut self, bands: Vec<Band>) {
        let height: f32 = bands.iter().map(Band::height).sum();
        if height > self.room() && height <= self.most() {
            self.turn();
        }
        for band in bands {
            self.pour(band);
        }
    }

    /// Puts down a head with the first band under it and repeats it on each further page, until [`Self::close`].
    pub fn open(&mut self, head: Band, first: Option<Band>) {
        let whole = head.height() + first.as_ref().map_or(0.0, Band::height);
        let wanted = if whole <= self.most() { whole } else { head.height() + BEGUN };
        if wanted > self.room() {
            self.turn();
        }
        self.pour(head.clone());
        self.head = Some(head.again());
        if let Some(first) = first {
            self.pour(first);
        }
    }

    /// Ends the repeating of a head.
    pub fn close(&mut self) {
        self.head = None;
    }

    /// Leaves room before the next band, unless a page begins there.
    pub fn skip(&mut self, height: f32) {
        if self.y > self.top {
            self.y = (self.y + height).min(self.bottom);
        }
    }

    pub fn pages(self) -> Vec<Page> {
        self.pages
    }

    fn pour(&mut self, mut band: Band) {
        if band.height() > self.room() && band.height() <= self.most() {
            self.turn();
        }
        while band.height() > self.room() {
            let part = band.split(self.room());
            if part.is_empty() && self.is_fresh() {
                // A page that holds not one line: it overflows rather than that text is lost.
                break;
            }
            if !part.is_empty() {
                self.draw(part);
            }
            if band.is_empty() {
                return;
            }
            self.turn();
        }
        self.draw(band);
    }

    fn draw(&mut self, band: Band) {
        let end = self.y + band.height();
        let Some(page) = self.pages.last_mut() else { return };
        if let Some(bar) = band.over {
            page.marks.push(Mark::Bar { x: bar.x, y: self.y, bar });
        }
        for stack in band.stacks {
            let mut y = self.y + band.above;
            for line in stack {
                let baseline = y + line.style.height / 2.0 + MIDDLE * line.style.seat;
                y += line.style.height;
                page.marks.push(Mark::Text { x: line.x, baseline, line });
            }
        }
        if let Some(bar) = band.under {
            page.marks.push(Mark::Bar { x: bar.x, y: end - bar.height, bar });
        }
        self.y = end;
    }

    fn turn(&mut self) {
        self.pages.push(Page::default());
        self.y = self.top;
        self.draw(self.running.clone());
        if let Some(head) = self.head.clone() {
            self.draw(head);
        }
    }

    fn is_fresh(&self) -> bool {
        self.room() >= self.most()
    }

    fn room(&self) -> f32 {
        self.bottom - self.y
    }

    /// The room on a further page.
    fn most(&self) -> f32 {
        self.bottom - self.top - self.running.height() - self.head.as_ref().map_or(0.0, Band::height)
    }
}
