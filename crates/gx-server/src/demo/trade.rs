//! The demo's catalogue, its prices for businesses, and quotes on their way: written through the same doors as by hand.

use std::collections::BTreeMap;

use gx_demo::{PRODUCTS, Shelf};
use gx_kernel::{Id, IdKind, Micros};
use gx_store::access::Access;
use gx_store::{Result, Store, Tx};
use gx_trade::after::agreement::edit as agreement;
use gx_trade::after::asset::edit as asset;
use gx_trade::order::hand;
use gx_trade::price::{entry, list};
use gx_trade::product::{category, edit as products};
use gx_trade::quote::close::{self, Who};
use gx_trade::quote::{act, approve, edit as quotes, rules};
use serde_json::{Value as Json, json};

/// What price lists are called, by which they are found again.
pub(super) const LISTS: &[&str] = &["企业批发", "新客体验"];
/// What businesses buy, with numbers and prices of its own.
const BUSINESS: &[(&str, &str, u32)] = &[
    ("GB-TEA-HAND", "秋茶与护手霜礼盒", 360),
    ("GB-CARE", "节日护理套装", 198),
    ("GB-ROOM", "客房茶包与皂礼", 46),
    ("GB-BULK", "秋茶散装", 420),
    ("GB-TRAVEL", "山茶随行礼", 128),
    ("GB-DUO", "双罐茶礼", 520),
    ("GB-JOINT", "联名定制礼盒", 268),
    ("GB-SENS", "敏感肌护理四件", 339),
    ("GB-SHELF", "寄售陈列组合", 156),
    ("GB-SEAT", "茶席服务与茶品", 880),
    ("GB-SPRING", "新春限定茶护礼", 468),
    ("GB-YEAR", "年度框架供货", 240),
];

/// A size at the end of a name: "30 ml", "5 片".
fn size(name: &str) -> Option<(&str, &str)> {
    let (head, unit) = name.rsplit_once(' ')?;
    let (head, many) = head.rsplit_once(' ')?;
    (many.chars().all(|c| c.is_ascii_digit()) && unit.chars().count() <= 2)
        .then(|| (head, name.get(head.len() + 1..).unwrap_or_default()))
}

fn wish<T: serde::de::DeserializeOwned>(value: Json) -> Result<T> {
    serde_json::from_value(value).map_err(|e| gx_store::StoreError::Shape(e.to_string()))
}

/// Fills the catalogue and the price lists, and writes quotes for open deals.
pub(super) fn load(store: &Store) -> Result<()> {
    store.write(|tx| {
        catalogue(tx, store)?;
        prices(tx, store)?;
        set_rules(tx)
    })?;
    written(store)?;
    store.write(|tx| after_sale(tx, store))
}

fn catalogue(tx: &mut Tx<'_>, store: &Store) -> Result<()> {
    let shelves = [
        (Shelf::Skin, "护肤", "瓶"),
        (Shelf::Tea, "茶", "罐"),
        (Shelf::Gift, "礼盒", "盒"),
        (Shelf::Device, "仪器", "台"),
    ];
    let access = Access::system();
    let mut made: Vec<Id> = Vec::new();
    for (shelf, name, unit) in shelves {
        category::create(tx, store, &wish(json!({"name": name}))?)?;
        let all = serde_json::to_value(category::told(tx)?).unwrap_or_default();
        let of = all.as_array().and_then(|l| l.iter().find(|c| c["name"] == name)).map(|c| c["id"].clone());
        let mut groups: BTreeMap<String, Vec<Json>> = BTreeMap::new();
        let mut english: BTreeMap<String, String> = BTreeMap::new();
        for p in PRODUCTS.iter().filter(|p| p.shelf == shelf) {
            let (head, label) = size(p.zh).map_or((p.zh, ""), |(head, label)| (head, label));
            english.entry(head.into()).or_insert_with(|| {
                size(p.en).map_or(p.en, |(head, _)| head).trim_end_matches(',').to_owned()
            });
            groups.entry(head.into()).or_default().push(
                json!({"code": p.sku, "label": label, "price": p.yuan.to_string(), "cost": (p.yuan * 2 / 5).to_string()}),
            );
        }
        for (head, list) in groups {
            let several = list.len() > 1;
            let variants: Vec<Json> = list
                .iter()
                .map(|v| {
                    let choice = if several { json!({"规格": v["label"]}) } else { json!({}) };
                    json!({"code": v["code"], "price": v["price"], "cost": v["cost"], "choice": choice})
                })
                .collect();
            let label = list.first().and_then(|v| v["label"].as_str()).unwrap_or_default();
            let name = if several || label.is_empty() { head.clone() } else { format!("{head} {label}") };
            let labels: Vec<&Json> = list.iter().map(|v| &v["label"]).collect();
            let choices = if several { json!([{"name": "规格", "values": labels}]) } else { json!([]) };
            let body = json!({
                "name": name, "names": {"en": english.get(&head)}, "category": of, "unit": unit, "tax": "13",
                "choices": choices, "variants": variants,
            });
            made.push(products::create(tx, store, &access, wish(body)?)?.0);
        }
    }
    category::create(tx, store, &wish(json!({"name": "企业定制"}))?)?;
    let all = serde_json::to_value(category::told(tx)?).unwrap_or_default();
    let of = all.as_array().and_then(|l| l.iter().find(|c| c["name"] == "企业定制")).map(|c| c["id"].clone());
    for (code, name, price) in BUSINESS {
        let body = json!({"name": name, "category": of, "unit": "份", "tax": "13",
            "variants": [{"code": code, "price": price.to_string(), "cost": (price / 2).to_string()}]});
        made.push(products::create(tx, store, &access, wish(body)?)?.0);
    }
    let keys: Vec<i64> = made.iter().map(|id| id.0).collect();
    tx.query_in("UPDATE product SET demo = 1 WHERE id IN", &keys).map(drop)
}

