//! From pages to a file: glyphs, bars, the order of reading, and what the file says of itself.

use std::collections::BTreeMap;
use std::num::NonZeroU16;

use krilla::color::rgb;
use krilla::configure::{Archival, ConfigurationBuilder};
use krilla::geom::{PathBuilder, Point, Rect};
use krilla::metadata::{DateTime, Metadata};
use krilla::num::NormalizedF32;
use krilla::page::PageSettings;
use krilla::paint::Fill;
use krilla::surface::Surface;
use krilla::tagging::{
    Artifact, ArtifactType, ContentTag, Identifier, Node, SpanTag, TableHeaderScope, Tag, TagGroup, TagKind,
    TagTree,
};
use krilla::text::{GlyphId, KrillaGlyph};
use krilla::{Document, SerializeSettings};

use crate::flow::{Bar, Ink, Line, Mark, PAGE, Page, Part};
use crate::font::Font;
use crate::paper::{Paper, PaperError};
use crate::shape::clean;

/// The longest title or author a file names; the standard has a limit of its own, far above.
const NAME: usize = 200;

/// The pages as a file.
pub(crate) fn pdf(paper: &Paper, pages: &[Page], font: &Font) -> Result<Vec<u8>, PaperError> {
    let unwritable = |error: &dyn std::fmt::Debug| PaperError::Unwritable(format!("{error:?}"));
    let configuration = ConfigurationBuilder::new().with_archival_validator(Archival::A2_A).finish();
    let configuration = configuration.map_err(|error| unwritable(&error))?;
    let mut document =
        Document::new_with(SerializeSettings { configuration, ..SerializeSettings::default() });
    let size = PageSettings::from_wh(PAGE.0, PAGE.1).ok_or_else(|| unwritable(&"the page has no size"))?;

    let mut read: BTreeMap<Part, Vec<Node>> = BTreeMap::new();
    for page in pages {
        let mut sheet = document.start_page_with(size.clone());
        let mut surface = sheet.surface();
        for mark in &page.marks {
            match mark {
                Mark::Bar { x, y, bar } => draw_bar(&mut surface, *x, *y, bar),
                Mark::Text { x, baseline, line } => {
                    let drawn = draw_line(&mut surface, Point::from_xy(*x, *baseline), line, font);
                    if line.part != Part::Margin {
                        read.entry(line.part).or_default().push(Node::Leaf(drawn));
                    }
                }
            }
        }
        surface.finish();
        sheet.finish();
    }
    document.set_tag_tree(tree(read).with_lang(Some(paper.language.tag().to_owned())));
    document.set_metadata(metadata(paper));
    document.finish().map_err(|error| unwritable(&error))
}

fn draw_line(surface: &mut Surface<'_>, start: Point, line: &Line, font: &Font) -> Identifier {
    let mut text = String::with_capacity(line.glyphs.len() * 3);
    let mut glyphs = Vec::with_capacity(line.glyphs.len());
    for glyph in &line.glyphs {
        let from = text.len();
        text.push(glyph.text);
        let (id, range) = (GlyphId::new(glyph.id), from..text.len());
        glyphs.push(KrillaGlyph::new(id, glyph.advance, 0.0, 0.0, 0.0, range, None));
    }
    surface.set_fill(Some(fill(line.style.ink)));
    let tag = match line.part {
        Part::Margin => ContentTag::Artifact(Artifact::with_kind(ArtifactType::PaginationOther)),
        _ => ContentTag::Span(SpanTag::empty()),
    };
    let drawn = surface.start_tagged(tag);
    if !glyphs.is_empty() {
        surface.draw_glyphs(start, &glyphs, font.embedded(), &text, line.style.size, false);
    }
    surface.end_tagged();
    drawn
}

fn draw_bar(surface: &mut Surface<'_>, x: f32, y: f32, bar: &Bar) {
    let mut path = PathBuilder::new();
    let Some(rect) = Rect::from_xywh(x, y, bar.width, bar.height) else { return };
    path.push_rect(rect);
    let Some(path) = path.finish() else { return };
    surface.set_fill(Some(fill(bar.ink)));
    surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)));
    surface.draw_path(&path);
    surface.end_tagged();
}

/// The colours of the web app in its light dress.
fn fill(ink: Ink) -> Fill {
    let colour = match ink {
        Ink::Said => rgb::Color::new(0x21, 0x1f, 0x1b),
        Ink::Beside => rgb::Color::new(0x57, 0x52, 0x4a),
        Ink::Label => rgb::Color::new(0x6d, 0x66, 0x5a),
        Ink::Jade => rgb::Color::new(0x0e, 0x77, 0x63),
        Ink::Hair => rgb::Color::new(0xd8, 0xd1, 0xc3),
    };
    Fill { paint: colour.into(), opacity: NormalizedF32::ONE, ..Fill::default() }
}

/// What is read in which order: the title, paragraphs, the table with its rows, paragraphs.
fn tree(read: BTreeMap<Part, Vec<Node>>) -> TagTree {
    let mut tree = TagTree::new();
    let mut head = TagGroup::new(Tag::TR);
    let mut body: BTreeMap<usize, TagGroup> = BTreeMap::new();
    let mut tail = Vec::new();
    for (part, lines) in read {
        let group = |kind: TagKind| TagGroup::with_children(kind, lines);
        match part {
            Part::Title => tree.push(group(Tag::Hn(NonZeroU16::MIN, None).into())),
            Part::Lead(_) => tree.push(group(Tag::P.into())),
            Part::Head { .. } => head.push(group(Tag::TH(TableHeaderScope::Column).into())),
            Part::Cell { row, .. } => {
                body.entry(row).or_insert_with(|| TagGroup::new(Tag::TR)).push(group(Tag::TD.into()));
            }
            Part::Tail(_) => tail.push(group(Tag::P.into())),
            Part::Margin => {}
        }
    }
    let mut table = TagGroup::new(Tag::Table);
    if !head.children.is_empty() {
        table.push(TagGroup::with_children(Tag::THead, vec![head.into()]));
    }
    if !body.is_empty() {
        table.push(TagGroup::with_children(Tag::TBody, body.into_values().map(Node::from).collect()));
    }
    if !table.children.is_empty() {
        tree.push(table);
    }
    for paragraph in tail {
        tree.push(paragraph);
    }
    tree
}

fn metadata(paper: &Paper) -> Metadata {
    let named =
        |text: &str| clean(text).map(|c| if c == '\n' { ' ' } else { c }).take(NAME).collect::<String>();
    let title = named(&format!("{} {}", paper.title, paper.number));
    let author = named(paper.seller.lines.first().map_or("", String::as_str));
    let year = u16::try_from(paper.created.year()).unwrap_or(0);
    let month = u8::try_from(paper.created.month()).unwrap_or(1);
    let day = u8::try_from(paper.created.day()).unwrap_or(1);
    let mut metadata = Metadata::new()
        .title(title.trim().to_owned())
        .language(paper.language.tag().to_owned())
        .creation_date(DateTime::new(year).month(month).day(day));
    if !author.is_empty() {
        metadata = metadata.authors(vec![author]);
    }
    metadata
}
