//! Prints people and timelines, to be read by a human: `cargo run -p gx-demo --example read -- 2 7 40`.

use gx_demo::{Demo, DemoConfig};
use gx_kernel::Micros;

fn main() {
    let now = Micros::parse("2026-11-20T02:12:00Z").unwrap_or_default();
    let demo = Demo::new(DemoConfig::new(7, now));
    for key in std::env::args().skip(1).filter_map(|a| a.parse().ok()) {
        let person = demo.person(key);
        println!("── {} {}", person.name, serde_json::to_string(&person).unwrap_or_default());
        for i in demo.interactions_of(key) {
            let at = i.occurred_at.map(|t| t.plus(8 * 3_600_000_000).to_rfc3339()).unwrap_or_default();
            let to = i.to.map(|t| format!(" → {} {}", t.edge, t.identities[0].value)).unwrap_or_default();
            println!(
                "{} {:>12} {:>5} {:<12} {} | {} {} {}{to}",
                &at[..16],
                i.kind.as_text(),
                i.direction.as_text(),
                i.channel,
                i.identities[0].value,
                i.title.unwrap_or_default(),
                i.text.unwrap_or_default(),
                serde_json::Value::Object(i.props)
            );
        }
    }
}