fn prices(tx: &mut Tx<'_>, store: &Store) -> Result<()> {
    let lists = [
        (LISTS[0], "", [(50, 95), (200, 90), (1000, 84)]),
        (LISTS[1], "order_count = 0", [(1, 88), (2, 88), (3, 88)]),
    ];
    for (name, filter, steps) in lists {
        let id = list::create(tx, store, wish(json!({"name": name, "filter": filter}))?)?;
        let business = filter.is_empty();
        let like = if business { "GB-%" } else { "CM-OIL%" };
        let rows = tx.query(
            "SELECT id, price FROM variant WHERE deleted_at IS NULL AND code LIKE $1 ORDER BY code",
            &[like.into()],
        )?;
        let mut prices = Vec::new();
        for r in &rows {
            for (from, percent) in steps.iter().take(if business { 3 } else { 1 }) {
                let price = r.opt_int(1)?.unwrap_or_default() * percent / 100;
                let text = gx_kernel::money::from_scaled(price).normalize().to_string();
                prices.push(wish(json!({"variant": r.id(0)?.show(IdKind::Variant), "from": from.to_string(), "price": text}))?);
            }
        }
        entry::set(tx, id, &prices)?;
    }
    Ok(())
}

fn set_rules(tx: &mut Tx<'_>) -> Result<()> {
    let body = json!({
        "limits": [{"role": "sales", "percent": "12"}], "valid_days": 30, "tax_included": true, "tax": "13",
        "seller": ["杭州山茶日用品有限公司", "杭州市西湖区龙井路 28 号", "0571-8790 2600"],
        "terms": {
            "zh-CN": "报价含增值税与同城配送。确认后预付 30%，发货前付清。定制包装自确认稿起 12 个工作日交货。",
            "zh-TW": "報價含營業稅與同城配送。確認後預付 30%，出貨前付清。客製包裝自確認稿起 12 個工作天交貨。",
            "en": "Prices contain VAT and delivery within the city. 30 % in advance, the rest before dispatch. Custom packaging ships 12 working days after the proof is confirmed.",
        },
        "wins": true,
    });
    rules::set(tx, wish(body)?).map(drop)
}

/// Which number a line of a deal is sold by.
fn code_of(name: &str) -> Option<&'static str> {
    BUSINESS.iter().find(|(_, called, _)| *called == name).map(|(code, _, _)| *code)
}

/// Writes a quote for each of some open deals: drafts, some sent, some asked about, one that waits, some accepted.
fn written(store: &Store) -> Result<()> {
    let sql = "SELECT d.id, d.owner, d.lines FROM deal d WHERE d.demo = 1 AND d.state = 'open' AND d.person_id IS NOT NULL AND d.owner IS NOT NULL \
               ORDER BY d.id LIMIT 18";
    let deals = store.read(|tx| {
        let rows = tx.query(sql, &[])?;
        rows.iter().map(|r| Ok((r.id(0)?, r.id(1)?, r.json::<Json>(2)?))).collect::<Result<Vec<_>>>()
    })?;
    for (at, (deal, owner, lines)) in deals.into_iter().enumerate() {
        store.write(|tx| quote(tx, store, at, (deal, owner), &lines))?;
    }
    store.write(|tx| tx.execute("UPDATE quote SET demo = 1", &[]).map(drop))
}

