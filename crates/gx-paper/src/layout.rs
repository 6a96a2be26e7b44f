//! From a paper to pages: what stands where. Nothing is drawn here.

use crate::breaks::width;
use crate::columns;
use crate::flow::{Band, Bar, Flow, Ink, Line, Page, Part, Style};
use crate::margin::{self, Foot};
use crate::paper::{Align, Cell, Column, Paper, Party};
use crate::setting::{GAP, LEFT, WIDTH, rule, set, split};
use crate::shape::{Face, Glyph};

/// Where pages begin.
const TOP: f32 = 56.0;
/// The tallest head of a table that repeats.
const HEAD: f32 = 160.0;
/// Facts beside each other.
const ACROSS: usize = 4;

const TITLE: Style = Style::new(25.0, 34.0, Ink::Said);
const NUMBER: Style = Style::new(10.5, 18.0, Ink::Beside);
const LABEL: Style = Style::new(7.5, 13.0, Ink::Label);
const VALUE: Style = Style::new(9.5, 15.0, Ink::Said);
const NAME: Style = Style::new(11.0, 18.0, Ink::Said);
const ADDRESS: Style = Style::new(8.5, 14.0, Ink::Beside);
const NOTE: Style = Style::new(7.5, 12.0, Ink::Label);
const SUM: Style = Style::new(9.0, 14.0, Ink::Beside);
const TOTAL_LABEL: Style = Style { seat: 16.0, ..Style::new(10.0, 26.0, Ink::Said) };
const TOTAL: Style = Style::new(16.0, 26.0, Ink::Jade);
const CLAUSE: Style = Style::new(8.5, 15.0, Ink::Beside);

/// The pages of a paper.
pub(crate) fn lay(paper: &Paper, face: &Face<'_>) -> Vec<Page> {
    let foot = Foot::set(paper, face);
    let mut flow = Flow::new(TOP, foot.top(), margin::running(paper, face));
    let mut layout = Layout { face, paragraphs: 0, after_table: false };
    layout.opening(paper, &mut flow);
    layout.table(paper, &mut flow);
    layout.after_table = true;
    layout.sums(paper, &mut flow);
    layout.clauses(paper, &mut flow);
    if foot.is_too_long() {
        flow.skip(14.0);
        layout.paragraph(&paper.foot, margin::FOOT, &mut flow);
    }

    let mut pages = flow.pages();
    let count = pages.len();
    for (at, page) in pages.iter_mut().enumerate() {
        foot.finish(page, &face.shape(&format!("{} / {count}", at + 1)));
    }
    pages
}

/// The cells of a row, text and note of each.
type Shaped = Vec<[Vec<Glyph>; 2]>;

struct Layout<'a> {
    face: &'a Face<'a>,
    paragraphs: usize,
    after_table: bool,
}

