//! By what somebody came: evidence that is kept with the lead, the first of it the first touch.

use std::collections::HashMap;

use gx_kernel::{Id, IdKind, Micros};
use gx_people::names::{Named, Names};
use gx_store::access::Access;
use gx_store::{Conflict, Result, Store, Tx};
use serde::Serialize;
use serde_json::Value as Json;

/// The most characters of words that are kept.
const MOST_WORDS: usize = 2000;

/// Something by which somebody came.
#[derive(Clone, Debug, Default)]
pub struct Touch {
    /// When.
    pub at: Micros,
    /// The kind of interaction; `hand`, `api` where it was none.
    pub kind: String,
    /// On which channel.
    pub channel: Option<String>,
    /// What it is called.
    pub title: Option<String>,
    /// What was said.
    pub text: Option<String>,
    /// On which page.
    pub url: Option<String>,
    /// By which campaign.
    pub campaign: Option<String>,
    /// The interaction.
    pub interaction: Option<Id>,
    /// Who entered it.
    pub staff: Option<Id>,
}

/// A touch as the API tells it.
#[derive(Clone, Debug, Serialize)]
pub struct TouchInfo {
    at: Micros,
    kind: String,
    channel: Option<String>,
    title: Option<String>,
    text: Option<String>,
    url: Option<String>,
    campaign: Option<String>,
    interaction: Option<String>,
    by: Option<Named>,
}

fn short(text: Option<String>) -> Option<String> {
    text.map(|t| t.chars().take(MOST_WORDS).collect())
}

/// Keeps touches of leads.
pub fn add(tx: &mut Tx<'_>, store: &Store, touches: Vec<(Id, Touch)>) -> Result<()> {
    let rows: Vec<_> = touches
        .into_iter()
        .map(|(lead, t)| {
            vec![
                store.id().into(),
                lead.into(),
                t.at.into(),
                t.kind.into(),
                t.channel.into(),
                short(t.title).into(),
                short(t.text).into(),
                short(t.url).into(),
                short(t.campaign).into(),
                t.interaction.into(),
                t.staff.into(),
            ]
        })
        .collect();
    let columns = [
        "id",
        "lead_id",
        "at",
        "kind",
        "channel",
        "title",
        "text",
        "url",
        "campaign",
        "interaction_id",
        "staff_id",
    ];
    tx.insert_many("lead_touch", &columns, &rows, Conflict::Fail).map(drop)
}

/// What interactions say of how somebody came.
pub fn of_interactions(tx: &mut Tx<'_>, ids: &[i64]) -> Result<HashMap<Id, Touch>> {
    let mut out = HashMap::new();
    let sql =
        "SELECT id, occurred_at, kind, channel, title, text, props, staff_id FROM interaction WHERE id IN";
    for r in tx.query_in(sql, ids)? {
        let props: Json = r.json(6)?;
        let said = |paths: &[&[&str]]| {
            paths.iter().find_map(|path| {
                let at = path.iter().try_fold(&props, |at, key| at.get(key))?;
                at.as_str().filter(|t| !t.is_empty()).map(str::to_owned)
            })
        };
        // As the tracker and the Segment clients name them.
        let url = said(&[&["url"], &["page", "url"], &["context", "page", "url"], &["referrer"]]);
        let campaign = said(&[
            &["campaign"],
            &["utm_campaign"],
            &["campaign", "name"],
            &["context", "campaign", "name"],
        ]);
        let id = r.id(0)?;
        out.insert(
            id,
            Touch {
                at: r.micros(1)?,
                kind: r.string(2)?,
                channel: r.opt_string(3)?,
                title: r.opt_string(4)?,
                text: r.opt_string(5)?,
                url,
                campaign,
                interaction: Some(id),
                staff: r.opt_id(7)?,
            },
        );
    }
    Ok(out)
}

/// The touches of a lead, oldest first. What was said is told to who may see what the lead is about; the interaction is
/// named to who sees its person.
pub fn told(tx: &mut Tx<'_>, access: &Access, lead: Id) -> Result<Vec<TouchInfo>> {
    let sql = format!(
        "SELECT t.at, t.kind, t.channel, t.title, t.text, t.url, t.campaign, t.staff_id, i.id FROM lead_touch t \
         LEFT JOIN interaction i ON i.id = t.interaction_id AND {} WHERE t.lead_id = $1 ORDER BY t.at, t.id",
        access.see(gx_kernel::object::ObjectKind::Interaction, "i")
    );
    let hidden = access.hides_of(gx_kernel::object::ObjectKind::Lead, "interest");
    let mut names = Names::default();
    let mut out = Vec::new();
    for r in tx.query(&sql, &[lead.into()])? {
        let by = match r.opt_id(7)? {
            Some(user) => Some(names.user(tx, user)?),
            None => None,
        };
        let words = |key: &str| access.hides_of(gx_kernel::object::ObjectKind::Interaction, key);
        let (title, text) = (words("title"), words("text"));
        let open = |at: usize| {
            let shut = hidden || at == 3 && title || at == 4 && text;
            if shut { Ok(None) } else { r.opt_string(at) }
        };
        out.push(TouchInfo {
            at: r.micros(0)?,
            kind: r.string(1)?,
            channel: r.opt_string(2)?,
            title: open(3)?,
            text: open(4)?,
            url: open(5)?,
            campaign: open(6)?,
            by,
            interaction: r.opt_id(8)?.map(|id| id.show(IdKind::Interaction)),
        });
    }
    Ok(out)
}
