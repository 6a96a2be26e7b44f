//! What the columns of a file mean, from their headers and from what stands in them.

use std::collections::{HashMap, HashSet};

use gx_text::fold::{fold, is_han};

use crate::dates;
use crate::schema::{Column, Kind, Record, Schema};
use crate::text::plain;
use crate::words;

/// Values looked at per column.
const SAMPLE: usize = 3_000;

/// Headers, folded and without separators, that mean a kind. A header matches when it equals an
/// entry, or contains one that is marked with `*`. The first match wins.
const HEADERS: &[(Kind, &str)] = &[
    (
        Kind::Ignored,
        "id recid rowid uuid guid uniqueid recordid index rowno rownumber cluster clusterid trueid truecluster \
         entityid groupid label ismatch source sourcefile sourceid sourcedataset dataset unnamed0 序号 编号 行号 客户编号 记录号",
    ),
    (
        Kind::NationalId,
        "*socsec *ssn *nationalid *passport *taxid *vatnumber *abn *ein *npi *身份证 *证件号 *护照 *信用代码 *纳税人识别号 \
         *税号 *执照号 *licenseno *licensenumber *licencenumber *socialsecurity *memberno *membernumber *会员号",
    ),
    (Kind::Email, "*email *邮箱 *电邮 *电子邮件 mail"),
    (
        Kind::Phone,
        "*phone *mobile *telephone tel telno *telnumber cell cellno fax faxno *faxnumber *手机 *电话 *传真 *联系方式 phoneno",
    ),
    (
        Kind::BirthDate,
        "dob bday *birthdate *dateofbirth *birthday *datebirth *born *出生日期 *生日 *出生年月 出生 birthdt",
    ),
    (
        Kind::Number,
        "*birthyear *yearofbirth yob by year *year age bm bd *birthmonth *birthdayofmonth month day 年龄 年份",
    ),
    (Kind::Gender, "sex gender *gender 性别 *sexcode"),
    (
        Kind::Postcode,
        "*postcode *postalcode *zipcode zip *zip postal plz *邮编 *邮政编码 *邮递区号 postcd zipcd",
    ),
    (Kind::HouseNumber, "*streetnumber *streetno *housenumber *houseno *housenum *streetnum number *门牌"),
    (
        Kind::Street,
        "*address *street addr addr1 addr2 *addr road *地址 *住址 *街道 address1 address2 line1 line2 *addressline",
    ),
    (
        Kind::OrgName,
        "*company *organisation *organization *business *sitename *employer *companyname *orgname *institution *facility \
         *providername *agencyname *schoolname *storename *公司 *单位 *企业 *机构 *店名 *商户 *店铺 *学校 *firm agency vendor supplier",
    ),
    (
        Kind::GivenName,
        "*givenname given *firstname forename *forename fn gname firstnm *vorname *prenom fname fname1 first middle *middlename midname *middleinit mname \
         fnamec1 fnamec2 christianname 名 *nickname",
    ),
    (
        Kind::FamilyName,
        "*surname *lastname *familyname family last ln sname lastnm nachname *apellido lname lnamec1 lnamec2 姓 姓氏 secondname",
    ),
    (
        Kind::City,
        "*suburb *city town *town locality *locality *district municipality village *neighborhood *neighbourhood *城市 市 区 *区县 *所在市",
    ),
    (
        Kind::Region,
        "state *state *province region county *county *prefecture *statecode *省份 省 *所在省 省市",
    ),
    (Kind::Country, "*country nation nationality 国家 国籍 *birthplace placeofbirth"),
    (Kind::FullName, "*name names person contact *contactname *姓名 名字 *名称 *联系人 customer client 客户"),
    (Kind::FreeText, "title *title author authors *author *description notes comments website url"),
    (
        Kind::Category,
        "type *type category *category cuisine *class venue occupation job *职业 *类型 *类别 *行业",
    ),
    (Kind::Date, "*date *日期"),
];

fn squeeze(header: &str) -> String {
    fold(header).chars().filter(|c| c.is_alphanumeric()).collect()
}

fn by_header(header: &str) -> Option<Kind> {
    let h = squeeze(header);
    if h.is_empty() {
        return None;
    }
    // `address_1`, `phone2`: the number says which, not what.
    let bare = h.trim_end_matches(|c: char| c.is_ascii_digit());
    for (kind, list) in HEADERS {
        for entry in list.split_whitespace() {
            let hit = match entry.strip_prefix('*') {
                Some(part) => h.contains(part),
                None => h == entry || (!bare.is_empty() && bare == entry),
            };
            if hit {
                return Some(*kind);
            }
        }
    }
    None
}

