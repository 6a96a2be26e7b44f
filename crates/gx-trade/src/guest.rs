//! The customer's pages: a quote and an order, for whoever has their address.
//!
//! The address holds a token: the id, and a keyed hash of it that nobody guesses. Who has it may read and answer, and
//! nothing else; what colleagues say among themselves is not on these pages.

use gx_http::token;
use gx_kernel::{Id, IdKind, Locale, Micros, Problem};
use gx_mail::Letter;
use gx_store::{Result, Store, Tx, settings};
use serde::Serialize;

use crate::money::{read, shown, text};
use crate::order::hand;
use crate::order::page::{DeliveryInfo, HandledInfo, ReturnInfo, deliveries, handled, returns};
use crate::order::state::Standing;
use crate::price::list::today;
use crate::quote::reckon::Tax;
use crate::quote::record::{self, Quote, State};
use crate::quote::{close, rules};

/// Who answers for something.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Contact {
    name: String,
    email: Option<String>,
    phone: Option<String>,
}

impl Contact {
    /// As a paper says it: the name, and how they are reached.
    pub fn says(&self) -> String {
        let more = self.phone.iter().chain(&self.email).next();
        more.map_or_else(|| self.name.clone(), |more| format!("{}\n{more}", self.name))
    }
}

/// Who accepted.
#[derive(Clone, Debug, Serialize)]
pub struct Accepted {
    name: String,
    at: Micros,
}

/// A question or an answer.
#[derive(Clone, Debug, Serialize)]
pub struct Word {
    from: &'static str,
    name: String,
    text: String,
    at: Micros,
}

/// A line of a quote, for its customer.
#[derive(Clone, Debug, Serialize)]
pub struct GuestLine {
    code: Option<String>,
    name: String,
    description: String,
    unit: String,
    quantity: String,
    price: String,
    discount: String,
    tax: String,
    amount: String,
}

/// The sums of a quote, for its customer.
#[derive(Clone, Debug, Serialize)]
pub struct GuestTotals {
    lines: String,
    off: String,
    taxes: Vec<Tax>,
    tax_included: bool,
    total: String,
}

/// A quote, for its customer.
#[derive(Clone, Debug, Serialize)]
pub struct GuestQuote {
    seller: String,
    seller_lines: Vec<String>,
    number: String,
    version: i64,
    state: State,
    customer: String,
    company: Option<String>,
    language: Locale,
    currency: String,
    lines: Vec<GuestLine>,
    discount: String,
    totals: GuestTotals,
    terms: String,
    valid_until: Option<String>,
    sent_at: Micros,
    contact: Contact,
    accepted: Option<Accepted>,
    talk: Vec<Word>,
    order: Option<String>,
}

/// An order, for its customer.
#[derive(Clone, Debug, Serialize)]
pub struct GuestOrder {
    seller: String,
    seller_lines: Vec<String>,
    language: Locale,
    number: String,
    standing: Standing,
    placed_at: Micros,
    currency: String,
    amount: String,
    lines: Vec<HandledInfo>,
    deliveries: Vec<DeliveryInfo>,
    paid: String,
    due: String,
    returns: Vec<ReturnInfo>,
    contact: Option<Contact>,
}

/// What the workspace calls itself.
pub fn seller(tx: &mut Tx<'_>) -> Result<(String, Vec<String>)> {
    let rules = rules::load(tx)?;
    let name = settings::get::<String>(tx, "workspace")?.unwrap_or_default();
    let first = rules.seller.first().cloned().unwrap_or_else(|| name.clone());
    Ok((first, rules.seller.into_iter().skip(1).collect()))
}

/// What a person is called, whoever sees them.
pub fn called(tx: &mut Tx<'_>, person: Option<Id>) -> Result<String> {
    let sql = "SELECT r.name FROM person n JOIN person r ON r.id = n.canonical_id WHERE n.id = $1";
    tx.first(sql, &[person.into()])?.map_or(Ok(String::new()), |r| r.string(0))
}

/// What a company is called.
pub fn company(tx: &mut Tx<'_>, company: Option<Id>) -> Result<Option<String>> {
    let row = tx.first("SELECT name FROM company WHERE id = $1 AND deleted_at IS NULL", &[company.into()])?;
    row.map(|r| r.string(0)).transpose()
}

/// Who answers for a deal: its owner, if they work here still.
pub fn contact(tx: &mut Tx<'_>, deal: Option<Id>) -> Result<Option<Contact>> {
    let sql = "SELECT s.name, s.email FROM deal d JOIN staff s ON s.id = d.owner WHERE d.id = $1 AND s.disabled_at IS NULL";
    let row = tx.first(sql, &[deal.into()])?;
    row.map(|r| Ok(Contact { name: r.string(0)?, email: r.opt_string(1)?, phone: None })).transpose()
}

