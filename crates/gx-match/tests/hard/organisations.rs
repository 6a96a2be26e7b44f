//! Organisations: child-care centres on several agencies' lists, restaurants, Chinese companies.

use super::{Dice, Set};

const FIRST: &[&str] = &[
    "little",
    "happy",
    "bright",
    "sunshine",
    "rainbow",
    "saint mary",
    "holy cross",
    "first baptist",
    "kiddie",
    "new horizon",
    "north side",
    "south shore",
    "lincoln park",
    "garfield",
    "howard area",
    "erie",
    "el valor",
    "casa central",
    "mount carmel",
    "trinity",
    "bethel",
    "chinatown",
    "hyde park",
    "englewood",
    "lakeview",
    "washington",
    "jefferson",
    "roosevelt",
    "carver",
    "douglass",
    "marillac",
    "ezzard",
    "wisdom",
    "apple tree",
];
const SECOND: &[&str] = &[
    "learning",
    "child care",
    "day care",
    "early childhood",
    "kids",
    "family",
    "community",
    "academy",
    "montessori",
    "christian",
    "neighborhood",
    "development",
    "stars",
    "steps",
    "angels",
    "tots",
    "scholars",
    "garden",
];
const THIRD: &[&str] = &[
    "center",
    "school",
    "preschool",
    "nursery",
    "house",
    "academy",
    "services",
    "program",
    "head start",
    "ministries",
];
/// Agencies with many sites: the name alone does not tell the site.
const CHAINS: &[&str] = &[
    "salvation army",
    "ymca",
    "chicago child care society",
    "catholic charities",
    "hull house association",
    "ada s. mckinley community services",
    "centers for new horizons",
    "metropolitan family services",
    "kindercare learning centers",
    "la petite academy",
];
const STREETS: &[&str] = &[
    "w madison st",
    "n clark st",
    "s state st",
    "e 47th st",
    "w 63rd st",
    "n western ave",
    "s halsted st",
    "w cermak rd",
    "n milwaukee ave",
    "s king dr",
    "w north ave",
    "n sheridan rd",
    "s cottage grove ave",
    "w ogden ave",
    "e 79th st",
    "n pulaski rd",
    "s ashland ave",
    "w roosevelt rd",
    "n kedzie ave",
    "w belmont ave",
];

fn phone(dice: &mut Dice) -> String {
    format!("{}{:04}", 220 + dice.below(700), dice.below(10_000))
}

fn longer(street: &str) -> String {
    let words = street.split(' ').map(|w| match w {
        "w" => "West",
        "n" => "North",
        "s" => "South",
        "e" => "East",
        "st" => "Street",
        "ave" => "Avenue",
        "rd" => "Road",
        "dr" => "Drive",
        other => other,
    });
    words.collect::<Vec<_>>().join(" ")
}

fn shorter(name: &str) -> String {
    let words = name.split(' ').map(|w| match w {
        "saint" => "st.",
        "mount" => "mt.",
        "center" => "ctr",
        "centers" => "ctrs",
        "development" => "dev.",
        "services" => "svcs",
        "association" => "assn",
        "community" => "comm.",
        "early" => "e.",
        "academy" => "acad.",
        other => other,
    });
    words.collect::<Vec<_>>().join(" ")
}

