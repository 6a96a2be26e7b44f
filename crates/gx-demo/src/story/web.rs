//! On the site: arriving, looking around, signing in.

use gx_kernel::Micros;
use gx_kernel::interaction::Kind;
use serde_json::json;

use super::pen::{Pen, props};
use crate::bank::words::{CAMPAIGNS, PAGES};
use crate::calendar::{Rhythm, day_of};
use crate::catalog::{LAUNCH_DAYS, PRODUCTS, choose};
use crate::ways;

impl Pen<'_> {
    /// A session: a page, then pages and products.
    pub fn browse(&mut self) {
        let mut at = self.when(Rhythm::Web);
        let steps = (2 + self.dice.below(5) as i32).min(self.left);
        let identities = self.on_the_web(at);
        let campaign = self.dice.chance(0.22).then(|| *self.dice.pick(CAMPAIGNS));
        let campaign = campaign.filter(|c| self.fits(c.2, at));
        for step in 0..steps {
            if step > 0 && self.dice.chance(0.6) {
                let product = self.wish(at);
                self.look_at(at, product, identities.clone());
            } else {
                let (path, zh, en) =
                    PAGES[if step == 0 { self.dice.below(5) } else { self.dice.below(PAGES.len() as u32) }
                        as usize];
                let mut item = self.blank(at, Kind::Page, "web", identities.clone());
                item.title = Some(if self.who.english { en } else { zh }.to_owned());
                item.object_kind = Some("page".to_owned());
                item.object_id = Some(path.to_owned());
                item.props = props([("path", json!(path))]);
                if let (0, Some((source, medium, name))) = (step, campaign) {
                    item.props.insert(
                        "campaign".to_owned(),
                        json!({"source": source, "medium": medium, "name": name}),
                    );
                }
                self.write(item);
            }
            at = at.plus(self.dice.between(8, 160) * Micros::SECOND);
        }
    }

    /// A product that would draw this person at that time.
    pub fn wish(&mut self, at: Micros) -> usize {
        let launched = day_of(at) >= self.calendar().today - LAUNCH_DAYS;
        let month = self.month(at);
        choose(&mut self.dice, self.who.tea, month, launched)
    }

    /// Looking at a product.
    pub fn look_at(&mut self, at: Micros, index: usize, identities: Vec<gx_kernel::identity::IdentityValue>) {
        let product = &PRODUCTS[index];
        let mut item = self.blank(at, Kind::ProductView, "web", identities);
        item.title = Some(self.product(index).to_owned());
        item.object_kind = Some("product".to_owned());
        item.object_id = Some(product.sku.to_owned());
        item.props = props([("path", json!(product.page)), ("price", json!(product.price()))]);
        self.write(item);
    }

    /// The moment in which a browser becomes a person.
    pub fn sign_in(&mut self, at: Micros) {
        let identities = vec![ways::device(self.seed(), self.who.key, 0), ways::user_id(self.who.key)];
        let mut item = self.blank(at, Kind::SignIn, "web", identities);
        item.title = Some(if self.who.english { "Sign in" } else { "登录" }.to_owned());
        item.props = props([("method", json!(if self.who.english { "email" } else { "sms_code" }))]);
        self.write(item);
    }
}
