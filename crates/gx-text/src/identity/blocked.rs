//! Values that look like identities and stand for nobody.

use gx_kernel::identity::IdentityKind;

use crate::fold::fold;

/// Words that programs and people write where no value is known.
const NOBODY: &[&str] = &[
    "null",
    "nil",
    "none",
    "undefined",
    "nan",
    "n/a",
    "na",
    "anonymous",
    "anon",
    "guest",
    "unknown",
    "unidentified",
    "user",
    "userid",
    "user_id",
    "username",
    "id",
    "test",
    "tester",
    "testuser",
    "example",
    "sample",
    "default",
    "true",
    "false",
    "yes",
    "no",
    "not_authenticated",
    "not set",
    "(not set)",
    "(null)",
    "[object object]",
    "distinct_id",
    "admin",
    "root",
    "system",
    "customer",
    "visitor",
    "member",
    "email",
    "phone",
    "mobile",
    "empty",
    "void",
    "tbd",
    "xxx",
    "无",
    "没有",
    "未知",
    "匿名",
    "游客",
    "暂无",
    "空",
    "测试",
    "不详",
    "待补充",
    "同上",
    "保密",
];

/// Local parts that stand for nobody at any domain.
const LOCAL_NOBODY: &[&str] = &[
    "noreply",
    "no-reply",
    "no_reply",
    "donotreply",
    "do-not-reply",
    "mailer-daemon",
    "postmaster",
    "none",
    "null",
    "undefined",
    "nobody",
    "noemail",
    "no-email",
    "noemail1",
    "na",
    "n/a",
    "anonymous",
    "unknown",
    "nomail",
    "no-mail",
];

/// Domains for tests and documents (RFC 2606, RFC 6761), and the throwaway ones of habit.
const TEST_DOMAINS: &[&str] = &[
    "test.com",
    "test.cn",
    "none.com",
    "noemail.com",
    "no.com",
    "na.com",
    "email.com.com",
    "xxx.com",
    "aaa.com",
    "123.com",
    "abc.com",
];
const TEST_LOCALS: &[&str] = &[
    "test", "tester", "testing", "test1", "test123", "abc", "aaa", "a", "aa", "xxx", "123", "1", "asdf",
    "user", "email", "no", "none", "admin", "me",
];

/// Phones that stand in for one nobody gave, in E.164 without the plus.
const STAND_IN_PHONES: &[&str] = &[
    "8613800138000",
    "8613800000000",
    "8613888888888",
    "8613812345678",
    "8613912345678",
    "8612345678901",
    "8618888888888",
    "8613000000000",
    "8613333333333",
    "8613666666666",
    "8618666666666",
    "8613999999999",
    "8615888888888",
    "8613512345678",
    "8613712345678",
    "8618612345678",
    "12025550123",
];

/// Whether a value says nothing of who somebody is, so that two records that share it must
/// not become one person: zeros and dashes, `-1`, `null`, `anonymous`, `test@test.com`,
/// 13800138000, an all-zero UUID. The value is a normalised one, but any text may be asked.
pub fn is_blocked(kind: &IdentityKind, value: &str) -> bool {
    let folded = fold(value);
    if folded.chars().all(|c| matches!(c, '0' | '-')) || folded == "-1" || NOBODY.contains(&folded.as_str()) {
        return true;
    }
    if !folded.chars().any(char::is_alphanumeric) || folded.starts_with("00000000-0000-0000-0000-0000") {
        return true;
    }
    match kind {
        IdentityKind::Email => email(&folded),
        IdentityKind::Phone => phone(&folded),
        IdentityKind::Handle => folded.split_once(':').is_some_and(|(_, name)| NOBODY.contains(&name)),
        IdentityKind::Weibo => NOBODY.contains(&folded.trim_start_matches('@')),
        IdentityKind::WechatOpenid
        | IdentityKind::WechatUnionid
        | IdentityKind::WecomExternal
        | IdentityKind::MemberNo
        | IdentityKind::Device
        | IdentityKind::UserId
        | IdentityKind::External(_)
        | IdentityKind::Did => same_character(&folded, 4),
    }
}

fn email(folded: &str) -> bool {
    let Some((local, domain)) = folded.split_once('@') else { return false };
    if LOCAL_NOBODY.contains(&local)
        || local == domain
        || TEST_DOMAINS.contains(&domain) && TEST_LOCALS.contains(&local)
    {
        return true;
    }
    // `test@qq.com` and `1@163.com` are habits of people asked for an address they will not give.
    let name = domain.split('.').next().unwrap_or_default();
    let reserved = matches!(domain, "example.com" | "example.org" | "example.net" | "localhost.localdomain")
        || [".test", ".example", ".invalid", ".localhost"].iter().any(|end| domain.ends_with(end));
    (reserved && (TEST_LOCALS.contains(&local) || NOBODY.contains(&local)))
        || matches!(local, "test" | "123" | "1" | "abc" | "aaa" | "xxx" | "asdf")
        || local == name && TEST_LOCALS.contains(&local)
}

fn phone(folded: &str) -> bool {
    let digits: String = folded.chars().filter(char::is_ascii_digit).collect();
    let national = digits.strip_prefix("86").unwrap_or(&digits);
    STAND_IN_PHONES.contains(&digits.as_str())
        || STAND_IN_PHONES.iter().any(|p| p.strip_prefix("86") == Some(digits.as_str()))
        || same_character(national, 7)
        // 400 and 800 numbers are answered by companies.
        || digits.starts_with("86") && national.len() == 10 && (national.starts_with("400") || national.starts_with("800"))
}

fn same_character(text: &str, least: usize) -> bool {
    let mut chars = text.chars();
    let Some(first) = chars.next() else { return true };
    text.chars().count() >= least && chars.all(|c| c == first)
}
