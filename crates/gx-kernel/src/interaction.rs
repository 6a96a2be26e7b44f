//! The one shape of everything that happens.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::clock::Micros;
use crate::identity::IdentityValue;
use crate::money::Currency;

macro_rules! words {
    ($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $text:literal,)* }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, utoipa::ToSchema)]
        pub enum $name { $($(#[$doc])* #[serde(rename = $text)] $variant,)* }

        impl $name {
            /// Every value, in declaration order.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// Stable text, as in SQL and JSON.
            pub fn as_text(self) -> &'static str {
                match self { $(Self::$variant => $text,)* }
            }

            /// Reads [`Self::as_text`] back.
            pub fn parse(text: &str) -> Option<Self> {
                match text { $($text => Some(Self::$variant),)* _ => None }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { f.write_str(self.as_text()) }
        }
    };
}

words! {
    /// What kind of thing happened.
    Kind {
        /// A page or screen was seen.
        Page = "page",
        /// A product was looked at.
        ProductView = "product_view",
        /// A marked element was clicked.
        Click = "click",
        /// A form was sent.
        Form = "form",
        /// A person signed in or told who they are.
        SignIn = "sign_in",
        /// Any other named event of a site, an app or a program.
        Event = "event",
        /// An order was placed.
        Purchase = "purchase",
        /// An order moved on: paid, shipped, delivered, returned.
        OrderUpdate = "order_update",
        /// A message on any channel, in or out.
        Message = "message",
        /// A phone call.
        Call = "call",
        /// A visit to a shop, or by us to the person.
        Visit = "visit",
        /// Sitting together, in a room or on a screen.
        Meeting = "meeting",
        /// Attendance at an event.
        Attendance = "attendance",
        /// A repair or maintenance.
        Repair = "repair",
        /// An answer to a survey.
        Survey = "survey",
        /// A public post.
        Post = "post",
        /// A public post that names us.
        Mention = "mention",
        /// A comment or reply in public.
        Comment = "comment",
        /// A product review.
        Review = "review",
        /// A like or other reaction.
        Like = "like",
        /// A share or repost.
        Share = "share",
        /// Following an account, a person or a topic.
        Follow = "follow",
        /// A note by staff.
        Note = "note",
    }
}

impl Kind {
    /// The kinds that staff write down by hand.
    pub const BY_HAND: &'static [Self] =
        &[Self::Note, Self::Call, Self::Visit, Self::Meeting, Self::Attendance, Self::Repair];
}

words! {
    /// Who acted.
    Direction {
        /// The person did it.
        In = "in",
        /// We did it towards the person.
        Out = "out",
        /// A record about the person, such as a note.
        About = "about",
    }
}

/// An interaction as any channel hands it over, before it has a person.
///
/// `POST /api/interactions` takes this shape; every other door (Segment, files, connectors) makes it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Incoming {
    /// The sender's id of this interaction, at most 255 bytes; makes it idempotent within its source.
    #[schema(max_length = 255)]
    pub message_id: String,
    /// What kind of thing happened.
    pub kind: Kind,
    /// Who acted; by default the person.
    #[serde(default = "Incoming::inward")]
    pub direction: Direction,
    /// The channel, for example `web`, `shop`, `wechat`, `phone`, `weibo`, `email`.
    pub channel: String,
    /// When it happened; by default when it arrived.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    pub occurred_at: Option<Micros>,
    /// Under which identities the person is known here; at least one.
    pub identities: Vec<IdentityValue>,
    /// What the sender says of the person: `name`, `email`, `city` …, standard or custom fields.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    #[schema(value_type = Object)]
    pub traits: Map<String, Value>,
    /// A short name of the thing: page title, event name, order number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The words, in full.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// What it was done to: `order`, `product`, `page`, `post` …
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub object_kind: Option<String>,
    /// Which one, in the sender's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub object_id: Option<String>,
    /// The amount of money involved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    pub amount: Option<Decimal>,
    /// Its currency; by default the workspace's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    pub currency: Option<Currency>,
    /// Everything else the sender says: lines of an order, seconds of a call, likes of a post, URL, campaign.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    #[schema(value_type = Object)]
    pub props: Map<String, Value>,
    /// To whom, if to another person: becomes an edge between the two.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<ToPerson>,
}

/// The other person of an interaction between two people.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ToPerson {
    /// Under which identities that person is known; at least one.
    pub identities: Vec<IdentityValue>,
    /// The kind of edge, for example `referred`, `replied_to`, `household`, `follows`.
    pub edge: String,
}

impl Incoming {
    fn inward() -> Direction {
        Direction::In
    }
}
