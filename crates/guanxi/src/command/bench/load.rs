//! Believable Segment traffic from a seed: known accounts, known browsers, now and then somebody new.

use std::io::Write as _;

use anyhow::Result;
use gx_kernel::Micros;
use serde_json::{Value as Json, json};

/// Deterministic dice (SplitMix64, Steele, Lea & Flood 2014).
#[derive(Debug)]
pub(super) struct Dice(u64);

impl Dice {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `n`.
    pub(super) fn below(&mut self, n: u64) -> u64 {
        self.next() % n.max(1)
    }

    /// One of a list.
    pub(super) fn pick<'a, T>(&mut self, list: &'a [T]) -> Option<&'a T> {
        list.get(self.below(list.len() as u64) as usize)
    }
}

const PAGES: &[&str] =
    &["/", "/tea/longjing", "/tea/puer", "/care/serum", "/care/cream", "/stores", "/club", "/help"];
const ACTS: &[&str] =
    &["Product Viewed", "Product Added", "Checkout Started", "Coupon Opened", "Video Played"];
const FAMILY: &[&str] = &["王", "李", "张", "刘", "陈", "杨", "黄", "赵", "吴", "周", "林", "欧阳"];
const GIVEN: &[&str] = &["晓梅", "伟", "芳", "思远", "丽娜", "建国", "雨桐", "浩然", "静", "子涵"];
const CITIES: &[&str] = &["上海", "北京", "杭州", "成都", "广州", "深圳", "武汉", "西安"];

/// A stream of events.
#[derive(Debug)]
pub(super) struct Traffic {
    dice: Dice,
    users: u64,
    sent: u64,
    /// Where this stream's clock stands; events follow each other by a millisecond, up to `until`.
    at: Micros,
    tag: String,
}

impl Traffic {
    /// Traffic of so many known accounts; `tag` keeps message ids of streams apart.
    pub(super) fn new(users: u64, tag: &str, at: Micros) -> Self {
        let seed = tag.bytes().fold(20_261_120, |a: u64, b| a.wrapping_mul(31).wrapping_add(u64::from(b)));
        Self { dice: Dice::new(seed), users, sent: 0, at, tag: tag.to_owned() }
    }

    /// The account `n` with its browser, as a form would tell it.
    pub(super) fn identify(&mut self, n: u64) -> Json {
        let name =
            format!("{}{}", self.dice.pick(FAMILY).unwrap_or(&"林"), self.dice.pick(GIVEN).unwrap_or(&"静"));
        let city = self.dice.pick(CITIES);
        let base = self.base("identify", Some(n), Some(n));
        merged(
            base,
            &json!({"traits": {"name": name, "email": format!("u{n}@example.com"), "phone": format!("138{:08}", n), "address": {"city": city}}}),
        )
    }

    fn base(&mut self, call: &str, user: Option<u64>, device: Option<u64>) -> Json {
        self.sent += 1;
        self.at = self.at.plus(1000);
        let mut out = json!({
            "type": call, "messageId": format!("{}-{}", self.tag, self.sent), "timestamp": self.at.to_rfc3339(),
            "context": {"library": {"name": "analytics.js", "version": "2.1"}, "locale": "zh-CN", "ip": "203.0.113.7",
                        "page": {"path": "/tea/longjing", "referrer": "https://search.example/", "title": "龙井"}},
        });
        if let Some(n) = user {
            out["userId"] = format!("user-{n}").into();
        }
        if let Some(n) = device {
            out["anonymousId"] = format!("7f0c2a10-0000-4000-8000-{n:012x}").into();
        }
        out
    }

    /// The next event: seven in ten of an account, two of a known browser, the rest with both, now and then of somebody new.
    pub(super) fn event(&mut self) -> Json {
        let user = self.dice.below(self.users);
        let (who, device) = match self.dice.below(100) {
            0..70 => (Some(user), None),
            70..90 => (None, Some(user)),
            90..98 => (Some(user), Some(user)),
            _ => (None, Some(self.users + self.dice.below(1 << 40))),
        };
        if self.dice.below(3) == 0 {
            let base = self.base("page", who, device);
            let path = self.dice.pick(PAGES);
            return merged(
                base,
                &json!({"name": "商品", "properties": {"path": path, "url": "https://shop.example/tea", "title": "山茶 龙井"}}),
            );
        }
        let base = self.base("track", who, device);
        let (act, price) = (self.dice.pick(ACTS), self.dice.below(900));
        merged(
            base,
            &json!({"event": act, "properties": {"product_id": format!("sku-{}", self.dice.below(500)), "price": price, "currency": "CNY", "quantity": 1}}),
        )
    }

    /// A batch of events as a body, packed or plain.
    pub(super) fn batch(&mut self, n: u64, gzip: bool) -> Result<Vec<u8>> {
        let list: Vec<Json> = (0..n).map(|_| self.event()).collect();
        body(&list, gzip)
    }
}

/// A Segment batch body.
pub(super) fn body(list: &[Json], gzip: bool) -> Result<Vec<u8>> {
    let text = json!({"batch": list, "sentAt": null}).to_string().into_bytes();
    if !gzip {
        return Ok(text);
    }
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(&text)?;
    Ok(packed.finish()?)
}

fn merged(mut base: Json, more: &Json) -> Json {
    if let (Some(base), Some(more)) = (base.as_object_mut(), more.as_object()) {
        base.extend(more.iter().map(|(k, v)| (k.clone(), v.clone())));
    }
    base
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_tag_gives_the_same_traffic_and_ids_never_repeat() {
        let take = |tag| {
            let mut t = Traffic::new(50, tag, Micros(1_800_000_000_000_000));
            (0..500).map(|_| t.event()).collect::<Vec<_>>()
        };
        assert_eq!(take("a"), take("a"));
        let ids: std::collections::BTreeSet<String> =
            take("a").iter().chain(&take("b")).map(|e| e["messageId"].to_string()).collect();
        assert_eq!(ids.len(), 1000);
        let anonymous = take("a").iter().filter(|e| e.get("userId").is_none()).count();
        assert!((60..=160).contains(&anonymous), "about a fifth comes from browsers alone: {anonymous}");
    }
}