fn quote(tx: &mut Tx<'_>, store: &Store, at: usize, (deal, owner): (Id, Id), lines: &Json) -> Result<()> {
    let Some(me) = gx_http::auth::rights_of(tx, owner)? else { return Ok(()) };
    let (access, role) = (&me.access, me.user.role.as_str());
    let Ok((id, _)) = quotes::create(tx, store, access, deal) else { return Ok(()) };
    let line = lines.get(0).cloned().unwrap_or_default();
    let variant = match line["name"].as_str().and_then(code_of) {
        None => None,
        Some(code) => tx
            .first("SELECT id FROM variant WHERE code = $1 AND deleted_at IS NULL", &[code.into()])?
            .map(|r| r.id(0))
            .transpose()?
            .map(|id| id.show(IdKind::Variant)),
    };
    let much = at % 6 == 4;
    let mut wished = vec![
        json!({"variant": variant, "name": if variant.is_none() { line["name"].clone() } else { "".into() },
        "quantity": line["quantity"], "price": if variant.is_none() { line["price"].clone() } else { Json::Null },
        "discount": if much { "18" } else { "0" }}),
    ];
    if at.is_multiple_of(3) {
        wished.push(json!({"name": "定制包装设计", "quantity": "1", "unit": "次", "price": "1800", "tax": "6", "description": "含三轮修改与打样"}));
    }
    let body = json!({"lines": wished, "discount": if at % 4 == 1 { "5" } else { "0" }});
    if quotes::change(tx, store, access, id, &wish(body)?).is_err() {
        return Ok(());
    }
    if much {
        // A limit that nobody may pass leaves it a draft.
        let _ = approve::submit(tx, store, (access, role), id, "年度框架客户，首单希望给到这个价。");
        return Ok(());
    }
    if at % 6 == 5 {
        return Ok(());
    }
    if act::send(tx, store, (access, role), id, None).is_err() {
        return Ok(());
    }
    let sql = "SELECT root FROM quote WHERE id = $1";
    let root = tx.one(sql, &[id.into()])?.id(0)?;
    match at % 6 {
        1 => {
            close::opened(tx, store, id)?;
            close::ask(tx, store, root, "打样要多久？能先寄一份样品吗？", "")?;
        }
        2 => close::opened(tx, store, id)?,
        3 => {
            let who = Who { name: "采购部".into(), staff: None, note: String::new() };
            close::accept(tx, store, root, None, &who)?;
            handled(tx, store, access, id)?;
        }
        _ => {}
    }
    Ok(())
}

/// Part of the order of an accepted quote went out, and part of it was paid.
fn handled(tx: &mut Tx<'_>, store: &Store, access: &Access, quote: Id) -> Result<()> {
    let sql = "SELECT order_id FROM quote WHERE id = $1";
    let Some(order) = tx.one(sql, &[quote.into()])?.opt_id(0)? else { return Ok(()) };
    let Some(held) = hand::load(tx, order)? else { return Ok(()) };
    let Some(first) = held.lines.first() else { return Ok(()) };
    let half = (first.quantity / rust_decimal::Decimal::TWO).ceil();
    let sent_at = store.now().0 - 3600 * Micros::SECOND;
    let body = json!({"lines": [{"line": 0, "quantity": half.to_string()}], "carrier": "顺丰速运", "tracking": format!("SF14{:011}", order.0 % 100_000_000_000),
        "sent_at": Micros(sent_at)});
    hand::deliver(tx, store, access, order, &wish(body)?)?;
    let deposit = (held.worth() * rust_decimal::Decimal::new(3, 1)).round_dp(2);
    let body = json!({"amount": deposit.to_string(), "method": "银行转账", "note": "预付 30%"});
    hand::pay(tx, store, access, order, &wish(body)?).map(drop)
}

