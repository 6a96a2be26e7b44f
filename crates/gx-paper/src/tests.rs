//! Papers as people write them, and fonts.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use jiff::civil::date;

use crate::breaks::width;
use crate::flow::{Line, Mark, PAGE, Page, Part};
use crate::laws::whole;
use crate::layout::lay;
use crate::shape::BOX;
use crate::*;

const FILE: &str = "../../web/node_modules/@embedpdf/fonts-sc/fonts/NotoSansHans-Regular.otf";

pub(crate) fn font() -> &'static Font {
    static FONT: OnceLock<Font> = OnceLock::new();
    FONT.get_or_init(|| {
        let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(FILE);
        let bytes = std::fs::read(&file).unwrap_or_else(|_| panic!("no typeface: run `npm ci` in web"));
        Font::read(bytes).expect("the typeface of papers is a font")
    })
}

pub(crate) fn cell(text: &str, note: &str) -> Cell {
    Cell { text: text.to_owned(), note: note.to_owned() }
}

fn empty() -> Paper {
    Paper {
        language: Language::ZhCn,
        title: String::new(),
        number: String::new(),
        created: date(2026, 11, 30),
        facts: Vec::new(),
        seller: Party::default(),
        buyer: Party::default(),
        columns: Vec::new(),
        rows: Vec::new(),
        sums: Vec::new(),
        clauses: Vec::new(),
        foot: String::new(),
    }
}

fn quote(rows: usize) -> Paper {
    let column = |heading: &str, align, share| Column { heading: heading.to_owned(), align, share };
    let fact = |label: &str, value: &str| Fact { label: label.to_owned(), value: value.to_owned() };
    let sum = |label: &str, value: &str, strong| Sum { label: label.into(), value: value.into(), strong };
    let lines = |lines: &[&str]| lines.iter().map(|&line| line.to_owned()).collect();
    let note = "含升级与在线支持，数据存放于客户指定的机房。";
    let row = |at: usize| {
        vec![
            cell("客户关系管理系统 企业版", if at.is_multiple_of(2) { note } else { "" }),
            cell("50", ""),
            cell("¥64,000.00", ""),
        ]
    };
    Paper {
        title: "报价单".to_owned(),
        number: "Q-2026-0117".to_owned(),
        facts: vec![
            fact("报价日期", "2026年11月30日"),
            fact("有效期至", "2026年12月31日"),
            fact("联系人", "欧阳淼龑"),
        ],
        seller: Party {
            label: "卖方".to_owned(),
            lines: lines(&["上海观心信息科技有限公司", "上海市浦东新区世纪大道 100 号"]),
        },
        buyer: Party {
            label: "买方".to_owned(),
            lines: lines(&["北京龘镕智能制造股份有限公司", "采购部 张喆 先生"]),
        },
        columns: vec![
            column("项目", Align::Start, 6),
            column("数量", Align::End, 1),
            column("金额", Align::End, 2),
        ],
        rows: (0..rows).map(row).collect(),
        sums: vec![
            sum("小计", "¥320,000.00", false),
            sum("税额 13%", "¥41,600.00", false),
            sum("合计", "¥361,600.00", true),
        ],
        clauses: vec![Clause {
            heading: "备注".to_owned(),
            text: "收到预付款后 15 个工作日内交货。".to_owned(),
        }],
        foot: "招商银行上海分行 · 账号 1219 0812 3410 801".to_owned(),
        ..empty()
    }
}

pub(crate) fn laid(paper: &Paper) -> Vec<Page> {
    lay(paper, &font().face(paper.language).expect("a font"))
}

pub(crate) fn texts(page: &Page) -> impl Iterator<Item = (f32, &Line)> {
    page.marks.iter().filter_map(|mark| match mark {
        Mark::Text { baseline, line, .. } => Some((*baseline, line)),
        Mark::Bar { .. } => None,
    })
}

pub(crate) fn said(line: &Line) -> String {
    line.glyphs.iter().map(|glyph| glyph.text).collect()
}

/// On which pages each part stands.
fn places(pages: &[Page]) -> BTreeMap<Part, BTreeSet<usize>> {
    let mut places: BTreeMap<Part, BTreeSet<usize>> = BTreeMap::new();
    for (at, page) in pages.iter().enumerate() {
        for (_, line) in texts(page) {
            places.entry(line.part).or_default().insert(at);
        }
    }
    places
}

pub(crate) fn count(bytes: &[u8], word: &str) -> usize {
    bytes.windows(word.len()).filter(|window| *window == word.as_bytes()).count()
}

#[test]
fn a_quote_of_five_lines_is_one_small_page_with_one_typeface() {
    let file = pdf(&quote(5), font()).expect("a file");
    assert!(file.starts_with(b"%PDF-1.7") && file.trim_ascii_end().ends_with(b"%%EOF"));
    assert!(file.len() < 60_000, "{} bytes", file.len());
    for (word, times) in [("/MediaBox", 1), ("/FontFile3", 1), ("/ToUnicode", 1)] {
        assert_eq!(count(&file, word), times, "{word}");
    }
    assert_eq!(count(&file, "<pdfaid:conformance>A</pdfaid:conformance>"), 1, "fit to be kept");
    assert!(count(&file, "/Lang(zh-CN)") > 0 && count(&file, "报价单 Q-2026-0117") > 0);
    assert_eq!(pdf(&quote(5), font()).expect("a file"), file, "the same paper is the same file");
}

