//! REPORT: cards by address, by what is on them, and by what changed.

use axum::body::Body;
use axum::response::Response;
use gx_http::{Kit, Signed};

use crate::answer::{Fault, Multistatus};
use crate::ask::{self, Report};
use crate::book::{self, Reader};
use crate::calendar;
use crate::card::Shown;
use crate::paths::{self, Book, Place};
use crate::propfind::{body, count};
use crate::props::{self, Thing};
use crate::sync;
use crate::xml::escape;

/// Bytes of an answer; beyond it cards are refused one by one, and the client asks for fewer.
pub(crate) const MOST_ANSWER: usize = 64 << 20;
pub(crate) const TOO_MANY: &str = "507 Insufficient Storage";
pub(crate) const WITHIN_LIMITS: &str = "<D:number-of-matches-within-limits/>";

pub(crate) async fn answer(kit: &Kit, me: Signed, place: Place, sent: Body) -> Result<Response, Fault> {
    let root = body(sent).await?;
    if let Place::Calendar(calendar) = place {
        return calendar::report::answer(kit, me, calendar, root.as_ref()).await;
    }
    let (report, wanted, form) = ask::report(root.as_ref())?;
    let Place::Book(book) = place else {
        // Clients ask principals and homes for reports that are about colleagues; there are none here.
        return Err(Fault::unmet(403, "<D:supported-report/>", "This report is made of an address book."));
    };
    let mut out = Multistatus::default();
    let mut shown = 0;
    let mut put = |out: &mut Multistatus, cards: &[Shown]| {
        for card in cards {
            let href = Place::Card(book, card.name.clone()).href(&me);
            if out.len() > MOST_ANSWER {
                out.status(&href, TOO_MANY, WITHIN_LIMITS);
                continue;
            }
            let (has, lacks) = props::of(&me, Thing::Card(book, card), &wanted, &form);
            out.found(&href, &has, &lacks);
            shown += 1;
        }
    };
    match report {
        Report::Multiget(hrefs) => {
            let (cards, missing) = multiget(kit, &me, book, hrefs).await?;
            put(&mut out, &cards);
            for href in missing {
                out.status(&href, "404 Not Found", "");
            }
        }
        Report::Query(filter, limit) => {
            let reader = Reader::from(&me);
            let cards = kit
                .run(move |store| {
                    store.read(|tx| {
                        let ids = match book::ids(tx, &reader, book)? {
                            Ok(ids) => ids,
                            Err(fault) => return Ok(Err(fault)),
                        };
                        let mut cards = book::cards(tx, &reader, book, &ids)?;
                        cards.retain(|c| filter.holds(c));
                        Ok(Ok(cards))
                    })
                })
                .await??;
            let most = limit.unwrap_or(usize::MAX).min(cards.len());
            put(&mut out, cards.get(..most).unwrap_or_default());
            if most < cards.len() {
                out.status(&place.href(&me), TOO_MANY, WITHIN_LIMITS);
            }
        }
        Report::Sync(token, limit) => {
            let reader = Reader::from(&me);
            let since = kit
                .run(move |store| {
                    store.read(|tx| match &token {
                        None => sync::whole(tx, &reader, book),
                        Some(token) => sync::since(tx, &reader, book, token, limit),
                    })
                })
                .await??;
            put(&mut out, &since.cards);
            for name in &since.gone {
                out.status(&Place::Card(book, name.clone()).href(&me), "404 Not Found", "");
            }
            if since.more {
                out.status(&place.href(&me), TOO_MANY, WITHIN_LIMITS);
            }
            out.beside(&format!("<D:sync-token>{}</D:sync-token>\n", escape(&since.token)));
        }
    }
    count(kit, &me, &wanted, shown).await;
    Ok(out.answer())
}

/// The cards at some addresses, and the addresses at which there is none.
async fn multiget(
    kit: &Kit,
    me: &Signed,
    book: Book,
    hrefs: Vec<String>,
) -> Result<(Vec<Shown>, Vec<String>), Fault> {
    if hrefs.len() > book::MOST {
        let message = format!("at most {} addresses at once, got {}", book::MOST, hrefs.len());
        return Err(Fault::unmet(507, WITHIN_LIMITS, message));
    }
    let named: Vec<(String, Option<String>)> = hrefs
        .into_iter()
        .map(|href| (paths::card_name(&href, book, me), href))
        .map(|(n, h)| (h, n))
        .collect();
    let names: Vec<String> = named.iter().filter_map(|(_, name)| name.clone()).collect();
    let reader = Reader::from(me);
    let cards = kit.run(move |store| store.read(|tx| book::named(tx, &reader, book, &names))).await?;
    let there: std::collections::HashSet<&str> = cards.iter().map(|c| c.name.as_str()).collect();
    let gone = |name: &Option<String>| !name.as_deref().is_some_and(|n| there.contains(n));
    let missing = named.into_iter().filter(|(_, name)| gone(name)).map(|(href, _)| href).collect();
    Ok((cards, missing))
}