impl Layout<'_> {
    /// Title, number, facts and the two sides.
    fn opening(&mut self, paper: &Paper, flow: &mut Flow) {
        let mut lines = self.lines(&paper.title, TITLE, (0.0, WIDTH), Align::Start, Part::Title);
        let number = self.next();
        lines.extend(self.lines(&paper.number, NUMBER, (0.0, WIDTH), Align::Start, number));
        if !lines.is_empty() {
            let accent = Bar { x: LEFT, width: 28.0, height: 3.0, ink: Ink::Jade };
            flow.place(Band {
                above: 13.0,
                below: 18.0,
                over: Some(accent),
                stacks: vec![lines],
                under: None,
            });
        }
        for facts in paper.facts.chunks(ACROSS) {
            let mut stacks = Vec::new();
            for (fact, place) in facts.iter().zip(split(ACROSS)) {
                let part = self.next();
                let mut stack = self.lines(&fact.label, LABEL, place, Align::Start, part);
                stack.extend(self.lines(&fact.value, VALUE, place, Align::Start, part));
                stacks.push(stack);
            }
            flow.place(Band { below: 10.0, stacks, ..Band::default() });
        }
        let places = split(2);
        let sides = [&paper.seller, &paper.buyer];
        let stacks: Vec<_> =
            sides.into_iter().zip(places).map(|(party, place)| self.party(party, place)).collect();
        if stacks.iter().any(|stack| !stack.is_empty()) {
            flow.skip(4.0);
            flow.place(Band {
                above: 14.0,
                below: 14.0,
                over: Some(rule(0.5, Ink::Hair)),
                stacks,
                under: None,
            });
        }
    }

    fn party(&mut self, party: &Party, place: (f32, f32)) -> Vec<Line> {
        let part = self.next();
        let mut stack = self.lines(&party.label, LABEL, place, Align::Start, part);
        for (at, line) in party.lines.iter().enumerate() {
            let style = if at == 0 { NAME } else { ADDRESS };
            let part = self.next();
            stack.extend(self.lines(line, style, place, Align::Start, part));
        }
        stack
    }

    fn table(&mut self, paper: &Paper, flow: &mut Flow) {
        let count = paper.rows.iter().map(Vec::len).max().unwrap_or(0).max(paper.columns.len());
        let mut columns = paper.columns.clone();
        columns.resize_with(count, || Column { share: 1, ..Column::default() });
        let headings: Vec<Vec<Glyph>> =
            columns.iter().map(|column| self.face.shape(&column.heading)).collect();
        let rows: Vec<Shaped> = paper.rows.iter().map(|row| self.shaped(row, count)).collect();
        let places = columns::places(&columns, &needs(&headings, &rows), WIDTH, GAP);
        let across = || columns.iter().zip(&places).enumerate();

        let head = across().zip(&headings).map(|((column, (kind, place)), glyphs)| {
            let part = Part::Head { column };
            filled(set(glyphs, LABEL, *place, kind.align, part), LABEL, part)
        });
        let under = Some(rule(1.0, Ink::Jade));
        let head = Band { above: 0.0, below: 6.0, over: None, under, stacks: head.collect() };

        let mut bands = rows.iter().enumerate().map(|(row, cells)| {
            let stacks = across().zip(cells).map(|((column, (kind, place)), [text, note])| {
                let part = Part::Cell { row, column };
                let mut stack = set(text, VALUE, *place, kind.align, part);
                stack.extend(set(note, NOTE, *place, kind.align, part));
                filled(stack, VALUE, part)
            });
            let under = Some(rule(0.5, Ink::Hair));
            Band { above: 7.0, below: 7.5, over: None, under, stacks: stacks.collect() }
        });
        flow.skip(10.0);
        let headed = headings.iter().any(|heading| !heading.is_empty());
        if headed && head.height() <= HEAD {
            flow.open(head, bands.next());
        } else if headed {
            flow.place(head);
        }
        for band in bands {
            flow.place(band);
        }
        flow.close();
    }

    fn sums(&mut self, paper: &Paper, flow: &mut Flow) {
        let left = WIDTH * 0.42;
        let labels = (left, (WIDTH - left) * 0.25);
        let values = (left + labels.1 + GAP, WIDTH - left - labels.1 - GAP);
        let mut bands = Vec::new();
        for sum in &paper.sums {
            // A part each: of a sum that goes on over pages, one is read to its end before the other.
            let (named, valued) = (self.next(), self.next());
            let (label, value) =
                if sum.strong { (TOTAL_LABEL, TOTAL) } else { (SUM, Style { ink: Ink::Said, ..SUM }) };
            let stacks = vec![
                self.lines(&sum.label, label, labels, Align::Start, named),
                self.lines(&sum.value, value, values, Align::End, valued),
            ];
            let over = sum.strong.then_some(Bar {
                x: LEFT + left,
                width: WIDTH - left,
                height: 1.0,
                ink: Ink::Jade,
            });
            let around = if sum.strong { 7.0 } else { 3.0 };
            bands.push(Band { above: around, below: around, over, stacks, under: None });
        }
        flow.skip(10.0);
        flow.place_together(bands);
    }

    fn clauses(&mut self, paper: &Paper, flow: &mut Flow) {
        for clause in &paper.clauses {
            flow.skip(16.0);
            let heading = self.next();
            let heading = self.lines(&clause.heading, LABEL, (0.0, WIDTH), Align::Start, heading);
            let text = self.next();
            let mut text = self.lines(&clause.text, CLAUSE, (0.0, WIDTH), Align::Start, text);
            let rest = text.split_off(text.len().min(2));
            flow.place_together(vec![one(heading), one(text)]);
            for line in rest {
                flow.place(one(vec![line]));
            }
        }
    }

    fn paragraph(&mut self, text: &str, style: Style, flow: &mut Flow) {
        let part = self.next();
        for line in self.lines(text, style, (0.0, WIDTH), Align::Start, part) {
            flow.place(one(vec![line]));
        }
    }

    fn lines(&self, text: &str, style: Style, place: (f32, f32), align: Align, part: Part) -> Vec<Line> {
        set(&self.face.shape(text), style, place, align, part)
    }

    /// A row with a cell for each column.
    fn shaped(&self, row: &[Cell], count: usize) -> Shaped {
        let mut cells: Shaped =
            row.iter().map(|cell| [self.face.shape(&cell.text), self.face.shape(&cell.note)]).collect();
        cells.resize_with(count, Default::default);
        cells
    }

    /// A paragraph that was not there before.
    fn next(&mut self) -> Part {
        self.paragraphs += 1;
        if self.after_table { Part::Tail(self.paragraphs) } else { Part::Lead(self.paragraphs) }
    }
}

/// A cell that says nothing keeps its place among the others when the table is read aloud.
fn filled(mut stack: Vec<Line>, style: Style, part: Part) -> Vec<Line> {
    if stack.is_empty() {
        stack.push(Line { x: LEFT, style, part, glyphs: Vec::new() });
    }
    stack
}

/// What columns of figures need to break none.
fn needs(headings: &[Vec<Glyph>], rows: &[Shaped]) -> Vec<f32> {
    let widest = |glyphs: &[Glyph], style: Style| {
        glyphs.split(|glyph| glyph.text == '\n').map(width).fold(0.0, f32::max) * style.size + 0.1
    };
    let mut needs: Vec<f32> = headings.iter().map(|glyphs| widest(glyphs, LABEL).min(WIDTH * 0.2)).collect();
    for row in rows {
        for (need, [text, _]) in needs.iter_mut().zip(row) {
            *need = need.max(widest(text, VALUE).min(WIDTH * 0.4));
        }
    }
    needs
}

fn one(lines: Vec<Line>) -> Band {
    Band { stacks: vec![lines], ..Band::default() }
}
