//! Scores the matcher against the truth of real data, read from beside the project, and against
//! records made here whose truth is known.

use std::collections::{HashMap, HashSet};
use std::fs::File;
use std::path::PathBuf;

use gx_match::{DedupeOptions, DedupeResult, Kind, dedupe_csv};

fn data(name: &str) -> Option<PathBuf> {
    let root = std::env::var_os("GUANXI_TEST_DATA").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data"),
        PathBuf::from,
    );
    let path = root.join(name);
    if path.exists() {
        Some(path)
    } else {
        eprintln!("skipped: {} is not there", path.display());
        None
    }
}

fn ordered(a: &str, b: &str) -> (String, String) {
    if a < b { (a.into(), b.into()) } else { (b.into(), a.into()) }
}

fn f1(result: &DedupeResult, truth: &HashSet<(String, String)>) -> f64 {
    let found: HashSet<_> = result.pairs.iter().map(|p| ordered(&p.id_a, &p.id_b)).collect();
    2.0 * found.intersection(truth).count() as f64 / (found.len() + truth.len()) as f64
}

fn febrl(set: &str, without: &[&str], at_least: f64) {
    let (Some(file), Some(truth)) =
        (data(&format!("people/{set}.csv")), data(&format!("people/{set}.truth.csv")))
    else {
        return;
    };
    let options = DedupeOptions {
        id_column: Some("rec_id".into()),
        map: without.iter().map(|c| ((*c).to_owned(), Kind::Ignored)).collect(),
        ..DedupeOptions::default()
    };
    let result =
        dedupe_csv(File::open(file).expect("the file opens"), &options, &|_, _| {}).expect("it works");
    let truth: HashSet<_> = csv::Reader::from_path(truth)
        .expect("the truth opens")
        .records()
        .map(|r| r.map(|r| ordered(&r[0], &r[1])).expect("a row of the truth"))
        .collect();
    let got = f1(&result, &truth);
    println!("{set} without {without:?}: F1 {got:.4}");
    assert!(got >= at_least, "{set} without {without:?}: F1 {got:.4} is below {at_least}");
    // The two outputs say the same thing.
    let cluster: HashMap<&str, &str> =
        result.clusters.iter().map(|(id, c)| (id.as_str(), c.as_str())).collect();
    assert!(result.pairs.iter().all(|p| cluster[p.id_a.as_str()] == cluster[p.id_b.as_str()]));
    let mut size: HashMap<&str, usize> = HashMap::new();
    for (_, c) in &result.clusters {
        *size.entry(c).or_default() += 1;
    }
    assert_eq!(size.values().map(|n| n * (n - 1) / 2).sum::<usize>(), result.pairs.len());
}

#[test]
fn febrl_1_by_all_but_the_number() {
    febrl("febrl1", &["soc_sec_id"], 0.99);
}

#[test]
fn febrl_2_by_all_but_the_number() {
    febrl("febrl2", &["soc_sec_id"], 0.99);
}

#[test]
fn febrl_2_by_name_and_address_alone() {
    febrl("febrl2", &["soc_sec_id", "date_of_birth"], 0.98);
}

/// A fixed sequence of numbers, so that the made records are the same on every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % n
    }

    fn of<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.below(list.len())]
    }
}

const FAMILY: &[&str] = &[
    "王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "马", "罗", "郑", "谢", "韩",
    "冯", "邓", "许",
];
const GIVEN: &[&str] = &[
    "伟", "芳", "娜", "敏", "静", "丽", "强", "磊", "军", "洋", "勇", "艳", "杰", "涛", "明", "超", "兰",
    "霞", "平", "刚", "建国", "志强", "秀英", "晓东", "海燕", "文博", "雨桐", "子涵", "梓轩", "欣怡", "国华",
    "玉梅", "思远", "嘉怡", "浩然", "俊杰", "诗涵", "雅婷", "天宇", "佳琪", "明辉", "丽华", "春梅", "永强",
    "红霞", "德明", "淑珍", "宏伟", "婉清", "若兰",
];
const ROADS: &[&str] = &[
    "建国路",
    "复兴路",
    "中山大道",
    "学院路",
    "人民路",
    "解放路",
    "南京东路",
    "淮海中路",
    "天河路",
    "文三路",
];
const PLACES: &[&str] = &[
    "北京市朝阳区",
    "北京市海淀区",
    "上海市黄浦区",
    "上海市徐汇区",
    "广州市天河区",
    "杭州市西湖区",
    "深圳市南山区",
];
const TRADITIONAL: &[(&str, &str)] = &[
    ("张", "張"),
    ("刘", "劉"),
    ("陈", "陳"),
    ("杨", "楊"),
    ("赵", "趙"),
    ("黄", "黃"),
    ("吴", "吳"),
    ("孙", "孫"),
    ("马", "馬"),
    ("罗", "羅"),
    ("郑", "鄭"),
    ("谢", "謝"),
    ("韩", "韓"),
    ("冯", "馮"),
    ("邓", "鄧"),
    ("许", "許"),
    ("伟", "偉"),
    ("静", "靜"),
    ("丽", "麗"),
    ("强", "強"),
    ("军", "軍"),
    ("艳", "艷"),
    ("涛", "濤"),
    ("兰", "蘭"),
    ("刚", "剛"),
    ("国", "國"),
    ("东", "東"),
    ("华", "華"),
    ("远", "遠"),
    ("红", "紅"),
    ("阳", "陽"),
    ("区", "區"),
    ("广", "廣"),
    ("门", "門"),
    ("号", "號"),
    ("学", "學"),
];

