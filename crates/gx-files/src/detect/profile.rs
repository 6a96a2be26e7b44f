//! What the values of a column look like.

use gx_kernel::identity::IdentityKind;
use gx_kernel::money::parse_amount;
use gx_text::{is_chinese, normalise};

use crate::values::{DateOrder, column_date_order, is_date_like, parse_gender};

/// Values looked at in one column.
const LOOKED_AT: usize = 200;

/// Shares of a column's filled cells, each from 0 to 1.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Profile {
    /// Filled cells looked at.
    pub filled: usize,
    /// E-mail addresses.
    pub email: f32,
    /// Phone numbers.
    pub phone: f32,
    /// Dates or date-times.
    pub date: f32,
    /// Date-times.
    pub time: f32,
    /// Numbers.
    pub number: f32,
    /// Amounts with a currency.
    pub money: f32,
    /// Words for a gender.
    pub gender: f32,
    /// Chinese names of two to four characters with a common family name.
    pub han_name: f32,
    /// Web addresses.
    pub url: f32,
    /// Different values, as a share of the filled cells.
    pub distinct: f32,
    /// Mean length in characters.
    pub length: f32,
    /// The order of day and month, when the column holds dates.
    pub date_order: Option<DateOrder>,
}

/// Family names of about four in five Chinese people.
const COMMON_FAMILIES: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤欧单";

/// Looks at one column of the samples.
pub fn profile(samples: &[Vec<String>], column: usize) -> Profile {
    let cells: Vec<&str> = samples
        .iter()
        .filter_map(|row| row.get(column))
        .map(|c| c.trim())
        .filter(|c| !c.is_empty())
        .take(LOOKED_AT)
        .collect();
    let filled = cells.len();
    if filled == 0 {
        return Profile::default();
    }
    let share = |fits: &dyn Fn(&str) -> bool| ratio(cells.iter().filter(|c| fits(c)).count(), filled);
    let mut seen: Vec<&str> = cells.clone();
    seen.sort_unstable();
    seen.dedup();
    let dates: Vec<&str> = cells.iter().copied().filter(|c| is_date_like(c)).collect();
    Profile {
        filled,
        email: share(&|c| c.contains('@') && normalise(&IdentityKind::Email, c, None).is_ok()),
        phone: share(&is_phone),
        date: ratio(dates.len(), filled),
        time: share(&|c| is_date_like(c) && c.contains(':')),
        number: share(&|c| c.parse::<f64>().is_ok_and(f64::is_finite) || parse_amount(c).is_some()),
        money: share(&|c| parse_amount(c).is_some_and(|(_, currency)| currency.is_some())),
        gender: share(&|c| parse_gender(c).is_ok()),
        han_name: share(&is_han_name),
        url: share(&|c| c.starts_with("http://") || c.starts_with("https://") || c.starts_with("www.")),
        distinct: ratio(seen.len(), filled),
        length: ratio(cells.iter().map(|c| c.chars().count()).sum(), filled),
        date_order: (!dates.is_empty()).then(|| column_date_order(dates.iter().copied())),
    }
}

/// Whether a text is plainly a value: a number, a date, an address, a phone.
pub(super) fn is_value(text: &str) -> bool {
    let text = text.trim();
    !text.is_empty()
        && (text.contains('@') && normalise(&IdentityKind::Email, text, None).is_ok()
            || parse_amount(text).is_some()
            || is_date_like(text)
            || is_phone(text)
            || text.starts_with("http"))
}

/// Mobile numbers, and numbers with a country code or a grouping; a bare run of digits is as likely an id.
fn is_phone(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let written = text.starts_with('+')
        || text.starts_with("00")
        || text.contains('-')
        || (digits == 11 && text.starts_with('1'));
    (8..=17).contains(&digits)
        && written
        && !is_date_like(text)
        && normalise(&IdentityKind::Phone, text, None).is_ok()
}

fn is_han_name(text: &str) -> bool {
    let first = text.chars().next().map(gx_text::fold::simplify);
    is_chinese(text)
        && (2..=4).contains(&text.chars().count())
        && first.is_some_and(|c| COMMON_FAMILIES.contains(c))
        && !text.ends_with(['市', '省', '区', '县', '镇'])
}

#[expect(clippy::cast_precision_loss, reason = "shares of a few hundred cells")]
fn ratio(part: usize, whole: usize) -> f32 {
    part as f32 / whole as f32
}
