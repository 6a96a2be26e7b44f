//! What jieba's dictionary costs, printed: the figures that `warm` speaks of.

use std::time::Instant;

fn resident_kb() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    status.lines().find_map(|l| l.strip_prefix("VmRSS:")?.trim().strip_suffix(" kB")?.parse().ok())
}

#[test]
fn the_dictionary_loads_once_and_stays_modest() {
    let before = resident_kb();
    let start = Instant::now();
    gx_text::warm();
    let first = start.elapsed();
    let after = resident_kb();
    let start = Instant::now();
    gx_text::warm();
    let again = start.elapsed();
    println!("jieba: {first:?}, then {again:?}");
    if let (Some(before), Some(after)) = (before, after) {
        let grown = after.saturating_sub(before) / 1024;
        println!("jieba: {grown} MB resident");
        assert!(grown < 200, "{grown} MB");
    }
    assert!(again < first);

    let text =
        "今天在南京市长江大桥买了小米的手机，发票寄到 lin.xm@example.com，电话 138-0013-8001。".repeat(200);
    let start = Instant::now();
    let tokens = gx_text::index_tokens(gx_text::TextKind::Body, &text);
    println!("body: {} characters, {} tokens in {:?}", text.chars().count(), tokens.len(), start.elapsed());
    let names: Vec<String> =
        (0..2000u32).map(|i| format!("林{}{}", char::from_u32(0x6653 + i % 500).unwrap(), '梅')).collect();
    let start = Instant::now();
    let count: usize = names.iter().map(|n| gx_text::index_tokens(gx_text::TextKind::Name, n).len()).sum();
    println!("names: {} names, {count} tokens in {:?}", names.len(), start.elapsed());
    let phone =
        |n: u64| gx_text::normalise(&gx_kernel::identity::IdentityKind::Phone, &format!("138{n:08}"), None);
    let start = Instant::now();
    assert!(phone(1).is_ok());
    println!("first phone: {:?}", start.elapsed());
    let start = Instant::now();
    assert!((1_000_000..1_001_000).all(|n| phone(n).is_ok()));
    println!("next phones: {:?} each", start.elapsed() / 1000);
}
