//! Ids and handles that a system or a network gives.

use gx_kernel::identity::IdentityKind;
use unicode_normalization::UnicodeNormalization;

use super::{MAX_ID_BYTES, NormaliseError, shown};

/// An id taken as it comes: exact, case kept, since two ids of another system may differ by case alone.
pub(super) fn opaque(raw: &str, kind: &IdentityKind) -> Result<String, NormaliseError> {
    if raw.len() > MAX_ID_BYTES {
        let found = raw.len();
        return Err(NormaliseError::new(
            "too_long",
            format!("expected an id of at most {MAX_ID_BYTES} bytes for {kind}, got {found} bytes"),
        ));
    }
    if raw.chars().any(char::is_control) {
        return Err(NormaliseError::new(
            "not_an_id",
            format!("expected an id of one line for {kind}, got {}", shown(raw)),
        ));
    }
    Ok(raw.to_owned())
}

/// WeChat and WeCom ids: letters, digits, `_` and `-`; case matters.
pub(super) fn wechat(raw: &str, kind: &IdentityKind) -> Result<String, NormaliseError> {
    let fine = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
    if (6..=64).contains(&raw.len()) && raw.chars().all(fine) {
        return Ok(raw.to_owned());
    }
    Err(NormaliseError::new(
        "not_a_wechat_id",
        format!("expected 6 to 64 letters, digits, _ or - for {kind}, got {}", shown(raw)),
    ))
}

/// A Weibo uid, or `@name` for a handle; links to either are read.
pub(super) fn weibo(raw: &str) -> Result<String, NormaliseError> {
    let plain: String = raw.nfkc().collect();
    let path = ["https://", "http://"].iter().find_map(|s| plain.strip_prefix(s)).unwrap_or(&plain);
    let path = ["www.weibo.com/", "m.weibo.cn/", "weibo.com/", "weibo.cn/"]
        .iter()
        .find_map(|s| path.strip_prefix(s))
        .unwrap_or(path);
    let path = path.split(['?', '#']).next().unwrap_or_default().trim_end_matches('/');
    let name = ["u/", "n/", "profile/"].iter().find_map(|s| path.strip_prefix(s)).unwrap_or(path);
    let name = name.strip_prefix("uid:").unwrap_or(name);
    if (5..=20).contains(&name.len()) && name.bytes().all(|b| b.is_ascii_digit()) {
        return Ok(name.to_owned());
    }
    let name = name.trim_start_matches('@').to_lowercase();
    let fine = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '·');
    if (2..=30).contains(&name.chars().count()) && name.chars().all(fine) {
        return Ok(format!("@{name}"));
    }
    Err(NormaliseError::new(
        "not_a_weibo_account",
        format!("expected a Weibo uid of 5 to 20 digits or a name of 2 to 30 letters, got {}", shown(raw)),
    ))
}

/// A decentralised identifier, `did:method:rest` (W3C DID Core 1.0, section 3.1).
pub(super) fn did(raw: &str) -> Result<String, NormaliseError> {
    let wrong = || {
        NormaliseError::new(
            "not_a_did",
            format!("expected a decentralised id such as did:plc:abc123, got {}", shown(raw)),
        )
    };
    let (scheme, rest) = raw.split_once(':').ok_or_else(wrong)?;
    let (method, id) = rest.split_once(':').ok_or_else(wrong)?;
    let method_fine =
        !method.is_empty() && method.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
    let id_fine = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | ':' | '%');
    let fine = scheme.eq_ignore_ascii_case("did") && method_fine && !id.is_empty() && !id.ends_with(':');
    if !fine || !id.chars().all(id_fine) || raw.len() > MAX_ID_BYTES {
        return Err(wrong());
    }
    Ok(format!("did:{method}:{id}"))
}

/// A handle on some network, `network:name`; both without case.
pub(super) fn handle(raw: &str) -> Result<String, NormaliseError> {
    let wrong = || {
        NormaliseError::new(
            "not_a_handle",
            format!("expected network:name, for example douyin:linxiaomei, got {}", shown(raw)),
        )
    };
    let plain: String = raw.nfkc().collect::<String>().to_lowercase().nfkc().collect();
    let (network, name) = plain.split_once(':').ok_or_else(wrong)?;
    let (network, name) = (network.trim(), name.trim().trim_start_matches('@').trim());
    let network_fine = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '_' | '-' | '.');
    if network.is_empty() || network.len() > 40 || !network.chars().all(network_fine) {
        return Err(wrong());
    }
    if name.is_empty() || name.len() > 200 || name.chars().any(|c| c.is_control() || c.is_whitespace()) {
        return Err(wrong());
    }
    Ok(format!("{network}:{name}"))
}