/// The quote behind a token: the newest version that was sent.
///
/// # Errors
///
/// Not found.
pub fn quote(tx: &mut Tx<'_>, store: &Store, root: Id) -> Result<GuestQuote> {
    let q = close::newest(tx, root)?;
    let (seller, seller_lines) = seller(tx)?;
    let mut names = gx_people::names::Names::default();
    let (mut talk, mut accepted_at) = (Vec::new(), None);
    for e in record::events(tx, root)? {
        let (from, name) = match (e.kind.as_str(), e.staff) {
            ("asked", _) => ("customer", e.who.clone().unwrap_or_default()),
            ("answered", Some(staff)) => ("seller", names.user(tx, staff)?.name),
            ("accepted", _) => {
                accepted_at = Some(e.at);
                continue;
            }
            _ => continue,
        };
        talk.push(Word { from, name, text: e.text.unwrap_or_default(), at: e.at });
    }
    let body = q.body.clone();
    Ok(GuestQuote {
        seller,
        seller_lines,
        number: q.number.clone(),
        version: q.version,
        state: q.stands(today(tx, store.now())?),
        customer: called(tx, q.person)?,
        company: company(tx, q.company)?,
        language: body.language,
        currency: q.currency.clone(),
        lines: body
            .lines
            .into_iter()
            .map(|l| GuestLine {
                code: l.code,
                name: l.name,
                description: l.description,
                unit: l.unit,
                quantity: l.quantity,
                price: l.price,
                discount: l.discount,
                tax: l.tax,
                amount: l.amount,
            })
            .collect(),
        discount: body.discount,
        totals: GuestTotals {
            lines: body.totals.lines,
            off: body.totals.off,
            taxes: body.totals.taxes,
            tax_included: body.totals.tax_included,
            total: body.totals.total,
        },
        terms: body.terms,
        valid_until: q.valid_until.map(|d| d.to_string()),
        sent_at: q.sent_at.unwrap_or(q.created_at),
        contact: contact(tx, Some(q.deal))?.unwrap_or_default(),
        accepted: body.accepted.zip(accepted_at).map(|(name, at)| Accepted { name, at }),
        talk,
        order: q.order.map(|id| format!("/o/{}", token::of(store, IdKind::Order, id))),
    })
}

/// The order behind a token.
///
/// # Errors
///
/// Not found.
pub fn order(tx: &mut Tx<'_>, id: Id) -> Result<GuestOrder> {
    let order = hand::load(tx, id)?.ok_or_else(|| Problem::not_found("The page"))?;
    let (seller, seller_lines) = seller(tx)?;
    let (worth, paid) = (order.worth(), read(&text(order.paid)));
    let language = match order.origin.2.as_deref().and_then(Locale::from_tag) {
        Some(language) => language,
        None => crate::quote::edit::language(tx)?,
    };
    Ok(GuestOrder {
        seller,
        seller_lines,
        language,
        number: order.number.clone(),
        standing: order.standing(),
        placed_at: order.placed_at,
        currency: order.currency.clone(),
        amount: shown(worth),
        lines: handled(&order),
        deliveries: deliveries(tx, id, false)?,
        paid: shown(paid),
        due: shown(worth - paid),
        returns: returns(tx, id, false)?,
        contact: contact(tx, order.origin.0)?,
    })
}

/// The letter that goes with a quote, and to which address.
///
/// # Errors
///
/// `no_mail` where the workspace sends none; `no_email` at the person where none is known.
pub fn letter(tx: &mut Tx<'_>, store: &Store, quote: &Quote) -> Result<(String, Letter)> {
    let none = || Problem::conflict("no_mail", "Set mail up first, or send the link yourself.");
    let address = gx_mail::ready(tx)?.ok_or_else(none)?;
    let sql = "SELECT r.email FROM person n JOIN person r ON r.id = n.canonical_id WHERE n.id = $1";
    let to = tx.first(sql, &[quote.person.into()])?.map_or(Ok(None), |r| r.opt_string(0))?;
    let missing = || Problem::field("person", "no_email", "no mail address of theirs is known");
    let to = to.filter(|t| !t.is_empty()).ok_or_else(missing)?;
    let link = format!("{address}/q/{}", token::of(store, IdKind::Quote, quote.root));
    let (seller, _) = seller(tx)?;
    let name = called(tx, quote.person)?;
    let number = quote.number.clone();
    Ok((to, Letter::QuoteV1 { link, number, name, seller }))
}

#[cfg(test)]
mod tests {
    use gx_testkit::on_both;

    use gx_http::token::{of, open};
    use gx_kernel::{Id, IdKind};

    #[test]
    fn only_the_token_of_a_page_opens_it() {
        on_both(|t| {
            let id = Id(123_456_789_012);
            let token = of(&t.store, IdKind::Quote, id);
            assert_eq!(open(&t.store, IdKind::Quote, &token).ok(), Some(id));
            // Not that of another kind, another id, a shorter hash, or something else altogether.
            assert!(open(&t.store, IdKind::Order, &token).is_err());
            let (digits, hex) = token.split_once('-').unwrap();
            let longer = format!("{token}00");
            let other = format!("{}1-{hex}", &digits[..digits.len() - 1]);
            let shorter = &token[..token.len() - 2];
            for wrong in
                [shorter, &longer, &other, digits, "", "-", "é-é", &format!("{digits}-zz{}", &hex[2..])]
            {
                assert!(open(&t.store, IdKind::Quote, wrong).is_err(), "{wrong}");
            }
        });
    }
}
