//! The demo that goes on: customers act, write and post while you watch.

use std::collections::BTreeMap;

use gx_kernel::Micros;
use gx_kernel::interaction::Incoming;

use crate::demo::{Demo, DemoConfig};
use crate::dice::Dice;
use crate::profile::way;
use crate::story::{self, Pen};
use crate::ways::purpose;

/// The longest silence that is caught up with; a laptop that slept does not wake to a flood.
const CATCH_UP: i64 = 2 * 60 * Micros::SECOND;
/// Most follow-ups that wait; beyond it no new episode begins.
const WAITING: usize = 20_000;
/// How many interactions an episode has on average, so that the rate counts interactions.
const PER_EPISODE: f64 = 3.2;

/// Customers who act while you watch.
#[derive(Debug)]
pub struct LiveDemo {
    past: Demo,
    rate_per_minute: f64,
    began: Micros,
    last: Micros,
    due: f64,
    episodes: u64,
    waiting: BTreeMap<(Micros, u64), Incoming>,
    order: u64,
}

impl LiveDemo {
    /// The company of `config`, living on from `config.now` at so many interactions per minute.
    pub fn new(config: DemoConfig, rate_per_minute: f64) -> Self {
        Self {
            past: Demo::new(config),
            rate_per_minute: rate_per_minute.clamp(0.0, 600_000.0),
            began: config.now,
            last: config.now,
            due: 0.0,
            episodes: 0,
            waiting: BTreeMap::new(),
            order: 0,
        }
    }

    /// Changes how much happens.
    pub fn set_rate(&mut self, per_minute: f64) {
        self.rate_per_minute = per_minute.clamp(0.0, 600_000.0);
    }

    /// What happened since the last call, in order of time; every instant is after the last call's and not after `now`.
    pub fn next(&mut self, now: Micros) -> Vec<Incoming> {
        let since = self.last.max(now.plus(-CATCH_UP));
        let minutes = (now.0 - since.0).max(0) as f64 / 6e7;
        self.due += minutes * self.rate_per_minute / PER_EPISODE;
        let starts = self.due.floor();
        self.due -= starts;
        if self.waiting.len() < WAITING {
            for step in 0..starts as u64 {
                let at = Micros(since.0 + ((now.0 - since.0) as f64 * (step as f64 + 0.5) / starts) as i64);
                self.begin(at);
            }
        }
        self.last = self.last.max(now);
        let mut happened = Vec::new();
        while let Some(entry) = self.waiting.first_entry() {
            if entry.key().0 > now {
                break;
            }
            happened.push(entry.remove());
        }
        happened
    }

    fn begin(&mut self, at: Micros) {
        self.episodes += 1;
        let config = *self.past.config();
        let mut dice = Dice::of(config.seed ^ self.began.0 as u64, purpose::LIVE, self.episodes);
        let who = loop {
            // Busy people act more often: keep one in proportion to how busy they are.
            let who = self.past.profile(dice.below(config.people));
            if who.duplicate_of.is_none() && dice.chance((0.15 + who.busy / 4.0).min(1.0)) {
                break who;
            }
        };
        let today = Demo::new(DemoConfig { now: at, ..config });
        let orders = story::orders(&self.past, &who);
        let mut pen =
            Pen::live(&today, &who, dice, format!("live-{}-{}-", self.began.0 / 1000, self.episodes));
        pen.orders = orders;
        let social = who.has(way::WEIBO | way::XHS | way::BLUESKY);
        let weights = [
            if who.has(way::ACCOUNT) { 44 } else { 0 },
            if who.has(way::ACCOUNT | way::WECHAT) { 14 } else { 0 },
            if who.has(way::WECHAT | way::ACCOUNT) { 26 } else { 0 },
            if social { 16 } else { 0 },
            if social { 14 } else { 0 },
            if who.has(way::ACCOUNT) { 8 } else { 0 },
            if who.abroad.is_none() { 6 } else { 1 },
        ];
        match pen.dice.weighted(&weights) {
            0 => pen.browse(),
            1 => pen.buy_online(at),
            2 => pen.talk(),
            3 => pen.post(),
            4 => pen.react(),
            5 => pen.take_part(),
            _ => pen.visit(),
        }
        for item in pen.finish() {
            self.order += 1;
            self.waiting.insert(
                (item.occurred_at.unwrap_or(at).max(at), self.order),
                Incoming { occurred_at: item.occurred_at.map(|t| t.max(at)), ..item },
            );
        }
    }
}