/// What the values of a column look like.
#[derive(Default)]
struct Look {
    filled: usize,
    distinct: f64,
    all_unique: bool,
    emails: f64,
    dates: f64,
    phones: f64,
    numbers: f64,
    digits: f64,
    words: f64,
    letters: f64,
    org_like: f64,
    han_long: f64,
    commas: f64,
    /// Share that reads like a person's whole name, and like a given name alone.
    persons: f64,
    given: f64,
}

const ORG_WORDS: &[&str] = &[
    "the",
    "of",
    "and",
    "inc",
    "ltd",
    "llc",
    "co",
    "corp",
    "company",
    "center",
    "centre",
    "school",
    "restaurant",
    "cafe",
    "hotel",
    "university",
    "association",
    "services",
    "group",
    "club",
    "church",
    "bank",
    "shop",
    "house",
    "grill",
    "bar",
    "pty",
    "gmbh",
    "care",
    "academy",
    "hospital",
    "clinic",
    "foundation",
    "society",
    "on",
    "at",
];

fn look(values: &[&str]) -> Look {
    let mut l = Look { filled: values.len(), ..Look::default() };
    if values.is_empty() {
        return l;
    }
    let mut seen: HashMap<&str, u32> = HashMap::new();
    for v in values {
        *seen.entry(v).or_default() += 1;
        let text = plain(v);
        let digits = text.chars().filter(char::is_ascii_digit).count();
        let letters = text.chars().filter(|c| c.is_alphabetic()).count();
        let list: Vec<&str> = text.split(' ').collect();
        let han = text.chars().filter(|c| is_han(*c)).count();
        l.emails += f64::from(u8::from(v.contains('@') && v.contains('.') && !v.trim().contains(' ')));
        let separated = v.contains(['-', '/', '.', '年', ' ']) || digits == 8;
        l.dates += f64::from(u8::from(separated && dates::parse(&fold(v), true).is_some()));
        l.phones += f64::from(u8::from((7..=15).contains(&digits) && letters <= 3));
        l.numbers += f64::from(u8::from(digits > 0 && letters == 0));
        l.digits += f64::from(u8::from(digits > 0));
        l.letters += letters as f64;
        l.words += list.len() as f64;
        l.commas += f64::from(u8::from(v.contains(',')));
        let org = list.iter().any(|w| ORG_WORDS.contains(w))
            || words::CHINESE_FILLER[..7].iter().any(|f| v.contains(f));
        l.org_like += f64::from(u8::from(org));
        l.han_long += f64::from(u8::from(han > 4));
        if digits == 0 && !org {
            let known = |w: &&&str| words::nickname_groups(w) != 0;
            let named = list.iter().filter(known).count() > 0;
            let surname = text.chars().next().is_some_and(words::is_surname);
            let chinese = (2..=4).contains(&han) && han == letters && surname;
            l.persons += f64::from(u8::from(chinese || (named && (2..=4).contains(&list.len()))));
            l.given += f64::from(u8::from(named && list.len() == 1));
        }
    }
    let n = values.len() as f64;
    for share in [
        &mut l.emails,
        &mut l.dates,
        &mut l.phones,
        &mut l.numbers,
        &mut l.digits,
        &mut l.words,
        &mut l.letters,
        &mut l.org_like,
        &mut l.han_long,
        &mut l.commas,
        &mut l.persons,
        &mut l.given,
    ] {
        *share /= n;
    }
    l.distinct = seen.len() as f64 / n;
    l.all_unique = seen.len() == values.len();
    l
}

fn by_content(l: &Look) -> Kind {
    if l.filled == 0 {
        Kind::Ignored
    } else if l.emails > 0.6 {
        Kind::Email
    } else if l.dates > 0.75 {
        Kind::Date
    } else if l.phones > 0.75 && l.distinct > 0.2 {
        Kind::Phone
    } else if l.numbers > 0.75 {
        if l.distinct > 0.9 && l.filled > 200 && l.all_unique { Kind::Ignored } else { Kind::Number }
    } else if l.persons > 0.25 && l.org_like < 0.1 {
        // A list of given names knows a part of them; titles and products hold few.
        Kind::FullName
    } else if l.given > 0.25 {
        Kind::GivenName
    } else if l.distinct < 0.2 && l.filled > 30 && l.words < 2.5 {
        Kind::Category
    } else if l.org_like > 0.25 || l.words >= 3.0 || l.han_long > 0.5 || l.digits > 0.3 {
        if l.digits > 0.6 { Kind::Street } else { Kind::FreeText }
    } else if l.words > 1.5 {
        Kind::FullName
    } else {
        Kind::FreeText
    }
}

