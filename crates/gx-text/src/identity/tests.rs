use proptest::prelude::*;

use super::*;

fn read(kind: &str, raw: &str) -> Result<String, &'static str> {
    normalise(&IdentityKind::parse(kind).unwrap(), raw, None).map_err(|e| e.code)
}

#[test]
fn emails() {
    for (raw, want) in [
        (" Lin@Example.COM ", Ok("lin@example.com")),
        ("ｌｉｎ＠ｅｘａｍｐｌｅ．ｃｏｍ", Ok("lin@example.com")),
        ("林晓梅 <Lin.XM+tag@qq.com>", Ok("lin.xm+tag@qq.com")),
        ("mailto:a_b@x.co.uk", Ok("a_b@x.co.uk")),
        ("lin@公司.中国", Ok("lin@xn--55qx5d.xn--fiqs8s")),
        ("lin@xn--55qx5d.xn--fiqs8s", Ok("lin@xn--55qx5d.xn--fiqs8s")),
        ("用户@例子.公司", Ok("用户@xn--fsqu00a.xn--55qx5d")),
        ("\u{200b}a@b.cn\u{feff}", Ok("a@b.cn")),
        ("a@b.cn;", Ok("a@b.cn")),
        ("", Err("empty")),
        ("lin", Err("not_an_email")),
        ("lin@", Err("not_an_email")),
        ("@example.com", Err("not_an_email")),
        ("lin@localhost", Err("not_an_email")),
        ("lin@1.2.3.4", Err("not_an_email")),
        ("a b@example.com", Err("not_an_email")),
        ("a@b@example.com", Err("not_an_email")),
        ("a..b@example.com", Err("not_an_email")),
        ("lin@exa_mple.com", Err("not_an_email")),
        ("lin@-a.com", Err("not_an_email")),
        ("😀@example.com", Err("not_an_email")),
    ] {
        assert_eq!(read("email", raw), want.map(str::to_owned), "{raw:?}");
    }
    assert_eq!(read("email", &format!("{}@example.com", "a".repeat(65))), Err("too_long"));
    assert_eq!(read("email", &format!("a@{}.com", "b".repeat(64))), Err("not_an_email"));
    assert_eq!(read("email", &"a@b.c".repeat(400)), Err("too_long"));
}

#[test]
fn phones() {
    for (raw, want) in [
        ("13800138001", Ok("+8613800138001")),
        ("138-0013-8001", Ok("+8613800138001")),
        ("138 0013 8001", Ok("+8613800138001")),
        ("+86 138-0013-8001", Ok("+8613800138001")),
        ("+86-13800138001", Ok("+8613800138001")),
        ("0086 13800138001", Ok("+8613800138001")),
        ("(86) 13800138001", Ok("+8613800138001")),
        ("8613800138001", Ok("+8613800138001")),
        ("１３８００１３８００１", Ok("+8613800138001")),
        ("13800138001.0", Ok("+8613800138001")),
        ("tel:+8613800138001", Ok("+8613800138001")),
        ("19912345678", Ok("+8619912345678")),
        ("021-62345678", Ok("+862162345678")),
        ("(021) 6234 5678", Ok("+862162345678")),
        ("+86 021 62345678", Ok("+862162345678")),
        ("0571-87654321", Ok("+8657187654321")),
        ("+1 650 253 0000", Ok("+16502530000")),
        ("+852 2123 4567", Ok("+85221234567")),
        ("+886 912 345 678", Ok("+886912345678")),
        ("+44 20 7031 3000", Ok("+442070313000")),
        ("12345", Err("not_a_phone")),
        ("1380013800", Err("not_a_phone")),
        ("138001380011", Err("not_a_phone")),
        ("abc", Err("not_a_phone")),
        ("1.38E+10", Err("phone_rounded")),
        ("021-62345678转123", Err("phone_extension")),
        ("13800138001/13900139001", Err("several_phones")),
        ("442070313000", Err("phone_needs_country")),
        ("+999 123456", Err("not_a_phone")),
        ("", Err("empty")),
    ] {
        assert_eq!(read("phone", raw), want.map(str::to_owned), "{raw:?}");
    }
    let us = normalise(&IdentityKind::Phone, "(650) 253-0000", Some("us"));
    assert_eq!(us.as_deref(), Ok("+16502530000"));
    let tw = normalise(&IdentityKind::Phone, "0912-345-678", Some("TW"));
    assert_eq!(tw.as_deref(), Ok("+886912345678"));
    assert_eq!(
        normalise(&IdentityKind::Phone, "13800138001", Some("XX")).unwrap_err().code,
        "unknown_country"
    );
    let told = normalise(&IdentityKind::Phone, "442070313000", None).unwrap_err().message;
    assert!(told.contains("+442070313000") && told.contains("CN"), "{told}");
}

