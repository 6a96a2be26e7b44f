//! Kinds of identity: the addresses under which one person is known.

use std::borrow::Cow;
use std::fmt;

use serde::{Deserialize, Serialize};

/// The kind of an identity.
///
/// On the wire and in SQL it is text: `email`, `phone`, `device` …, and
/// `external:NAMESPACE` for any id that another system gives (a till, an ERP, a shop).
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum IdentityKind {
    /// The account id that the company's own site or app gives (`userId` of the Segment protocol).
    UserId,
    /// Membership number.
    MemberNo,
    /// WeChat union id, one per person and Open Platform owner.
    WechatUnionid,
    /// WeChat open id, one per person and account.
    WechatOpenid,
    /// WeCom external contact id.
    WecomExternal,
    /// Weibo uid.
    Weibo,
    /// Decentralised identifier (Bluesky).
    Did,
    /// E-mail address.
    Email,
    /// Phone number in E.164.
    Phone,
    /// A handle on some other network, `network:name`.
    Handle,
    /// An id given by another system, with its namespace.
    External(String),
    /// A browser or app installation (`anonymousId` of the Segment protocol).
    Device,
}

impl IdentityKind {
    /// Stable text, as in SQL and JSON.
    pub fn as_text(&self) -> Cow<'static, str> {
        Cow::Borrowed(match self {
            Self::UserId => "user_id",
            Self::MemberNo => "member_no",
            Self::WechatUnionid => "wechat_unionid",
            Self::WechatOpenid => "wechat_openid",
            Self::WecomExternal => "wecom_external",
            Self::Weibo => "weibo",
            Self::Did => "did",
            Self::Email => "email",
            Self::Phone => "phone",
            Self::Handle => "handle",
            Self::Device => "device",
            Self::External(ns) => return Cow::Owned(format!("external:{ns}")),
        })
    }

    /// Reads [`Self::as_text`] back; an external namespace is 1–40 of `a-z 0-9 _ - .`.
    pub fn parse(text: &str) -> Option<Self> {
        Some(match text {
            "user_id" => Self::UserId,
            "member_no" => Self::MemberNo,
            "wechat_unionid" => Self::WechatUnionid,
            "wechat_openid" => Self::WechatOpenid,
            "wecom_external" => Self::WecomExternal,
            "weibo" => Self::Weibo,
            "did" => Self::Did,
            "email" => Self::Email,
            "phone" => Self::Phone,
            "handle" => Self::Handle,
            "device" => Self::Device,
            _ => {
                let ns = text.strip_prefix("external:")?;
                let fine =
                    |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '_' | '-' | '.');
                if ns.is_empty() || ns.len() > 40 || !ns.chars().all(fine) {
                    return None;
                }
                Self::External(ns.to_owned())
            }
        })
    }

    /// How strongly the kind says who it is; larger wins when identities disagree.
    /// Ids that name exactly one account come first, addresses that families share after, devices last.
    pub fn priority(&self) -> u8 {
        match self {
            Self::UserId => 100,
            Self::MemberNo => 95,
            Self::External(_) => 90,
            Self::WechatUnionid => 85,
            Self::WecomExternal => 80,
            Self::WechatOpenid => 78,
            Self::Did => 75,
            Self::Weibo => 74,
            Self::Email => 60,
            Self::Phone => 55,
            Self::Handle => 40,
            Self::Device => 10,
        }
    }

    /// Whether two different values of this kind prove two different persons,
    /// so that a program never merges them by itself.
    pub fn is_unique_account(&self) -> bool {
        matches!(self, Self::UserId | Self::MemberNo | Self::WechatUnionid)
    }

    /// How many different values of this kind one person may gain by automatic
    /// links within seven days. The limits stop a kiosk, a shared tablet or a
    /// broken integration from welding strangers together.
    pub fn weekly_cap(&self) -> usize {
        match self {
            Self::UserId | Self::MemberNo | Self::WechatUnionid => 1,
            Self::Device => 20,
            _ => 5,
        }
    }
}

impl fmt::Display for IdentityKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.as_text())
    }
}

impl Serialize for IdentityKind {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(&self.as_text())
    }
}

impl<'de> Deserialize<'de> for IdentityKind {
    fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let text = String::deserialize(d)?;
        Self::parse(&text)
            .ok_or_else(|| serde::de::Error::custom(format!("{text:?} is not a kind of identity")))
    }
}

/// An identity as it arrives or is stored: a kind and a normalised value.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, utoipa::ToSchema)]
pub struct IdentityValue {
    /// The kind, for example `email` or `external:till`.
    #[schema(value_type = String)]
    pub kind: IdentityKind,
    /// The value in its kind's normal form.
    pub value: String,
}
