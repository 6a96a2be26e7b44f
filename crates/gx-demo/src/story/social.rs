//! In public: posts, mentions, comments, likes, follows, and the brand's own community.

use std::fmt::Write as _;

use gx_kernel::Micros;
use gx_kernel::interaction::{Direction, Incoming, Kind};
use serde_json::json;

use super::pen::{MINUTE, Pen, props};
use crate::bank::posts::{
    BRAND_SAYS, BRAND_SAYS_EN, COMMUNITY, GLAD, GLAD_EN, LEAK, LEAK_EN, LEAK_REPLIES, LEAK_REPLIES_EN, PLAIN,
    PLAIN_EN, REPLIES, REPLIES_EN, REVIEWS, REVIEWS_EN, SAD, SAD_EN, TOPICS,
};
use crate::bank::{fill, places::CITIES};
use crate::calendar::Rhythm;
use crate::catalog::{OIL, PRODUCTS, Shelf};
use crate::staff::STAFF;
use crate::ways;

impl Pen<'_> {
    fn public_words(&mut self, template: &str, product: usize) -> String {
        let name = self.product(product);
        let name = if self.who.english { name } else { name.split(' ').next().unwrap_or(name) };
        let (batch, shop, months, times) =
            (self.batch(), self.who.shop(), self.dice.between(2, 11), self.dice.between(2, 6));
        let city = &CITIES[usize::from(self.who.city)];
        let city = if self.who.english { city.en } else { city.zh };
        fill(template, |out, slot| match slot {
            'p' => out.push_str(name),
            's' => out.push_str(shop),
            'c' => out.push_str(city),
            'b' => out.push_str(&batch),
            'n' => {
                let _ = write!(out, "{months}");
            }
            'm' => {
                let _ = write!(out, "{times}");
            }
            _ => {}
        })
    }

    /// A product that the sentence can be about: tea where it speaks of tea, else skincare.
    fn fitting(&mut self, template: &str, at: Micros) -> usize {
        let plain = template.replace("山茶", "");
        let tea = ["茶", "泡", "喝", "罐", "steep", " tea"].iter().any(|w| plain.contains(w));
        let shelf = if tea { Shelf::Tea } else { Shelf::Skin };
        let owned = self.orders.iter().rev().map(|o| o.product).find(|p| PRODUCTS[*p].shelf == shelf);
        if let Some(owned) = owned.filter(|_| self.dice.chance(0.6)) {
            return owned;
        }
        for _ in 0..12 {
            let wish = self.wish(at);
            if PRODUCTS[wish].shelf == shelf {
                return wish;
            }
        }
        if tea { 13 } else { OIL }
    }

    /// A public post of the person; `heat` multiplies how far it goes.
    fn publish(&mut self, at: Micros, kind: Kind, text: String, heat: f64) -> Incoming {
        let (channel, identity) = self.in_public();
        let reach =
            (60.0 * heat * self.who.busy.max(0.3) * (2.2 * self.dice.normal()).exp().min(900.0)) as u64 + 12;
        let likes = (reach as f64 * (0.01 + 0.05 * self.dice.unit())) as u64;
        let id = format!("{}{}", at.0 / 1_000_000, self.who.key);
        let mut item = self.blank(at, kind, channel, vec![identity]);
        item.text = Some(text);
        item.object_kind = Some("post".to_owned());
        item.props = props([
            ("reach", json!(reach)),
            ("likes", json!(likes)),
            ("comments", json!(likes / 4)),
            ("shares", json!(likes / 7)),
            ("url", json!(format!("https://{channel}.example/p/{id}"))),
        ]);
        item.object_id = Some(id);
        item
    }

    /// A post or mention in ordinary times.
    pub fn post(&mut self) {
        let at = self.when(Rhythm::Social);
        let sad = if self.who.advocate { 4 } else { 16 };
        let (zh, en) =
            [(GLAD, GLAD_EN), (PLAIN, PLAIN_EN), (SAD, SAD_EN)][self.dice.weighted(&[58, 26, sad])];
        let template = self.say_at(at, zh, en);
        let product = self.fitting(template, at);
        let text = self.public_words(template, product);
        let names_us = text.contains("山茶") || text.contains("amellia") || self.dice.chance(0.5);
        let item = self.publish(at, if names_us { Kind::Mention } else { Kind::Post }, text, 1.0);
        self.write(item);
    }

    /// A post about the leaking pump, sometimes with the brand's answer below it.
    pub(super) fn mention_the_leak(&mut self, at: Micros) {
        let template = self.say(LEAK, LEAK_EN);
        let text = self.public_words(template, OIL);
        let post = self.publish(at, Kind::Mention, text, 14.0);
        let (channel, identities, id) =
            (post.channel.clone(), post.identities.clone(), post.object_id.clone());
        self.write(post);
        if self.left > 0 && self.dice.chance(0.4) {
            let words = self.say(BRAND_SAYS, BRAND_SAYS_EN);
            let text = self.public_words(words, OIL);
            let minutes = self.dice.between(6, 55);
            let mut answer = self.blank(at.plus(minutes * MINUTE), Kind::Comment, &channel, identities);
            answer.direction = Direction::Out;
            answer.text = Some(text);
            answer.object_kind = Some("post".to_owned());
            answer.object_id = id;
            answer.props = props([("staff", json!(STAFF[1].name))]);
            self.write(answer);
        }
    }

    /// A comment on, a like for, a share of or a follow of another customer.
    pub fn react(&mut self) {
        let at = self.when(Rhythm::Social);
        let (channel, identity) = self.in_public();
        self.react_on(at, channel, identity);
    }

    fn react_on(&mut self, at: Micros, channel: &str, identity: gx_kernel::identity::IdentityValue) {
        let (kind, edge) = [
            (Kind::Like, "liked"),
            (Kind::Comment, "replied_to"),
            (Kind::Follow, "follows"),
            (Kind::Share, "shared"),
        ][self.dice.weighted(&[46, 34, 10, 10])];
        let to = self.other(channel, edge);
        let mut item = self.blank(at, kind, channel, vec![identity]);
        if let Some(to) = &to {
            item.object_kind = Some(if kind == Kind::Follow { "account" } else { "post" }.to_owned());
            item.object_id = to.identities.first().map(|i| i.value.clone());
        }
        if kind == Kind::Comment {
            let heated =
                at >= self.calendar().ago(2, 20, 52) && channel != "community" && self.dice.chance(0.6);
            let (zh, en) = if heated { (LEAK_REPLIES, LEAK_REPLIES_EN) } else { (REPLIES, REPLIES_EN) };
            item.text = Some(self.say(zh, en).to_owned());
        }
        item.to = to;
        self.write(item);
    }

    /// In the brand's own community: a post on a topic, or a reaction to another's.
    pub fn take_part(&mut self) {
        let at = self.when(Rhythm::Social).max(self.known_since);
        let identity = ways::user_id(self.who.key);
        if self.who.english || self.dice.chance(0.75) {
            return self.react_on(at, "community", identity);
        }
        let template = self.say_at(at, COMMUNITY, COMMUNITY);
        let product = self.fitting(template, at);
        let text = self.public_words(template, product);
        let mut item = self.blank(at, Kind::Post, "community", vec![identity]);
        let topic = *self.dice.pick(TOPICS);
        item.title = Some(topic.to_owned());
        item.text = Some(text);
        item.object_kind = Some("post".to_owned());
        item.object_id = Some(format!("c{}{}", at.0 / 1_000_000, self.who.key));
        item.props = props([("topic", json!(topic)), ("likes", json!(self.dice.below(60)))]);
        self.write(item);
    }

    /// A review of something that arrived, with stars.
    pub fn review(&mut self) {
        let Some(index) = (0..self.orders.len()).find(|i| !self.orders[*i].reviewed) else {
            return self.react();
        };
        self.orders[index].reviewed = true;
        let order = self.orders[index].clone();
        let kind = match PRODUCTS[order.product].shelf {
            _ if self.dice.chance(0.35) => 0,
            Shelf::Skin => 1,
            Shelf::Tea => 2,
            Shelf::Gift | Shelf::Device => 0,
        };
        let bank = if self.who.english { REVIEWS_EN[kind] } else { REVIEWS[kind] };
        let (mut stars, mut words) = *self.dice.pick_early(bank);
        if words.contains("{m}") && self.orders.iter().filter(|o| o.product == order.product).count() < 2 {
            // Nobody buys again what they bought once.
            (stars, words) = bank[1];
        }
        let channel = if self.who.has(crate::profile::way::ACCOUNT) { "web" } else { "shop" };
        let at =
            order.delivered.plus(if self.live { 0 } else { self.dice.between(600, 20 * 24 * 60) } * MINUTE);
        let at = self.awake(at);
        let identities =
            if channel == "web" { vec![ways::user_id(self.who.key)] } else { self.at_the_till() };
        let mut item = self.blank(at, Kind::Review, channel, identities);
        item.title = Some(self.product(order.product).to_owned());
        item.text = Some(self.public_words(words, order.product));
        item.object_kind = Some("product".to_owned());
        item.object_id = Some(PRODUCTS[order.product].sku.to_owned());
        item.props = props([("stars", json!(stars)), ("order", json!(order.number))]);
        self.write(item);
    }
}
