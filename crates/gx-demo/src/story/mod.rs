//! A person's year: a budget of interactions, spent on episodes that hang together.

mod hero;
mod orders;
mod pen;
mod places;
mod social;
mod talks;
mod web;

use gx_kernel::interaction::Incoming;

use crate::cast::{CAST, HERO};
use crate::demo::Demo;
use crate::profile::{Profile, way};

pub(crate) use pen::{Pen, Placed};

/// The interactions of one person, in order of time.
pub(crate) fn write(demo: &Demo, who: &Profile) -> Vec<Incoming> {
    let mut pen = shopped(demo, who);
    if who.key != HERO {
        pen.live_the_bad_week();
    }
    if (who.key as usize) < CAST.len() && who.key != HERO {
        hero::write_cast(&mut pen);
    }
    while pen.left > 0 {
        episode(&mut pen);
    }
    pen.finish()
}

/// The orders of one person, for the live mode to speak of.
pub(crate) fn orders(demo: &Demo, who: &Profile) -> Vec<Placed> {
    let mut orders = shopped(demo, who).orders;
    orders.retain(|o| o.at <= demo.config().now);
    orders
}

fn shopped<'a>(demo: &'a Demo, who: &'a Profile) -> Pen<'a> {
    let mut pen = Pen::new(demo, who);
    if who.key == HERO {
        hero::write(&mut pen);
        // The fixed days are told; the rest of her year lies before them.
        pen.until(demo.calendar().today - 28);
    }
    pen.buy(if who.company.is_some() { 0.3 } else { 0.24 });
    pen
}

/// One episode, chosen by how the person can be reached, what they own, and how much of the budget is left.
fn episode(pen: &mut Pen<'_>) {
    let who = pen.who;
    let left = pen.left;
    let weight = |possible: bool, cost: i32, weight: u32| if possible && left >= cost { weight } else { 0 };
    let social = who.has(way::WEIBO | way::XHS | way::BLUESKY);
    let shop = who.abroad.is_none();
    let voice = if who.advocate { 3 } else { 1 };
    let ordered = !pen.orders.is_empty();
    let weights = [
        weight(who.has(way::ACCOUNT), 2, 120),
        weight(who.has(way::WECHAT | way::EMAIL | way::ACCOUNT), 3, 34),
        weight(shop, 1, 9),
        weight(who.has(way::EMAIL), 1, 12),
        weight(who.has(way::PHONE), 1, 5),
        weight(ordered, 1, 8 * voice),
        weight(ordered, 1, 5),
        weight(who.has(way::MEMBER) && shop, 1, 3),
        weight(true, 1, 2),
        weight(social, 1, 4 * voice),
        weight(social, 1, 26 * voice),
        weight(who.has(way::ACCOUNT), 1, 10 * voice),
        weight(ordered && shop, 2, 1),
        weight(who.company.is_some() && who.has(way::EMAIL), 2, 24),
    ];
    match pen.dice.weighted(&weights) {
        0 => pen.browse(),
        1 => pen.talk(),
        2 => pen.visit(),
        3 => pen.newsletter(),
        4 => pen.call(),
        5 => pen.review(),
        6 => pen.survey(),
        7 => pen.attend(),
        8 => pen.note(),
        9 => pen.post(),
        10 => pen.react(),
        11 => pen.take_part(),
        12 => pen.repair(),
        _ => pen.business_mail(),
    }
}
