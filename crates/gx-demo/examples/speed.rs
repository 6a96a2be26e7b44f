//! How fast the story is told: `cargo run --release -p gx-demo --example speed -- 100000 20`.

use std::time::Instant;

use gx_demo::{Demo, DemoConfig};
use gx_kernel::Micros;

fn main() {
    let mut args = std::env::args().skip(1);
    let people = args.next().and_then(|a| a.parse().ok()).unwrap_or(100_000);
    let interactions_per_person = args.next().and_then(|a| a.parse().ok()).unwrap_or(20.0);
    let now = Micros::parse("2026-11-20T02:12:00Z").unwrap_or_default();
    let demo = Demo::new(DemoConfig { people, interactions_per_person, ..DemoConfig::new(7, now) });
    let start = Instant::now();
    let written = demo.people().map(|p| p.identities.len()).sum::<usize>();
    let took = start.elapsed().as_secs_f64();
    println!("{people} people with {written} identities in {took:.2} s: {:.0}/s", f64::from(people) / took);
    let start = Instant::now();
    let told = demo.interactions().count();
    let took = start.elapsed().as_secs_f64();
    println!("{told} interactions in {took:.2} s: {:.0}/s", told as f64 / took);
}
