//! People: English with heavy errors, Chinese with common names, names alone, many gaps.

use super::{Dice, Set};

const GIVEN: &[&str] = &[
    "james",
    "mary",
    "john",
    "patricia",
    "robert",
    "jennifer",
    "michael",
    "linda",
    "william",
    "elizabeth",
    "david",
    "barbara",
    "richard",
    "susan",
    "joseph",
    "jessica",
    "thomas",
    "sarah",
    "charles",
    "karen",
    "christopher",
    "lisa",
    "daniel",
    "nancy",
    "matthew",
    "betty",
    "anthony",
    "margaret",
    "mark",
    "sandra",
    "donald",
    "ashley",
    "steven",
    "kimberly",
    "paul",
    "emily",
    "andrew",
    "donna",
    "joshua",
    "michelle",
    "kenneth",
    "carol",
    "kevin",
    "amanda",
    "brian",
    "dorothy",
    "george",
    "melissa",
    "edward",
    "deborah",
    "lachlan",
    "chloe",
    "isabella",
    "zachary",
    "taylah",
    "mitchell",
    "imogen",
    "tahlia",
    "jayden",
    "bethany",
];
const FAMILY: &[&str] = &[
    "smith",
    "johnson",
    "williams",
    "brown",
    "jones",
    "garcia",
    "miller",
    "davis",
    "rodriguez",
    "martinez",
    "hernandez",
    "lopez",
    "gonzalez",
    "wilson",
    "anderson",
    "thomas",
    "taylor",
    "moore",
    "jackson",
    "martin",
    "lee",
    "perez",
    "thompson",
    "white",
    "harris",
    "sanchez",
    "clark",
    "ramirez",
    "lewis",
    "robinson",
    "walker",
    "young",
    "allen",
    "king",
    "wright",
    "scott",
    "torres",
    "nguyen",
    "hill",
    "flores",
    "green",
    "adams",
    "nelson",
    "baker",
    "hall",
    "rivera",
    "campbell",
    "mitchell",
    "carter",
    "roberts",
    "webb",
    "mcneill",
    "dolan",
    "clarke",
    "reid",
    "mason",
    "kovac",
    "beams",
    "heaslip",
    "szabo",
    "okafor",
    "petrov",
];
const ROADS: &[&str] = &[
    "main street",
    "oak avenue",
    "park road",
    "church street",
    "high street",
    "elm grove",
    "mill lane",
    "station road",
    "victoria street",
    "king crescent",
    "maple drive",
    "cedar court",
    "lake boulevard",
    "hill terrace",
    "river road",
    "bradley place",
    "chisholm street",
    "kitchener street",
    "ashby circuit",
    "langdon avenue",
    "macgregor street",
    "telopea place",
    "wattle street",
    "namatjira drive",
];
const TOWNS: &[(&str, &str)] = &[
    ("springfield", "62701"),
    ("riverside", "92501"),
    ("fairview", "97024"),
    ("georgetown", "78626"),
    ("salem", "97301"),
    ("madison", "53703"),
    ("clinton", "13323"),
    ("arlington", "22201"),
    ("ashland", "97520"),
    ("dover", "19901"),
    ("hudson", "12534"),
    ("oxford", "38655"),
];

struct Person {
    given: String,
    family: String,
    road: String,
    town: &'static (&'static str, &'static str),
    born: String,
    phone: String,
}

fn person(dice: &mut Dice) -> Person {
    Person {
        given: dice.early(GIVEN).into(),
        family: dice.early(FAMILY).into(),
        road: format!("{} {}", 1 + dice.below(300), dice.of(ROADS)),
        town: &TOWNS[dice.below(TOWNS.len())],
        born: format!("{}-{:02}-{:02}", 1930 + dice.below(75), 1 + dice.below(12), 1 + dice.below(28)),
        phone: format!("{:03} {:03} {:04}", 200 + dice.below(700), 200 + dice.below(700), dice.below(10_000)),
    }
}

/// What someone else would write down of the same person; `trouble` in percent of fields.
fn again(p: &Person, dice: &mut Dice, trouble: usize) -> Person {
    let mut q = Person {
        given: p.given.clone(),
        family: p.family.clone(),
        road: p.road.clone(),
        town: p.town,
        born: p.born.clone(),
        phone: p.phone.clone(),
    };
    for field in [&mut q.given, &mut q.family, &mut q.road, &mut q.born, &mut q.phone] {
        if dice.chance(trouble) {
            *field = if dice.chance(25) { String::new() } else { dice.typo(field) };
            if dice.chance(25) {
                *field = dice.typo(field);
            }
        }
    }
    if dice.chance(trouble / 3) {
        std::mem::swap(&mut q.given, &mut q.family);
    }
    if dice.chance(trouble / 4) && !q.given.is_empty() {
        q.given.truncate(1);
    }
    if dice.chance(trouble / 3) {
        q.road = q.road.replace("street", "st").replace("avenue", "ave").replace("road", "rd");
    }
    if dice.chance(trouble / 4) {
        q.phone =
            format!("{:03}-{:03}-{:04}", 200 + dice.below(700), 200 + dice.below(700), dice.below(10_000));
    }
    q
}