/// Corrects what the header says where the content cannot be that.
fn settle(header: &str, said: Option<Kind>, l: &Look) -> Kind {
    let content = by_content(l);
    let Some(kind) = said else {
        // An id of another system: evidence if it repeats, nothing if every row has its own.
        if squeeze(header).ends_with("id") {
            return if l.all_unique { Kind::Ignored } else { Kind::NationalId };
        }
        return content;
    };
    match kind {
        Kind::FullName => {
            let person = squeeze(header);
            let person = ["person", "contact", "full", "姓名", "联系人"].iter().any(|w| person.contains(w));
            if l.emails > 0.6 || l.phones > 0.75 {
                content
            } else if !person && (l.org_like > 0.08 || l.words > 3.2 || l.han_long > 0.3 || l.digits > 0.06) {
                Kind::OrgName
            } else {
                Kind::FullName
            }
        }
        Kind::Phone if l.digits < 0.5 => content,
        Kind::Email if l.emails < 0.3 => content,
        Kind::BirthDate | Kind::Date if l.dates < 0.4 => {
            if l.numbers > 0.7 {
                Kind::Number
            } else {
                content
            }
        }
        Kind::HouseNumber if l.digits < 0.3 => content,
        Kind::Number if l.digits < 0.5 => content,
        Kind::Gender if l.letters > 10.0 => content,
        Kind::GivenName | Kind::FamilyName if l.words > 3.5 => Kind::FreeText,
        Kind::Category if l.words >= 2.5 && l.distinct > 0.3 => Kind::FreeText,
        Kind::Street if l.words < 1.3 && l.digits > 0.8 && l.numbers > 0.8 => Kind::HouseNumber,
        other => other,
    }
}

/// Finds what the columns mean; `id` is never looked at, `map` is taken at its word.
pub fn detect(headers: &[String], records: &[Record], id: Option<usize>, map: &[(usize, Kind)]) -> Schema {
    let mut columns = Vec::with_capacity(headers.len());
    for (at, header) in headers.iter().enumerate() {
        let mut column = Column::new(header.trim(), Kind::Ignored);
        if Some(at) != id {
            let step = records.len().div_ceil(SAMPLE).max(1);
            let values: Vec<&str> = records
                .iter()
                .step_by(step)
                .filter_map(|r| r.get(at))
                .map(str::trim)
                .filter(|v| !v.is_empty() && !words::is_null(&plain(v)))
                .collect();
            let given = map.iter().find(|(c, _)| *c == at).map(|(_, k)| *k);
            column.kind = given.unwrap_or_else(|| settle(header, by_header(header), &look(&values)));
            if matches!(column.kind, Kind::BirthDate | Kind::Date) {
                column.day_first = dates::guess_day_first(values.iter().copied());
            }
            let constant = values.windows(2).all(|w| w[0] == w[1]) && values.len() > 2;
            if given.is_none() && (constant || values.is_empty()) {
                column.kind = Kind::Ignored;
            }
        }
        columns.push(column);
    }
    if map.is_empty() {
        drop_repeats(&mut columns, records);
    }
    Schema { columns }
}