fn traditional(text: &str) -> String {
    TRADITIONAL.iter().fold(text.to_owned(), |t, (s, d)| t.replace(s, d))
}

fn letters(text: &str) -> String {
    use pinyin::ToPinyin;
    let mut out: String = text.to_pinyin().flatten().map(|p| p.plain()).collect();
    if let Some(first) = out.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    out
}

#[test]
fn chinese_people_in_two_scripts_and_in_letters_are_found() {
    let mut dice = Dice(7);
    let mut csv = "\u{feff}编号,姓名,出生日期,手机,地址\n".to_owned();
    let mut truth = HashSet::new();
    let mut id = 0;
    for _ in 0..1500 {
        let (family, given) = (dice.of(FAMILY), dice.of(GIVEN));
        let (y, m, d) = (1940 + dice.below(65), 1 + dice.below(12), 1 + dice.below(28));
        let phone = format!("138{:08}", dice.below(100_000_000));
        let (place, road, house) = (dice.of(PLACES), dice.of(ROADS), 1 + dice.below(900));
        let first = id;
        csv += &format!("c{id},{family}{given},{y}-{m:02}-{d:02},{phone},{place}{road}{house}号\n");
        id += 1;
        if dice.below(3) == 0 {
            let name = match dice.below(5) {
                0 => traditional(&format!("{family}{given}")),
                1 => format!("{} {}", letters(given), letters(family)),
                2 => format!("{} {}", letters(family), letters(given)),
                _ => format!("{family}{given}"),
            };
            let date = match dice.below(4) {
                0 => format!("{y}年{m}月{d}日"),
                1 => format!("{y}/{m}/{d}"),
                2 => String::new(),
                _ => format!("{y}{m:02}{d:02}"),
            };
            let phone = match dice.below(4) {
                0 => String::new(),
                1 => format!("+86 {} {} {}", &phone[..3], &phone[3..7], &phone[7..]),
                2 => format!("139{:08}", dice.below(100_000_000)),
                _ => phone,
            };
            let address = match dice.below(4) {
                0 => traditional(&format!("{place}{road}{house}号")),
                1 => format!("{} {} {house}", place.replace(['市', '区'], ""), road.replace('路', "")),
                2 => format!("{road}{house}号"),
                _ => format!("{}{}{}号", dice.of(PLACES), dice.of(ROADS), dice.below(900)),
            };
            csv += &format!("c{id},{name},{date},{phone},{address}\n");
            truth.insert(ordered(&format!("c{first}"), &format!("c{id}")));
            id += 1;
        }
    }
    let options = DedupeOptions { id_column: Some("编号".into()), ..DedupeOptions::default() };
    let result = dedupe_csv(csv.as_bytes(), &options, &|_, _| {}).expect("it works");
    let kinds: Vec<Kind> = result.schema.columns.iter().map(|c| c.kind).collect();
    assert_eq!(kinds, [Kind::Ignored, Kind::FullName, Kind::BirthDate, Kind::Phone, Kind::Street]);
    let got = f1(&result, &truth);
    println!("Chinese people: F1 {got:.4} of {} pairs", truth.len());
    assert!(got >= 0.97, "F1 {got:.4}");
}

/// Families share a house, a phone and a name and outnumber duplicates four to one.
#[test]
fn families_are_not_one_person() {
    let (names, more) = (
        [
            "ann", "bob", "cyd", "dan", "eve", "fay", "gus", "hal", "ida", "jon", "kim", "lea", "max", "ned",
            "ora", "pia",
        ],
        [
            "oak", "elm", "ash", "fir", "yew", "bay", "may", "hay", "low", "kay", "ray", "lee", "fox", "day",
            "cox", "orr",
        ],
    );
    let mut dice = Dice(3);
    let mut csv = "id,first_name,last_name,birth_date,address,city,phone\n".to_owned();
    let mut truth = HashSet::new();
    let mut id = 0;
    for house in 0..900 {
        let family =
            format!("{}{}{}", dice.of(&more), dice.of(&more), dice.of(&["s", "son", "man", "ton", ""]));
        let (street, phone) =
            (format!("{} {} street", 1 + dice.below(300), dice.of(&more)), 5_550_000 + house * 7);
        for _ in 0..2 + dice.below(3) {
            let given = format!("{}{}", dice.of(&names), dice.of(&["", "a", "ie", "ette", "ard"]));
            let (y, m, d) = (1930 + dice.below(80), 1 + dice.below(12), 1 + dice.below(28));
            csv += &format!("p{id},{given},{family},{y}-{m:02}-{d:02},{street},springfield,{phone}\n");
            id += 1;
            if dice.below(8) == 0 {
                let given = if dice.below(2) == 0 { given[..1].to_owned() } else { format!("{given}y") };
                csv += &format!("p{id},{given},{family},{y}-{m:02}-{d:02},{street},springfield,\n");
                truth.insert(ordered(&format!("p{}", id - 1), &format!("p{id}")));
                id += 1;
            }
        }
    }
    let options = DedupeOptions { id_column: Some("id".into()), ..DedupeOptions::default() };
    let result = dedupe_csv(csv.as_bytes(), &options, &|_, _| {}).expect("it works");
    let got = f1(&result, &truth);
    println!("families: F1 {got:.4} of {} pairs", truth.len());
    assert!(got >= 0.97, "F1 {got:.4}");
}