/// What runs on for some business customers, and devices that people bought, some of which were mended.
fn after_sale(tx: &mut Tx<'_>, store: &Store) -> Result<()> {
    let day = |days: i64| {
        Micros(store.now().0 + days * Micros::DAY).to_rfc3339().chars().take(10).collect::<String>()
    };
    let sql = "SELECT d.person_id, d.company_id, d.owner FROM deal d WHERE d.demo = 1 AND d.state = 'won' AND d.person_id IS NOT NULL AND \
               d.owner IS NOT NULL ORDER BY d.id LIMIT 16";
    for (at, r) in tx.query(sql, &[])?.iter().enumerate() {
        let (person, owner) = (r.id(0)?, r.id(2)?);
        let Some(me) = gx_http::auth::rights_of(tx, owner)? else { continue };
        let (name, months, amount) = [
            ("客房茶礼季度供应", 3, "18400"),
            ("办公室茶水年度供应", 12, "36000"),
            ("茶席设备保养", 6, "4800"),
        ][at % 3];
        let left = [9, 24, 47, 120, 200][at % 5];
        let body = json!({
            "person": person.show(IdKind::Person), "company": r.opt_id(1)?.map(|id| id.show(IdKind::Company)), "name": name,
            "kind": if at % 3 == 2 { "service" } else { "subscription" }, "months": months, "amount": amount,
            "starts": day(left - months * 30), "until": day(left), "renews": at % 2 == 0,
        });
        // A colleague who may not change this customer makes nothing for them.
        let _ = agreement::create(tx, store, &me.access, &wish(body)?);
    }
    let sql = "SELECT o.id, o.person_id, o.placed_at, o.lines FROM orders o WHERE o.deleted_at IS NULL AND o.status <> 'cancelled' AND \
               CAST(o.lines AS TEXT) LIKE '%DV-%' ORDER BY o.id DESC LIMIT 40";
    let system = Access::system();
    for (at, r) in tx.query(sql, &[])?.iter().enumerate() {
        let lines: Json = r.json(3)?;
        let bought = lines
            .as_array()
            .into_iter()
            .flatten()
            .find(|l| l["sku"].as_str().is_some_and(|c| c.starts_with("DV-")));
        let Some(line) = bought else { continue };
        let placed = r.micros(2)?;
        let on = |days: i64| {
            Micros(placed.0 + days * Micros::DAY).to_rfc3339().chars().take(10).collect::<String>()
        };
        let body = json!({
            "person": r.id(1)?.show(IdKind::Person), "order": r.id(0)?.show(IdKind::Order), "name": line["name"],
            "serial": format!("CM{:08}", (r.id(0)?.0 >> 13) % 100_000_000), "bought_on": on(0), "warranty_until": on(730),
            "state": if at % 9 == 4 { "in_repair" } else { "in_use" }, "due_on": if at % 4 == 1 { json!(day(at as i64 * 3)) } else { Json::Null },
        });
        let Ok((id, _)) = asset::create(tx, store, &system, &wish(body)?) else { continue };
        if at % 5 == 2 {
            let body =
                json!({"kind": "repair", "text": "水箱漏水，换了密封圈，试机两次正常。", "cost": "60"});
            asset::record(tx, store, &system, id, &wish(body)?)?;
        }
    }
    Ok(())
}

/// What takes the demo's part of this away again.
pub(super) fn removal(ours: &str) -> Vec<String> {
    let orders = format!("(SELECT id FROM orders WHERE person_id IN {ours})");
    let names: Vec<String> = LISTS.iter().map(|name| format!("'{name}'")).collect();
    let mut out: Vec<String> = ["shipment", "payment", "order_return", "order_origin"]
        .iter()
        .map(|table| format!("DELETE FROM {table} WHERE order_id IN {orders}"))
        .collect();
    out.extend([
        format!("DELETE FROM agreement_renewal WHERE agreement_id IN (SELECT id FROM agreement WHERE person_id IN {ours})"),
        format!("DELETE FROM agreement WHERE person_id IN {ours}"),
        format!("DELETE FROM asset_record WHERE asset_id IN (SELECT id FROM asset WHERE person_id IN {ours})"),
        format!("DELETE FROM asset WHERE person_id IN {ours}"),
        "DELETE FROM quote_event WHERE root IN (SELECT root FROM quote WHERE demo = 1)".into(),
        "DELETE FROM change WHERE object = 'quote' AND row_id IN (SELECT id FROM quote WHERE demo = 1)".into(),
        "DELETE FROM notice WHERE object = 'quote' AND row_id IN (SELECT id FROM quote WHERE demo = 1)".into(),
        "DELETE FROM quote WHERE demo = 1".into(),
        format!("UPDATE quote SET person_id = NULL WHERE person_id IN {ours}"),
        "DELETE FROM variant WHERE product_id IN (SELECT id FROM product WHERE demo = 1)".into(),
        "DELETE FROM change WHERE object = 'product' AND row_id IN (SELECT id FROM product WHERE demo = 1)".into(),
        "DELETE FROM product WHERE demo = 1".into(),
        "DELETE FROM list_price WHERE variant_id NOT IN (SELECT id FROM variant)".into(),
        format!("DELETE FROM price_list WHERE name IN ({})", names.join(",")),
        "DELETE FROM product_category WHERE name IN ('护肤', '茶', '礼盒', '仪器', '企业定制') AND id NOT IN (SELECT category_id FROM product WHERE category_id IS NOT NULL)".into(),
        "DELETE FROM setting WHERE key = 'quote_rules'".into(),
    ]);
    out
}