fn cells(p: &Person, dice: &mut Dice, gaps: usize) -> Vec<String> {
    let mut out = vec![
        p.given.clone(),
        p.family.clone(),
        p.road.clone(),
        p.town.0.into(),
        p.town.1.into(),
        p.born.clone(),
        p.phone.clone(),
    ];
    for cell in &mut out {
        if dice.chance(gaps) {
            cell.clear();
        }
    }
    out
}

/// People in English with heavy errors; entities have up to ten records.
pub fn english(name: &'static str, entities: usize, doubled: usize, trouble: usize, gaps: usize) -> Set {
    let mut dice = Dice(21);
    let mut set = Set::new(name, &["fn", "ln", "street_addr", "town", "zip", "dob", "tel"]);
    for entity in 0..entities {
        let p = person(&mut dice);
        set.row(entity, &cells(&p, &mut dice, gaps));
        if dice.chance(doubled) {
            let more = 1 + dice.below(3) * dice.below(4);
            for _ in 0..more.min(9) {
                let q = again(&p, &mut dice, trouble);
                set.row(entity, &cells(&q, &mut dice, gaps));
            }
        }
    }
    set.shuffled()
}

/// Names and towns alone, as on a list of members; headers that say little.
pub fn names_only() -> Set {
    let mut dice = Dice(5);
    let mut set = Set::new("names only", &["who", "where"]);
    let ends = ["", "s", "son", "field", "ham", "ton", "well", "ley", "ski", "er", "ov", "ez"];
    for entity in 0..1500 {
        let family = format!("{}{}", dice.of(FAMILY), dice.of(&ends));
        let middle = format!("{}{}", dice.of(GIVEN), dice.of(&["", "", "e", "a"]));
        let given = dice.of(GIVEN).to_owned();
        let town = TOWNS[dice.below(TOWNS.len())].0;
        set.row(entity, &[format!("{given} {middle} {family}"), town.into()]);
        for _ in 0..if dice.chance(25) { 1 + dice.below(2) } else { 0 } {
            let name = match dice.below(5) {
                0 => format!("{family}, {given} {middle}"),
                1 => format!("{given} {} {family}", &middle[..1]),
                2 => format!("{} {middle} {family}", dice.typo(&given)),
                3 => format!("{given} {middle} {}", dice.typo(&family)),
                _ => format!("Mr {given} {middle} {family}").to_uppercase(),
            };
            set.row(entity, &[name, if dice.chance(80) { town.into() } else { String::new() }]);
        }
    }
    set.shuffled()
}

const XING: &[&str] = &[
    "王", "李", "张", "刘", "陈", "杨", "黄", "赵", "吴", "周", "徐", "孙", "马", "朱", "胡", "郭", "何",
    "林", "高", "罗", "郑", "梁", "谢", "宋", "唐", "许", "邓", "冯", "韩", "曹", "曾", "彭", "萧", "蔡",
    "潘", "田",
];
const MING: &[&str] = &[
    "伟", "芳", "娜", "秀英", "敏", "静", "丽", "强", "磊", "军", "洋", "勇", "艳", "杰", "娟", "涛", "明",
    "超", "秀兰", "霞", "平", "刚", "桂英", "志强", "建华", "建国", "晓明", "小明", "红梅", "文博", "子涵",
    "梓涵", "雨桐", "语桐", "欣怡", "心怡", "思远", "嘉怡", "佳怡", "浩然", "皓然", "俊杰", "诗涵", "雅婷",
    "天宇",
];
const LU: &[&str] =
    &["建国路", "复兴路", "中山路", "学院路", "人民路", "解放路", "南京东路", "淮海中路", "天河路"];