/// Drops columns that only repeat others: a full name beside its parts, a copy of a column.
fn drop_repeats(columns: &mut [Column], records: &[Record]) {
    let used: Vec<usize> = (0..columns.len()).filter(|c| columns[*c].kind != Kind::Ignored).collect();
    let step = records.len().div_ceil(400).max(1);
    let rows: Vec<Vec<Vec<String>>> = records
        .iter()
        .step_by(step)
        .map(|r| {
            used.iter()
                .map(|c| {
                    plain(r.get(*c).unwrap_or_default())
                        .split(' ')
                        .filter(|w| !w.is_empty())
                        .map(str::to_owned)
                        .collect()
                })
                .collect()
        })
        .collect();
    let mut size: Vec<(usize, usize)> =
        (0..used.len()).map(|i| (rows.iter().map(|r: &Vec<Vec<String>>| r[i].len()).sum(), i)).collect();
    size.sort_by(|x, y| y.0.cmp(&x.0).then(y.1.cmp(&x.1)));
    let textual = |k: Kind| {
        matches!(
            k,
            Kind::FullName
                | Kind::GivenName
                | Kind::FamilyName
                | Kind::Street
                | Kind::FreeText
                | Kind::City
                | Kind::OrgName
        )
    };
    let mut gone: HashSet<usize> = HashSet::new();
    for (_, i) in &size {
        if !textual(columns[used[*i]].kind) {
            continue;
        }
        let (mut inside, mut all, mut share) = (0_usize, 0_usize, 0.0);
        for r in &rows {
            if r[*i].is_empty() {
                continue;
            }
            all += 1;
            let others: HashSet<&String> = (0..used.len())
                .filter(|j| j != i && !gone.contains(j) && textual(columns[used[*j]].kind))
                .flat_map(|j| &r[j])
                .collect();
            let met = r[*i].iter().filter(|w| others.contains(w)).count();
            inside += usize::from(met == r[*i].len());
            share += met as f64 / r[*i].len() as f64;
        }
        // Parts stand inside their whole as well: only the whole goes, and a whole has two words.
        let whole = rows.iter().filter(|r| r[*i].len() >= 2).count() * 2 > all;
        let copy =
            (0..used.len()).any(|j| j != *i && !gone.contains(&j) && rows.iter().all(|r| r[j] == r[*i]));
        let kind_of = |k: Kind| (0..used.len()).any(|j| !gone.contains(&j) && columns[used[j]].kind == k);
        let name_with_parts =
            columns[used[*i]].kind == Kind::FullName && kind_of(Kind::GivenName) && kind_of(Kind::FamilyName);
        let repeats = inside * 10 >= all * 9 || (name_with_parts && share >= 0.6 * all as f64);
        if all >= 5 && (copy || (whole && repeats)) {
            gone.insert(*i);
            columns[used[*i]].kind = Kind::Ignored;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(csv: &[&[&str]]) -> Vec<Kind> {
        let headers: Vec<String> = csv[0].iter().map(|s| (*s).to_owned()).collect();
        let records: Vec<Record> = csv[1..].iter().map(|r| Record::new(r.iter().copied())).collect();
        detect(&headers, &records, Some(0), &[]).columns.into_iter().map(|c| c.kind).collect()
    }

    #[test]
    fn headers_in_three_languages_are_understood() {
        for (header, kind) in [
            ("given_name", Kind::GivenName),
            ("First Name", Kind::GivenName),
            ("surname", Kind::FamilyName),
            ("姓名", Kind::FullName),
            ("手機號碼", Kind::Phone),
            ("手机", Kind::Phone),
            ("出生日期", Kind::BirthDate),
            ("聯絡地址", Kind::Street),
            ("公司名称", Kind::OrgName),
            ("address_1", Kind::Street),
            ("street_number", Kind::HouseNumber),
            ("Zip", Kind::Postcode),
            ("soc_sec_id", Kind::NationalId),
            ("郵遞區號", Kind::Postcode),
            ("電子郵件", Kind::Email),
            ("email_address", Kind::Email),
            ("cluster", Kind::Ignored),
        ] {
            assert_eq!(by_header(header), Some(kind), "{header}");
        }
    }

    #[test]
    fn content_decides_where_the_header_does_not() {
        let got = kinds(&[
            &["k", "a", "b", "c", "name"],
            &["1", "ann@x.org", "1990-01-02", "+44 20 7946 0958", "Happy Holiday Nursery & Kindergarten"],
            &["2", "bob@y.org", "1985-11-30", "+44 20 7946 0111", "The Love Learning Center"],
            &["3", "cyd@z.org", "1971-07-09", "+44 161 496 0222", "Henry Booth House of Chicago"],
        ]);
        assert_eq!(got, [Kind::Ignored, Kind::Email, Kind::Date, Kind::Phone, Kind::OrgName]);
    }

    #[test]
    fn a_whole_beside_its_parts_is_dropped() {
        let rows: Vec<Vec<String>> = (0..20)
            .map(|i| vec![i.to_string(), format!("Ann{i} Lee{i}"), format!("ann{i}"), format!("lee{i}")])
            .collect();
        let mut csv: Vec<Vec<&str>> = vec![vec!["id", "full_name", "first_name", "surname"]];
        csv.extend(rows.iter().map(|r| r.iter().map(String::as_str).collect()));
        let csv: Vec<&[&str]> = csv.iter().map(Vec::as_slice).collect();
        assert_eq!(kinds(&csv), [Kind::Ignored, Kind::Ignored, Kind::GivenName, Kind::FamilyName]);
    }
}