/// Child-care centres: every agency writes name, address, zip and phone in its own way, some
/// leave out the zip, some give another phone; chains have sites that differ by address alone.
pub fn centres(name: &'static str, trouble: usize) -> Set {
    let mut dice = Dice(12);
    let mut set = Set::new(name, &["Source", "Site name", "Address", "Zip", "Phone", "Program"]);
    for entity in 0..520 {
        let chain = dice.chance(22 + trouble);
        let branch = dice.of(FIRST);
        let name = if chain {
            dice.of(CHAINS).to_owned()
        } else {
            format!("{} {} {}", dice.of(FIRST), dice.of(SECOND), dice.of(THIRD))
        };
        let (house, street) = (100 + dice.below(7900), dice.of(STREETS));
        let zip = format!("606{:02}", 1 + dice.below(59));
        let own = phone(&mut dice);
        for copy in 0..1 + dice.below(4) * dice.below(4) {
            let source = format!("Agency {}", 1 + dice.below(9));
            let mut written = name.clone();
            if chain {
                written = match dice.below(4) {
                    0 => format!("{name} - {branch}"),
                    1 => format!("{branch} {name}"),
                    2 => format!("{name} {branch} center"),
                    _ => written,
                };
            }
            if copy > 0 {
                written = match dice.below(9) {
                    0 => shorter(&written),
                    1 => format!("{written}, inc."),
                    2 => format!("the {written}"),
                    3 => written.to_uppercase(),
                    4 => dice.typo(&written),
                    5 => written.rsplit_once(' ').map_or(written.clone(), |(head, _)| head.to_owned()),
                    6 => format!(
                        "{written} {}",
                        dice.of(&["fcch", "ii", "site", "llc", "- head start", "(pfa)"])
                    ),
                    _ => written,
                };
            }
            let address = match dice.below(6) {
                0 => format!("{house} {}", longer(street)),
                1 => format!(
                    "{house} {street} {} {}",
                    dice.of(&["ste", "suite", "unit", "#"]),
                    1 + dice.below(9)
                ),
                2 => format!("{house} {}", street.split_once(' ').map_or(street, |(_, s)| s)),
                3 => format!("{house}-{} {street}", house + 4).to_uppercase(),
                _ => format!("{house} {street}."),
            };
            if dice.chance(trouble) {
                // Some list the agency that runs the place, or the place by another name.
                written = match dice.below(3) {
                    0 => dice.of(CHAINS).to_owned(),
                    1 => format!("{branch} {}", dice.of(THIRD)),
                    _ => {
                        let once = dice.typo(&written);
                        dice.typo(&once)
                    }
                };
            }
            let address = if dice.chance(trouble) { dice.typo(&address) } else { address };
            let call = match if dice.chance(trouble) { 1 } else { dice.below(8) } {
                0 => phone(&mut dice),
                1 => String::new(),
                2 => format!("(773) {}-{}", &own[..3], &own[3..]),
                3 => format!("773{own}"),
                _ => own.clone(),
            };
            let code = if dice.chance(45) { String::new() } else { zip.clone() };
            set.row(
                entity,
                &[source, written, address, code, call, dice.of(&["", "", "full day", "half day"]).into()],
            );
        }
    }
    set.shuffled()
}

/// Restaurants in two guides; some share a hotel, its street number and its telephone.
pub fn restaurants(name: &'static str, doubled: usize) -> Set {
    let mut dice = Dice(31);
    let mut set = Set::new(name, &["name", "addr", "city", "phone", "type"]);
    let words = [
        "palm", "golden", "lotus", "chez", "mario", "blue", "ocean", "river", "garden", "dragon", "royal",
        "bella", "casa", "el toro", "luna", "fifth", "corner", "union", "grand", "ivy", "abbey", "harbor",
        "pearl", "rose", "le petit", "saffron", "olive", "ginger", "pepper", "tiger", "vine", "cliff",
        "jasmine", "copper",
    ];
    let kinds =
        ["grill", "cafe", "bistro", "kitchen", "steakhouse", "palace", "diner", "deli", "trattoria", "bar"];
    let foods =
        ["american", "italian", "french", "chinese", "steakhouses", "mexican", "thai", "seafood", "delis"];
    let cities = ["new york", "los angeles", "atlanta", "las vegas", "san francisco"];
    let mut hotel = (String::new(), String::new(), "");
    for entity in 0..760 {
        let name = format!("{} {} {}", dice.of(&words), dice.of(&words), dice.of(&kinds));
        if entity % 9 != 1 {
            let number = 1 + dice.below(4000);
            let city = dice.of(&cities);
            let call =
                format!("{}-{:03}-{:04}", 200 + dice.below(600), 200 + dice.below(700), dice.below(10_000));
            hotel = (format!("{number} {}", dice.of(STREETS)), call, city);
        }
        let (address, call, city) = hotel.clone();
        let food = dice.of(&foods);
        set.row(entity, &[name.clone(), address.clone(), city.into(), call.clone(), food.into()]);
        if dice.chance(doubled) {
            let written = match dice.below(5) {
                0 => format!("the {name}"),
                1 => format!("{name} of {city}"),
                2 => dice.typo(&name),
                3 => name.rsplit_once(' ').map_or(name.clone(), |(head, _)| head.to_owned()),
                _ => name,
            };
            let place =
                if dice.chance(50) { longer(&address) } else { format!("{address} between 2nd and 3rd") };
            let call = if dice.chance(15) { phone(&mut dice) } else { call.replacen('-', "/", 1) };
            let city = if dice.chance(15) { "west end" } else { city };
            set.row(entity, &[written, place, city.into(), call, dice.of(&foods).into()]);
        }
    }
    set.shuffled()
}