#[test]
fn accounts() {
    for (kind, raw, want) in [
        ("weibo", "https://weibo.com/u/1234567890?from=x", Ok("1234567890")),
        ("weibo", "1234567890", Ok("1234567890")),
        ("weibo", "@林晓梅_", Ok("@林晓梅_")),
        ("weibo", "weibo.com/n/LinXM", Ok("@linxm")),
        ("weibo", "a b", Err("not_a_weibo_account")),
        ("did", "did:plc:ewvi7nxzyoun6zhxrhs64oiz", Ok("did:plc:ewvi7nxzyoun6zhxrhs64oiz")),
        ("did", "did:web:example.com", Ok("did:web:example.com")),
        ("did", "plc:abc", Err("not_a_did")),
        ("did", "did:plc:", Err("not_a_did")),
        ("handle", "Douyin:@LinXM", Ok("douyin:linxm")),
        ("handle", "linxm", Err("not_a_handle")),
        ("handle", "douyin:", Err("not_a_handle")),
        ("wechat_openid", " oABC-def_1234567890abcdefgh ", Ok("oABC-def_1234567890abcdefgh")),
        ("wechat_unionid", "短", Err("not_a_wechat_id")),
        ("wecom_external", "wmAbc_123456", Ok("wmAbc_123456")),
        ("user_id", "  u-1 ", Ok("u-1")),
        ("member_no", "GX 00123", Ok("GX 00123")),
        ("device", "a\nb", Err("not_an_id")),
        ("external:till", "00004", Ok("00004")),
        ("external:till", "   ", Err("empty")),
    ] {
        assert_eq!(read(kind, raw), want.map(str::to_owned), "{kind} {raw:?}");
    }
    assert_eq!(read("user_id", &"x".repeat(256)), Err("too_long"));
    assert_eq!(read("user_id", &"x".repeat(255)).unwrap().len(), 255);
}

/// Shared placeholders welded strangers together: chatwoot#4728, mautic#5495.
#[test]
fn values_of_nobody_are_blocked() {
    let blocked = |kind: &str, value: &str| is_blocked(&IdentityKind::parse(kind).unwrap(), value);
    for (kind, value) in [
        ("user_id", ""),
        ("user_id", "0"),
        ("user_id", "000-000"),
        ("user_id", "-1"),
        ("user_id", "NULL"),
        ("user_id", " undefined "),
        ("user_id", "Anonymous"),
        ("user_id", "匿名"),
        ("user_id", "无"),
        ("device", "00000000-0000-0000-0000-000000000000"),
        ("device", "aaaaaaaa"),
        ("external:till", "99999"),
        ("member_no", "none"),
        ("member_no", "???"),
        ("email", "test@test.com"),
        ("email", "test@qq.com"),
        ("email", "noreply@shop.cn"),
        ("email", "none@none.com"),
        ("email", "user@example.com"),
        ("phone", "+8613800138000"),
        ("phone", "13800138000"),
        ("phone", "+8613888888888"),
        ("phone", "+861111111"),
        ("phone", "+864008123123"),
        ("handle", "douyin:anonymous"),
        ("weibo", "@匿名"),
    ] {
        assert!(blocked(kind, value), "{kind} {value:?}");
    }
    for (kind, value) in [
        ("user_id", "1"),
        ("user_id", "u-0"),
        ("external:till", "00004"),
        ("email", "lin@example.com"),
        ("email", "testa@qq.com"),
        ("phone", "+8613800138001"),
        ("device", "550e8400-e29b-41d4-a716-446655440000"),
        ("member_no", "0001"),
    ] {
        assert!(!blocked(kind, value), "{kind} {value:?}");
    }
}

proptest! {
    #[test]
    fn normalising_twice_changes_nothing(text in "\\PC{0,30}", kind in 0usize..8) {
        let kinds = ["email", "phone", "weibo", "did", "handle", "user_id", "wechat_openid", "external:x"];
        let kind = IdentityKind::parse(kinds[kind]).unwrap();
        if let Ok(once) = normalise(&kind, &text, None) {
            prop_assert_eq!(normalise(&kind, &once, None), Ok(once));
        }
    }

    #[test]
    fn addresses_of_many_shapes_normalise_once(local in "[a-zA-Z0-9.+_Àéß]{1,12}", domain in "[a-zA-Z中国É-]{1,8}", top in "(com|CN|中国)") {
        if let Ok(once) = normalise(&IdentityKind::Email, &format!("{local}@{domain}.{top}"), None) {
            prop_assert_eq!(normalise(&IdentityKind::Email, &once, None), Ok(once));
        }
    }

    #[test]
    fn a_chinese_mobile_reads_the_same_however_grouped(tail in "1[3-9][0-9]{9}", style in 0usize..5) {
        let (a, b, c) = (&tail[..3], &tail[3..7], &tail[7..]);
        let text = match style {
            0 => format!("{a}-{b}-{c}"),
            1 => format!("+86 {a} {b} {c}"),
            2 => format!("0086{tail}"),
            3 => format!("86{tail}"),
            _ => format!("（{a}）{b} {c}"),
        };
        let plain = normalise(&IdentityKind::Phone, &tail, None);
        prop_assume!(plain.is_ok());
        prop_assert_eq!(normalise(&IdentityKind::Phone, &text, None), plain);
    }
}