const QU: &[&str] = &[
    "北京市朝阳区",
    "北京市海淀区",
    "上海市黄浦区",
    "上海市徐汇区",
    "广州市天河区",
    "杭州市西湖区",
    "深圳市南山区",
];
/// Characters that are written for one another because they sound alike.
const ALIKE: &[(&str, &str)] = &[
    ("伟", "玮"),
    ("晓", "小"),
    ("婷", "庭"),
    ("静", "婧"),
    ("梅", "玫"),
    ("怡", "宜"),
    ("涵", "晗"),
    ("杰", "洁"),
    ("俊", "军"),
    ("雨", "语"),
    ("佳", "嘉"),
    ("志", "智"),
    ("丽", "莉"),
    ("燕", "艳"),
    ("强", "墙"),
    ("辉", "晖"),
];
const OLD: &[(&str, &str)] = &[
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
    ("许", "許"),
    ("邓", "鄧"),
    ("冯", "馮"),
    ("韩", "韓"),
    ("萧", "蕭"),
    ("伟", "偉"),
    ("静", "靜"),
    ("丽", "麗"),
    ("强", "強"),
    ("军", "軍"),
    ("涛", "濤"),
    ("兰", "蘭"),
    ("国", "國"),
    ("华", "華"),
    ("东", "東"),
    ("红", "紅"),
    ("语", "語"),
    ("诗", "詩"),
    ("区", "區"),
    ("号", "號"),
];

fn latin(text: &str) -> String {
    use pinyin::ToPinyin;
    let all: String = text.to_pinyin().flatten().map(|p| p.plain()).collect();
    let mut letters = all.chars();
    letters.next().map_or_else(String::new, |c| c.to_uppercase().chain(letters).collect())
}

/// Chinese people with common names; `gaps` in percent of the other fields.
pub fn chinese(name: &'static str, entities: usize, doubled: usize, gaps: usize) -> Set {
    let mut dice = Dice(77);
    let mut set = Set::new(name, &["客户姓名", "生日", "联系电话", "收货地址", "备用邮箱"]);
    for entity in 0..entities {
        let (xing, ming) = (dice.early(XING), dice.of(MING));
        let (y, m, d) = (1950 + dice.below(55), 1 + dice.below(12), 1 + dice.below(28));
        let phone = format!("1{}{:08}", [38, 39, 86, 57, 77][dice.below(5)], dice.below(100_000_000));
        let (qu, lu, house, room) = (dice.of(QU), dice.of(LU), 1 + dice.below(600), 101 + dice.below(1800));
        let mail = format!(
            "{}{}{}@qq.com",
            latin(xing).to_lowercase(),
            latin(ming).to_lowercase(),
            100 + dice.below(900)
        );
        let copies = if dice.chance(doubled) { 1 + dice.below(3) * dice.below(3) } else { 0 };
        for copy in 0..=copies {
            let whole = format!("{xing}{ming}");
            let mut row = vec![
                whole.clone(),
                format!("{y}-{m:02}-{d:02}"),
                phone.clone(),
                format!("{qu}{lu}{house}号{room}室"),
                mail.clone(),
            ];
            if copy > 0 {
                row[0] = match dice.below(8) {
                    0 => OLD.iter().fold(whole, |t, (s, o)| t.replace(s, o)),
                    1 => format!("{} {}", latin(ming), latin(xing)),
                    2 => format!("{} {}", latin(xing), latin(ming)).to_uppercase(),
                    3 => {
                        let slip = ALIKE.iter().find(|(a, _)| ming.contains(a));
                        slip.map_or(whole.clone(), |(a, b)| format!("{xing}{}", ming.replace(a, b)))
                    }
                    _ => whole,
                };
                row[1] = match dice.below(5) {
                    0 => format!("{y}年{m}月{d}日"),
                    1 => format!("{y}{m:02}{d:02}"),
                    2 => format!("{y}/{m}/{}", 1 + dice.below(28)),
                    _ => row[1].clone(),
                };
                row[2] = match dice.below(5) {
                    0 => format!("+86 {} {} {}", &phone[..3], &phone[3..7], &phone[7..]),
                    1 => format!("139{:08}", dice.below(100_000_000)),
                    2 => dice.typo(&phone),
                    _ => phone.clone(),
                };
                row[3] = match dice.below(5) {
                    0 => format!("{lu}{house}号"),
                    1 => OLD.iter().fold(row[3].clone(), |t, (s, o)| t.replace(s, o)),
                    2 => format!("{}{}{}号{room}室", dice.of(QU), dice.of(LU), 1 + dice.below(600)),
                    3 => format!("{} {} {house} {room}", &qu[9..], lu),
                    _ => row[3].clone(),
                };
                if dice.chance(50) {
                    row[4] = String::new();
                }
            }
            for cell in row.iter_mut().skip(1) {
                if dice.chance(gaps) {
                    cell.clear();
                }
            }
            set.row(entity, &row);
        }
    }
    set.shuffled()
}
