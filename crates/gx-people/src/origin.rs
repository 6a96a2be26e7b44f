//! Where the values of a portrait came from, as the column `sources` keeps it.
//!
//! Most values of a record come from one place at one time, and that place is written once, under `*`. Written with
//! each value it was more than half of every person's row, and with it of all that a list or a count reads.

use std::collections::BTreeMap;

use gx_kernel::Micros;
use gx_store::change::By;
use serde::Serialize;
use serde_json::{Map, Value as Json};

use crate::portrait::{Claim, Held, Portrait};

/// What most values share; no field is called so.
const USUAL: &str = "*";
/// The name, whose column is filled also where nobody stated one: that somebody did has to be written.
const NAME: &str = "name";

/// The origin of one value: [`Held`] without the value.
#[derive(Serialize)]
struct Origin<'a> {
    b: By,
    t: i64,
    #[serde(skip_serializing_if = "<[Claim]>::is_empty")]
    o: &'a [Claim],
}

/// What is written for a value.
#[derive(Serialize)]
#[serde(untagged)]
enum Said<'a> {
    Here(Origin<'a>),
    /// As [`USUAL`] says.
    Usual(&'static str),
}

/// What most values of a portrait share, if several do.
fn usual(p: &Portrait) -> Option<(By, Micros)> {
    let mut counted: Vec<((By, Micros), usize)> = Vec::new();
    for held in p.0.values().filter(|h| !h.claim.value.is_null() && h.others.is_empty()) {
        let origin = (held.claim.by, held.claim.at);
        match counted.iter_mut().find(|(one, _)| *one == origin) {
            Some((_, n)) => *n += 1,
            None => counted.push((origin, 1)),
        }
    }
    let most = counted.into_iter().reduce(|a, b| if b.1 > a.1 { b } else { a });
    most.filter(|(_, n)| *n > 1).map(|(origin, _)| origin)
}

/// The origins of all values; nothing where there are none.
pub(crate) fn written(p: &Portrait) -> Option<String> {
    let usual = usual(p);
    let mut out: BTreeMap<&str, Said<'_>> = BTreeMap::new();
    if let Some((b, t)) = usual {
        out.insert(USUAL, Said::Here(Origin { b, t: t.0, o: &[] }));
    }
    for (key, held) in p.0.iter().filter(|(_, h)| !h.claim.value.is_null()) {
        if held.others.is_empty() && usual == Some((held.claim.by, held.claim.at)) {
            if key == NAME {
                out.insert(key, Said::Usual(USUAL));
            }
        } else {
            out.insert(key, Said::Here(Origin { b: held.claim.by, t: held.claim.at.0, o: &held.others }));
        }
    }
    if out.is_empty() { None } else { serde_json::to_string(&out).ok() }
}

/// Whether somebody stated the name; else its column shows what is known beside.
pub(crate) fn has_name(sources: &Map<String, Json>) -> bool {
    sources.contains_key(NAME)
}

/// A value with its origin; of none that is known, it is the program's own since `created`.
pub(crate) fn held(sources: &Map<String, Json>, key: &str, value: &Json, created: Micros) -> Held {
    let said = sources.get(key).filter(|s| s.is_object()).or_else(|| sources.get(USUAL));
    let known = said.and_then(|s| {
        let mut s = s.clone();
        s.as_object_mut()?.insert("v".into(), value.clone());
        serde_json::from_value::<Held>(s).ok()
    });
    known.unwrap_or_else(|| Held {
        claim: Claim { value: value.clone(), by: By::System, at: created },
        others: Vec::new(),
    })
}

#[cfg(test)]
mod tests {
    use gx_kernel::Id;
    use proptest::prelude::*;

    use super::*;

    fn by() -> impl Strategy<Value = By> {
        prop_oneof![
            Just(By::System),
            Just(By::Rule),
            (1..3_i64).prop_map(|n| By::Source(Id(n))),
            (1..3_i64).prop_map(|n| By::User(Id(n))),
        ]
    }

    fn claim() -> impl Strategy<Value = Claim> {
        (0..3_i64, by(), 0..3_i64).prop_map(|(v, by, t)| Claim {
            value: if v == 0 { Json::Null } else { v.into() },
            by,
            at: Micros(t),
        })
    }

    fn one() -> impl Strategy<Value = Held> {
        (claim(), prop::collection::vec(claim(), 0..2)).prop_map(|(claim, others)| Held { claim, others })
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back(
            held_by_key in prop::collection::btree_map("name|city|tags|x_[ab]", one(), 0..6)
        ) {
            let p = Portrait(held_by_key);
            let sources: Map<String, Json> =
                written(&p).map_or_else(Map::new, |text| serde_json::from_str(&text).unwrap());
            prop_assert_eq!(has_name(&sources), p.0.get("name").is_some_and(|h| !h.claim.value.is_null()));
            for (key, held_there) in p.0.iter().filter(|(_, h)| !h.claim.value.is_null()) {
                prop_assert_eq!(&held(&sources, key, &held_there.claim.value, Micros(9)), held_there);
            }
        }
    }

    #[test]
    fn what_most_share_is_written_once_and_rows_of_before_are_read() {
        let said = |t| Held {
            claim: Claim { value: "上海".into(), by: By::Source(Id(7)), at: Micros(t) },
            others: Vec::new(),
        };
        let p = Portrait(BTreeMap::from([
            ("city".to_owned(), said(5)),
            ("name".to_owned(), said(5)),
            ("region".to_owned(), said(6)),
        ]));
        assert_eq!(
            written(&p).unwrap(),
            r#"{"*":{"b":{"kind":"source","id":7},"t":5},"name":"*","region":{"b":{"kind":"source","id":7},"t":6}}"#
        );
        let before = r#"{"city":{"b":{"kind":"source","id":7},"t":5}}"#;
        let before: Map<String, Json> = serde_json::from_str(before).unwrap();
        assert_eq!(held(&before, "city", &"上海".into(), Micros(0)), said(5));
        assert_eq!(held(&before, "region", &"上海".into(), Micros(3)).claim.by, By::System);
    }
}
