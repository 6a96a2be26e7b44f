//! What holds for every paper, whatever it says: all of it stands on its pages, in order, and within them; and the
//! file is fit to be kept.

use std::collections::BTreeMap;

use jiff::civil::date;
use proptest::prelude::*;

use crate::breaks::width;
use crate::flow::{PAGE, Page, Part};
use crate::shape::clean;
use crate::tests::{cell, count, font, laid, said, texts};
use crate::*;

/// What must be read on a paper, part by part, without spaces.
fn expected(paper: &Paper) -> (String, BTreeMap<(usize, usize), String>) {
    let mut texts = vec![paper.title.clone(), paper.number.clone()];
    texts.extend(paper.facts.iter().flat_map(|fact| [fact.label.clone(), fact.value.clone()]));
    for party in [&paper.seller, &paper.buyer] {
        texts.push(party.label.clone());
        texts.extend(party.lines.iter().cloned());
    }
    texts.extend(paper.sums.iter().flat_map(|sum| [sum.label.clone(), sum.value.clone()]));
    texts.extend(paper.clauses.iter().flat_map(|clause| [clause.heading.clone(), clause.text.clone()]));
    let mut cells = BTreeMap::new();
    for (row, column, cell) in paper
        .rows
        .iter()
        .enumerate()
        .flat_map(|(row, cells)| cells.iter().enumerate().map(move |(column, cell)| (row, column, cell)))
    {
        cells.insert((row, column), dense(&cell.text) + &dense(&cell.note));
    }
    (texts.iter().map(|text| dense(text)).collect(), cells)
}

fn dense(text: &str) -> String {
    clean(text).filter(|c| !c.is_whitespace()).collect()
}

/// Whether all that a paper says stands on its pages, in order, and within them.
pub(crate) fn whole(paper: &Paper, pages: &[Page]) -> Result<(), TestCaseError> {
    let mut parts: BTreeMap<Part, String> = BTreeMap::new();
    for page in pages {
        for (baseline, line) in texts(page) {
            prop_assert!((56.0..PAGE.1 - 36.0).contains(&baseline), "{} at {}", said(line), baseline);
            let end = line.x + width(&line.glyphs) * line.style.size;
            let within = line.x >= 55.9 && end <= PAGE.0 - 55.9;
            // Where a column is narrower than a character, that overflows.
            prop_assert!(within || dense(&said(line)).chars().count() < 2, "{} from {}", said(line), line.x);
            parts.entry(line.part).or_default().push_str(&dense(&said(line)));
        }
    }
    let (texts, cells) = expected(paper);
    let mut read = String::new();
    for (part, text) in &parts {
        match *part {
            Part::Cell { row, column } => {
                prop_assert_eq!(text.as_str(), cells.get(&(row, column)).map_or("", String::as_str));
            }
            Part::Title | Part::Lead(_) | Part::Tail(_) => read.push_str(text),
            Part::Head { column } => {
                let heading = paper.columns.get(column).map(|column| dense(&column.heading));
                prop_assert_eq!(text, &heading.unwrap_or_default());
            }
            Part::Margin => {}
        }
    }
    let missed =
        cells.keys().find(|(row, column)| !parts.contains_key(&Part::Cell { row: *row, column: *column }));
    prop_assert!(missed.is_none(), "{:?}", missed);
    // A long foot stands at the end, a short one in the margin.
    let foot = dense(&paper.foot);
    let margin = parts.get(&Part::Margin).is_some_and(|margin| margin.contains(&foot));
    let missing = if margin && read == texts { texts } else { texts + &foot };
    let same = read.chars().zip(missing.chars()).take_while(|(one, other)| one == other).count();
    let rest = |text: &str| text.chars().skip(same).take(20).collect::<String>();
    prop_assert!(read == missing, "after {} characters {:?} is not {:?}", same, rest(&read), rest(&missing));
    Ok(())
}

fn any_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[一-龥]{1,12}",
        2 => Just("，".to_owned()),
        2 => "[a-zA-Z]{1,9} ",
        2 => "¥[0-9]{1,3},[0-9]{3}\\.[0-9]{2}",
        1 => Just("“（".to_owned()),
        1 => "[\u{0}-\u{1f}\u{7f}-\u{9f}\u{200b}-\u{202e}\u{fff0}-\u{ffff}\u{e000}-\u{e010}]{1,3}",
        1 => "[😀-😏ก-ฮא-ת\u{300}-\u{310}]{1,4}",
        1 => any::<String>(),
        1 => "[A-Z0-9]{1,400}",
    ];
    prop_oneof![
        1 => Just(String::new()),
        6 => proptest::collection::vec(piece, 1..4).prop_map(|pieces| pieces.concat()),
    ]
}

prop_compose! {
    fn any_paper()(
        language in prop_oneof![Just(Language::ZhCn), Just(Language::ZhTw), Just(Language::En)],
        words in proptest::collection::vec(any_text(), 12),
        facts in proptest::collection::vec((any_text(), any_text()), 0..6),
        columns in proptest::collection::vec((any_text(), any::<bool>(), any::<u16>()), 0..7),
        rows in proptest::collection::vec(proptest::collection::vec((any_text(), any_text()), 0..8), 0..24),
        sums in proptest::collection::vec((any_text(), any_text(), any::<bool>()), 0..5),
        clauses in proptest::collection::vec((any_text(), any_text()), 0..4),
    ) -> Paper {
        let word = |at: usize| words[at].clone();
        Paper {
            language,
            title: word(0),
            number: word(1),
            created: date(2026, 2, 28),
            facts: facts.into_iter().map(|(label, value)| Fact { label, value }).collect(),
            seller: Party { label: word(2), lines: words[3..6].to_vec() },
            buyer: Party { label: word(6), lines: words[7..10].to_vec() },
            columns: columns.into_iter().map(|(heading, figures, share)| {
                Column { heading, align: if figures { Align::End } else { Align::Start }, share }
            }).collect(),
            rows: rows.into_iter().map(|row| row.iter().map(|(text, note)| cell(text, note)).collect()).collect(),
            sums: sums.into_iter().map(|(label, value, strong)| Sum { label, value, strong }).collect(),
            clauses: clauses.into_iter().map(|(heading, text)| Clause { heading, text }).collect(),
            foot: word(10),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn every_word_stands_on_a_page_and_every_paper_is_a_file(paper in any_paper()) {
        let pages = laid(&paper);
        whole(&paper, &pages)?;
        let file = pdf(&paper, font()).expect("a file");
        prop_assert_eq!(count(&file, "/MediaBox"), pages.len());
    }
}