#[test]
fn a_long_table_keeps_its_rows_whole_and_repeats_its_head() {
    let pages = laid(&quote(60));
    let places = places(&pages);
    assert!(pages.len() > 2);
    for row in 0..60 {
        let on: BTreeSet<_> = (0..3).flat_map(|column| &places[&Part::Cell { row, column }]).collect();
        assert_eq!(on.len(), 1, "row {row}");
    }
    for (at, page) in pages.iter().enumerate() {
        let lines: Vec<String> = texts(page).map(|(_, line)| said(line)).collect();
        let rows = texts(page).any(|(_, line)| matches!(line.part, Part::Cell { .. }));
        assert_eq!(lines.iter().filter(|line| *line == "项目").count(), usize::from(rows), "page {at}");
        assert!(lines.contains(&format!("{} / {}", at + 1, pages.len())));
        assert!(lines.contains(&quote(0).foot) && lines.contains(&"Q-2026-0117".to_owned()));
    }
    let file = pdf(&quote(60), font()).expect("a file");
    assert_eq!(count(&file, "/MediaBox"), pages.len());
}

#[test]
fn sums_stay_together_wherever_the_table_ends() {
    for rows in 0..40 {
        let pages = laid(&quote(rows));
        let on = |word: &str| pages.iter().position(|page| texts(page).any(|(_, line)| said(line) == word));
        assert_eq!(on("小计"), on("¥361,600.00"), "after {rows} rows");
        assert!(on("小计").is_some());
        let head = pages.iter().position(|page| texts(page).any(|(_, line)| said(line) == "项目"));
        assert!(rows == 0 || head == places(&pages)[&Part::Cell { row: 0, column: 0 }].first().copied());
    }
}

#[test]
fn figures_end_at_one_edge_and_are_not_broken() {
    let mut paper = quote(3);
    paper.rows[1][2] = cell("¥123,456,789,012.50", "");
    for page in laid(&paper) {
        for (_, line) in texts(&page).filter(|(_, line)| matches!(line.part, Part::Cell { column: 2, .. })) {
            assert!((line.x + width(&line.glyphs) * line.style.size - (PAGE.0 - 56.0)).abs() < 0.01);
            assert!(said(line).starts_with('¥') && said(line).contains('.'));
        }
    }
}

#[test]
fn a_row_taller_than_a_page_goes_on_over_pages() {
    let long = "我们提供“全套”服务（含安装），价格1,234.50元；long words. ".repeat(500);
    let mut paper = quote(3);
    paper.rows[1][0] = cell(&long, &long);
    let pages = laid(&paper);
    whole(&paper, &pages).expect("nothing is lost");
    assert!(places(&pages)[&Part::Cell { row: 1, column: 0 }].len() > 10);
    pdf(&paper, font()).expect("a file");
}

#[test]
fn five_hundred_rows_and_nothing_at_all_are_papers() {
    let paper = quote(500);
    whole(&paper, &laid(&paper)).expect("nothing is lost");
    pdf(&paper, font()).expect("a file");
    assert_eq!(laid(&empty()).len(), 1);
    let file = pdf(&empty(), font()).expect("a file");
    assert_eq!(count(&file, "/MediaBox"), 1);
}

#[test]
fn what_the_font_lacks_is_named_and_shown_as_a_box() {
    assert_eq!(font().lacks("王𬭼😀ไ\u{301}e\u{301} \u{200d}\t—"), ['\u{301}', 'ไ', '😀']);
    let face = font().face(Language::En).expect("a font");
    let boxed: Vec<u32> = face.shape("😀□\u{e000}\u{7}").iter().map(|glyph| glyph.id).collect();
    assert_eq!(boxed, [face.id(BOX).expect("a box"); 4]);
}

#[test]
fn names_of_people_and_places_are_all_there() {
    let names =
        "赟喆堃玥珺翀淼龑龘镕祎旸垚昇邨峯着裡衛麵䶮㛃㭎䲠㑇㕵䴙䴘𬭼𬬻𬍤𬸪𫖯𬤇𫓧Đặng Nguyễn Müller Çelik Ж Ω";
    assert_eq!(font().lacks(names), []);
}

#[test]
fn an_apostrophe_is_narrow_in_a_word_and_a_quotation_is_wide_in_chinese() {
    let wide = |language, text: &str| {
        let glyphs = font().face(language).expect("a font").shape(text);
        glyphs.iter().filter(|glyph| "“”’".contains(glyph.text)).all(|glyph| glyph.advance > 0.9)
    };
    assert!(wide(Language::ZhCn, "他说“好”。") && wide(Language::En, "“好”"));
    assert!(!wide(Language::En, "a “good” one") && !wide(Language::ZhTw, "O’Brien"));
}

#[test]
fn bytes_that_are_no_font_are_refused() {
    for bytes in [&b""[..], b"OTTO", b"%PDF-1.7", &[0; 4096]] {
        assert!(matches!(Font::read(bytes), Err(PaperError::NoFont | PaperError::FontLacks(_))));
    }
    fn is_shared<T: Send + Sync>() {}
    is_shared::<Font>();
}