/// Chinese companies: legal forms, places in front or left out, branches with numbers.
pub fn companies(name: &'static str, doubled: usize) -> Set {
    let mut dice = Dice(8);
    let mut set = Set::new(name, &["单位", "办公地址", "电话", "联系人"]);
    let places = ["上海", "北京", "深圳", "广州", "杭州", "苏州", "成都", "武汉"];
    let brands = [
        "恒信",
        "华泰",
        "鑫源",
        "瑞丰",
        "天成",
        "宏达",
        "金茂",
        "远洋",
        "东方",
        "新世纪",
        "博雅",
        "康达",
        "永兴",
        "明德",
        "佳和",
        "三木",
        "九州",
        "海纳",
        "腾飞",
        "蓝天",
        "绿源",
        "中科",
        "联创",
        "通达",
        "国美",
        "安信",
        "兴业",
        "百川",
    ];
    let trades = [
        "贸易",
        "科技",
        "实业",
        "物流",
        "餐饮管理",
        "建筑工程",
        "信息技术",
        "食品",
        "服装",
        "医疗器械",
        "教育咨询",
    ];
    let forms = ["有限公司", "有限责任公司", "股份有限公司", "集团有限公司"];
    let roads = [
        "中山路",
        "人民路",
        "建设路",
        "和平路",
        "文化路",
        "解放路",
        "工业园一路",
        "科技大道",
        "长江路",
        "湖滨路",
    ];
    for entity in 0..900 {
        let (place, brand, trade) = (dice.of(&places), dice.of(&brands), dice.of(&trades));
        let branch = if dice.chance(20) { format!("第{}分店", 1 + dice.below(5)) } else { String::new() };
        let form = dice.of(&forms);
        let name = format!("{place}{brand}{trade}{form}{branch}");
        let (road, house) = (dice.of(&roads), 1 + dice.below(900));
        let call = format!("0{}-{:08}", 21 + dice.below(8), 20_000_000 + dice.below(70_000_000));
        let who = format!("{}经理", dice.of(&["王", "李", "张", "刘", "陈", "周"]));
        for copy in 0..if dice.chance(doubled) { 2 + dice.below(2) * dice.below(3) } else { 1 } {
            let mut row = vec![name.clone(), format!("{place}市{road}{house}号"), call.clone(), who.clone()];
            if copy > 0 {
                row[0] = match dice.below(5) {
                    0 => format!("{brand}{trade}{branch}"),
                    1 => format!("{place}{brand}{trade}{branch}"),
                    2 => format!("{place}市{brand}{trade}公司{branch}"),
                    3 => format!("{brand}{trade}（{place}）{form}{branch}"),
                    _ => name.clone(),
                };
                row[1] = match dice.below(4) {
                    0 => format!("{road}{house}号{}楼", 1 + dice.below(20)),
                    1 => format!("{place}{road}{house}"),
                    2 => String::new(),
                    _ => row[1].clone(),
                };
                row[2] = match dice.below(4) {
                    0 => call.split_once('-').map_or(call.clone(), |(_, c)| c.to_owned()),
                    1 => String::new(),
                    2 => format!("0{}-{:08}", 21, 20_000_000 + dice.below(70_000_000)),
                    _ => call.clone(),
                };
                if dice.chance(60) {
                    row[3] = String::new();
                }
            }
            set.row(entity, &row);
        }
    }
    set.shuffled()
}
