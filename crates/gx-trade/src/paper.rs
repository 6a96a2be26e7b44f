//! A quote on paper, in the language that is asked for.

use std::sync::{Arc, LazyLock};

use gx_kernel::{Id, Locale, Problem};
use gx_paper::{Align, Cell, Clause, Column, Fact, Font, Language, Paper, Party, Sum};
use gx_store::{Result, Tx};
use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::guest;
use crate::money::read;
use crate::price::list::today;
use crate::quote::record::Quote;

/// The typeface of papers, read when the first is asked for.
pub type Typeface = Arc<LazyLock<Option<Font>, Box<dyn FnOnce() -> Option<Font> + Send>>>;

/// The words of a quote on paper.
struct Words {
    title: &'static str,
    number: &'static str,
    date: &'static str,
    until: &'static str,
    contact: &'static str,
    seller: &'static str,
    buyer: &'static str,
    item: &'static str,
    quantity: &'static str,
    price: &'static str,
    discount: &'static str,
    amount: &'static str,
    subtotal: &'static str,
    off: &'static str,
    tax: &'static str,
    tax_inside: &'static str,
    total: &'static str,
    terms: &'static str,
}

const ZH_CN: Words = Words {
    title: "报价单",
    number: "编号",
    date: "日期",
    until: "有效期至",
    contact: "联系人",
    seller: "报价方",
    buyer: "客户",
    item: "项目",
    quantity: "数量",
    price: "单价",
    discount: "折扣",
    amount: "金额",
    subtotal: "小计",
    off: "整单优惠",
    tax: "税",
    tax_inside: "其中税",
    total: "合计",
    terms: "条款",
};

const ZH_TW: Words = Words {
    title: "報價單",
    number: "編號",
    date: "日期",
    until: "有效期至",
    contact: "聯絡人",
    seller: "報價方",
    buyer: "客戶",
    item: "項目",
    quantity: "數量",
    price: "單價",
    discount: "折扣",
    amount: "金額",
    subtotal: "小計",
    off: "整單優惠",
    tax: "稅",
    tax_inside: "其中稅",
    total: "合計",
    terms: "條款",
};

const EN: Words = Words {
    title: "Quote",
    number: "Number",
    date: "Date",
    until: "Valid until",
    contact: "Contact",
    seller: "From",
    buyer: "To",
    item: "Item",
    quantity: "Quantity",
    price: "Unit price",
    discount: "Discount",
    amount: "Amount",
    subtotal: "Subtotal",
    off: "Discount on the whole",
    tax: "Tax",
    tax_inside: "Contains tax",
    total: "Total",
    terms: "Terms",
};

fn words(language: Locale) -> &'static Words {
    match language {
        Locale::ZhCn => &ZH_CN,
        Locale::ZhTw => &ZH_TW,
        Locale::En => &EN,
    }
}

/// An amount as it is read: thousands apart, two places at least.
fn amount(text: &str) -> String {
    let mut value = read(text).normalize();
    if value.scale() < 2 {
        value.rescale(2);
    }
    let shown = value.to_string();
    let (sign, digits) = shown.strip_prefix('-').map_or(("", shown.as_str()), |rest| ("-", rest));
    let (whole, part) = digits.split_once('.').unwrap_or((digits, "00"));
    let mut out = String::new();
    for (at, c) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    format!("{sign}{out}.{part}")
}

fn money(currency: &str, text: &str) -> String {
    let sign = match currency {
        "CNY" => "¥",
        "USD" => "US$",
        "EUR" => "€",
        "GBP" => "£",
        "HKD" => "HK$",
        "TWD" => "NT$",
        _ => return format!("{currency} {}", amount(text)),
    };
    format!("{sign}{}", amount(text))
}

/// A quote as a paper says it.
pub fn of(tx: &mut Tx<'_>, quote: &Quote, language: Locale) -> Result<Paper> {
    let w = words(language);
    let made: Date = today(tx, quote.sent_at.unwrap_or(quote.created_at))?;
    let (seller, more) = guest::seller(tx)?;
    let mut buyer: Vec<String> = guest::company(tx, quote.company)?.into_iter().collect();
    buyer.push(guest::called(tx, quote.person)?);
    buyer.retain(|line| !line.is_empty());
    let fact = |label: &str, value: String| Fact { label: label.to_owned(), value };
    let mut facts =
        vec![fact(w.number, format!("{} v{}", quote.number, quote.version)), fact(w.date, made.to_string())];
    if let Some(until) = quote.valid_until {
        facts.push(fact(w.until, until.to_string()));
    }
    if let Some(contact) = guest::contact(tx, Some(quote.deal))? {
        facts.push(fact(w.contact, contact.says()));
    }
    let body = &quote.body;
    let any_off = body.lines.iter().any(|l| !read(&l.discount).is_zero());
    let column = |heading: &str, align, share| Column { heading: heading.to_owned(), align, share };
    let mut columns = vec![
        column(w.item, Align::Start, 48),
        column(w.quantity, Align::End, 14),
        column(w.price, Align::End, 16),
    ];
    if any_off {
        columns.push(column(w.discount, Align::End, 10));
    }
    columns.push(column(w.amount, Align::End, 18));
    let cell = |text: String| Cell { text, note: String::new() };
    let rows = body
        .lines
        .iter()
        .map(|l| {
            let notes = [l.code.clone().unwrap_or_default(), l.description.clone()];
            let note = notes.into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>().join("\n");
            let unit =
                if l.unit.is_empty() { l.quantity.clone() } else { format!("{} {}", l.quantity, l.unit) };
            let mut row = vec![Cell { text: l.name.clone(), note }, cell(unit), cell(amount(&l.price))];
            if any_off {
                row.push(cell(if read(&l.discount).is_zero() {
                    String::new()
                } else {
                    format!("{} %", l.discount)
                }));
            }
            row.push(cell(amount(&l.amount)));
            row
        })
        .collect();
    let sum = |label: String, value: String, strong| Sum { label, value, strong };
    let mut sums = Vec::new();
    if read(&body.totals.off) > Decimal::ZERO || !body.totals.tax_included {
        sums.push(sum(w.subtotal.into(), money(&quote.currency, &body.totals.lines), false));
    }
    if read(&body.totals.off) > Decimal::ZERO {
        let label = format!("{} {} %", w.off, body.discount);
        sums.push(sum(label, format!("−{}", money(&quote.currency, &body.totals.off)), false));
    }
    for tax in &body.totals.taxes {
        let label = if body.totals.tax_included { w.tax_inside } else { w.tax };
        sums.push(sum(format!("{label} {} %", tax.rate), money(&quote.currency, &tax.amount), false));
    }
    sums.push(sum(w.total.into(), money(&quote.currency, &body.totals.total), true));
    let clauses = if body.terms.is_empty() {
        Vec::new()
    } else {
        vec![Clause { heading: w.terms.into(), text: body.terms.clone() }]
    };
    Ok(Paper {
        language: match language {
            Locale::ZhCn => Language::ZhCn,
            Locale::ZhTw => Language::ZhTw,
            Locale::En => Language::En,
        },
        title: w.title.into(),
        number: format!("{} v{}", quote.number, quote.version),
        created: made,
        facts,
        seller: Party {
            label: w.seller.into(),
            lines: std::iter::once(seller.clone()).chain(more).collect(),
        },
        buyer: Party { label: w.buyer.into(), lines: buyer },
        columns,
        rows,
        sums,
        clauses,
        foot: seller,
    })
}

/// The file of a quote, and what it is called.
///
/// # Errors
///
/// `no_typeface` where this program was built without one.
pub fn file(paper: &Paper, typeface: &Typeface) -> std::result::Result<Vec<u8>, Problem> {
    let none = || Problem::new(503, "no_typeface", "This program was built without a typeface for papers.");
    let font = LazyLock::force(typeface).as_ref().ok_or_else(none)?;
    gx_paper::pdf(paper, font).map_err(|e| {
        tracing::error!(error = %e, "a paper could not be written");
        Problem::internal()
    })
}

/// A version of a quote as a paper, by its row.
///
/// # Errors
///
/// Not found.
pub fn of_version(tx: &mut Tx<'_>, id: Id, language: Option<Locale>) -> Result<(Paper, String)> {
    let found = crate::quote::record::get(tx, id)?;
    let quote = found.ok_or_else(|| Problem::not_found("The quote"))?;
    let paper = of(tx, &quote, language.unwrap_or(quote.body.language))?;
    Ok((paper, format!("{}-v{}.pdf", quote.number, quote.version)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_by_people() {
        let of = |t: &str| amount(t);
        assert_eq!(
            [of("0"), of("1234.5"), of("1234567.125"), of("-12")],
            ["0.00", "1,234.50", "1,234,567.125", "-12.00"]
        );
        assert_eq!(money("CNY", "100"), "¥100.00");
        assert_eq!(money("CHF", "999999"), "CHF 999,999.00");
    }
}
