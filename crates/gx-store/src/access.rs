//! The permission predicate: who may see and change which rows.
//!
//! Access is one rule per role and object, turned into SQL and put into every
//! query path: list, count, search, export, timeline, link lookup, live push.
//! Code that reads protected rows takes an [`Access`] and asks it for the clause;
//! there is no query in the slices that loads a person without one.

use gx_kernel::object::ObjectKind;
use gx_kernel::{Id, IdKind, Problem};
use serde::{Deserialize, Serialize};

use crate::change::By;

/// Which rows of an object a role reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Default)]
#[serde(rename_all = "snake_case")]
pub enum Reach {
    /// None.
    #[default]
    None,
    /// Those the user owns.
    Own,
    /// Those the user owns and those nobody owns.
    OwnAndFree,
    /// Those that the user, the user's team and the teams below it own.
    Team,
    /// The same and those nobody owns.
    TeamAndFree,
    /// Those the user owns and those in the territories that the user or the user's team looks after, whoever owns them.
    Territory,
    /// All.
    All,
}

/// What can be done to a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verb {
    /// Read it, in lists, pages, counts, search, live news.
    See,
    /// Make one for an owner within reach.
    Create,
    /// Change it.
    Edit,
    /// Take it away.
    Delete,
    /// Take it out as a file.
    Export,
    /// Let a colleague see or change it.
    Share,
}

/// What a role may do.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Grants {
    /// People (and everything that hangs on them: timeline, orders, identities) that may be seen.
    pub see: Reach,
    /// For whom people may be made.
    pub create: Reach,
    /// People that may be changed.
    pub edit: Reach,
    /// People that may be taken away.
    pub delete: Reach,
    /// People that may be taken out as a file.
    pub export: Reach,
    /// People that may be shared with a colleague.
    pub share: Reach,
    /// Words for the rest, see [`WORDS`].
    pub may: Vec<String>,
    /// Fields that stay hidden: of people by their keys, such as `birth_date`; of other objects with the object before
    /// it, such as `order.x_margin` or `company.phone`. See [`HIDEABLE`].
    pub hidden: Vec<String>,
    /// Fields that are seen and not changed, named in the same way.
    pub locked: Vec<String>,
}

/// What a role may be allowed beside records: `import` files, `merge` persons, `sources` and their keys, `ingest`
/// health, `users` and all set-up, `views` for everybody, `audit` of what was done, `privacy` for what people ask about
/// their own data, `leads` to share them out: to give and to guard them, and to decide disputes, `catalogue` for what is
/// sold at which price, and the rules of quotes.
pub const WORDS: &[&str] =
    &["import", "merge", "sources", "ingest", "users", "views", "audit", "privacy", "leads", "catalogue"];

/// The built-in fields that a role may hide and lock, beside those of people and those that were made. What lists are
/// made of, names and numbers of records, and what fairness and forecasts rest upon, stays open. `lines` are what was
/// ordered.
pub const HIDEABLE: &[(ObjectKind, &[&str])] = &[
    (
        ObjectKind::Company,
        &[
            "domain", "industry", "country", "region", "city", "address", "postcode", "phone", "size",
            "owner", "tags",
        ],
    ),
    (ObjectKind::Order, &["amount", "quantity", "lines"]),
    (ObjectKind::Interaction, &["title", "text", "amount"]),
    (ObjectKind::Deal, &["owner", "amount", "next_step", "lost_reason", "source", "competitors"]),
    (ObjectKind::Lead, &["amount", "next_step", "interest", "source"]),
    (ObjectKind::Activity, &["place", "outcome"]),
];

impl Grants {
    fn wished(&self, verb: Verb) -> Reach {
        match verb {
            Verb::See => self.see,
            Verb::Create => self.create,
            Verb::Edit => self.edit,
            Verb::Delete => self.delete,
            Verb::Export => self.export,
            Verb::Share => self.share,
        }
    }

    /// How far a verb reaches; nobody does to a record what they cannot see.
    pub fn reach(&self, verb: Verb) -> Reach {
        let wished = self.wished(verb);
        // Creating asks nothing about rows that are there.
        if verb == Verb::Create { wished } else { wished.within(self.see) }
    }

    /// The reaches within all of which a record must lie. One is enough but where the wish is of territories and the
    /// sight is not, or the other way about: no single word says what both reach.
    fn reaches(&self, verb: Verb) -> [Option<Reach>; 2] {
        let wished = self.wished(verb);
        let territory = Reach::Territory;
        let mixed = (wished == territory) != (self.see == territory);
        let plain = |r: Reach| matches!(r, Reach::None | Reach::Own | Reach::All);
        if verb == Verb::Create || !mixed || plain(wished) || plain(self.see) {
            [Some(self.reach(verb)), None]
        } else {
            [Some(wished), Some(self.see)]
        }
    }

    /// Everything.
    pub fn all() -> Self {
        let r = Reach::All;
        let may = WORDS.iter().map(|w| (*w).to_owned()).collect();
        Self { see: r, create: r, edit: r, delete: r, export: r, share: r, may, ..Self::default() }
    }
}

impl Reach {
    fn team(self) -> bool {
        matches!(self, Self::Team | Self::TeamAndFree)
    }

    fn free(self) -> bool {
        matches!(self, Self::OwnAndFree | Self::TeamAndFree)
    }

    /// What both reach, or as much of it as one word can say.
    pub fn within(self, other: Self) -> Self {
        match (self, other) {
            (Self::None, _) | (_, Self::None) => Self::None,
            (Self::All, r) | (r, Self::All) => r,
            (Self::Territory, Self::Territory) => Self::Territory,
            (a, b) => match (a.team() && b.team(), a.free() && b.free()) {
                (true, true) => Self::TeamAndFree,
                (true, false) => Self::Team,
                (false, true) => Self::OwnAndFree,
                (false, false) => Self::Own,
            },
        }
    }
}

/// What one user's place in the workspace adds to the role.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// The user and everybody in the user's team and the teams below it.
    pub team: Vec<Id>,
    /// Persons shared with the user, to be seen.
    pub shared: Vec<Id>,
    /// Those of them that may also be changed.
    pub shared_edit: Vec<Id>,
    /// The territories that the user or the user's team looks after, and those below them.
    pub territories: Vec<Id>,
    /// The pools from which the user may claim.
    pub pools: Vec<Id>,
}

/// What decides, beside the record itself, who reaches it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Holding {
    /// Who looks after it.
    pub owner: Option<Id>,
    /// In which territory it lies.
    pub territory: Option<Id>,
    /// In which pool it waits, if nobody has it.
    pub pool: Option<Id>,
}

impl Holding {
    /// Of an owner, in no territory: companies, and records that are yet to be made.
    pub fn of(owner: Option<Id>) -> Self {
        Self { owner, ..Self::default() }
    }
}

/// A user's rights, as one request carries them.
#[derive(Clone, Debug)]
pub struct Access {
    by: By,
    grants: Grants,
    standing: Standing,
    program: bool,
    /// Whether somebody looks as this user: what is private stays unseen.
    looks: bool,
    /// Whether queries go through all rows.
    sweeps: bool,
}

impl Access {
    /// The rights of a user who stands alone.
    pub fn user(id: Id, grants: Grants) -> Self {
        Self::standing(id, grants, Standing::default())
    }

    /// The rights of a user with a team and with records shared.
    pub fn standing(id: Id, grants: Grants, standing: Standing) -> Self {
        Self { by: By::User(id), grants, standing, program: false, looks: false, sweeps: false }
    }

    /// The program itself: jobs, ingest, the command line of the owner.
    pub fn system() -> Self {
        Self {
            by: By::System,
            grants: Grants::all(),
            standing: Standing::default(),
            program: false,
            looks: false,
            sweeps: false,
        }
    }

    /// The same eyes without hands: what a user would see, for somebody who looks as that user.
    #[must_use]
    pub fn looking(mut self) -> Self {
        let none = Reach::None;
        self.grants =
            Grants { create: none, edit: none, delete: none, export: none, share: none, ..self.grants };
        self.grants.may.retain(|w| w == "ingest" || w == "audit");
        self.looks = true;
        self
    }

    /// The same rights, said in the way that suits a pass over all rows rather than a page of them.
    #[must_use]
    pub fn sweeping(&self) -> Self {
        Self { sweeps: true, ..self.clone() }
    }

    /// No more than what the scopes of a key name, see [`WORDS`] and `read`, `write`, `delete`, `export`, `import`,
    /// `setup`.
    #[must_use]
    pub fn scoped(mut self, scopes: &[String]) -> Self {
        let has = |scope: &str| scopes.iter().any(|s| s == scope);
        let cut = |reach: Reach, scope: &str| if has(scope) { reach } else { Reach::None };
        let g = &mut self.grants;
        // Nothing can be changed unseen.
        g.see =
            if has("read") || has("write") || has("delete") || has("export") { g.see } else { Reach::None };
        g.create = cut(g.create, "write");
        g.edit = cut(g.edit, "write");
        g.share = cut(g.share, "write");
        g.delete = cut(g.delete, "delete");
        g.export = cut(g.export, "export");
        g.may.retain(|word| match word.as_str() {
            "merge" | "views" => has("write"),
            "import" => has("import"),
            "users" | "sources" | "privacy" => has("setup"),
            _ => has("read"),
        });
        self.program = true;
        if g.see == Reach::None {
            self.standing.shared.clear();
            self.standing.shared_edit.clear();
        }
        self
    }

    /// Whether a program acts, with a key.
    pub fn is_program(&self) -> bool {
        self.program
    }

    /// Who acts.
    pub fn by(&self) -> By {
        self.by
    }

    /// What the role may do.
    pub fn grants(&self) -> &Grants {
        &self.grants
    }

    /// The user and everybody in the user's team and the teams below it.
    pub fn team(&self) -> &[Id] {
        &self.standing.team
    }

    /// Whether the role has a word such as `import`.
    pub fn may(&self, word: &str) -> bool {
        self.grants.may.iter().any(|w| w == word)
    }

    /// Refuses unless the role has the word.
    pub fn need(&self, word: &str) -> Result<(), Problem> {
        if self.may(word) {
            Ok(())
        } else {
            Err(Problem::forbidden(format!("Your role may not do this ({word}).")))
        }
    }

    /// Whether the role may do this to any record at all.
    pub fn can(&self, verb: Verb) -> bool {
        self.grants.reach(verb) != Reach::None
    }

    /// Refuses unless the role may do this to some record.
    pub fn need_verb(&self, verb: Verb) -> Result<(), Problem> {
        if self.can(verb) {
            return Ok(());
        }
        let word =
            serde_json::to_value(verb).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default();
        Err(Problem::forbidden(format!("Your role may not do this ({word}).")))
    }

    /// Whether a person field is hidden from this user.
    pub fn hides(&self, field: &str) -> bool {
        self.grants.hidden.iter().any(|f| f == field)
    }

    /// Whether this user may not change a person field.
    pub fn locks(&self, field: &str) -> bool {
        self.hides(field) || self.grants.locked.iter().any(|f| f == field)
    }

    /// Whether a field of any object is hidden from this user. Roles name a field of people by its key alone, one of
    /// another object with the object before it: `order.x_margin`.
    ///
    /// What an order came to stands in the interaction that told of it, too.
    pub fn hides_of(&self, object: ObjectKind, key: &str) -> bool {
        if self.grants.hidden.is_empty() {
            return false;
        }
        self.hides(&named(object, key))
            || object == ObjectKind::Interaction && key == "amount" && self.hides("order.amount")
    }

    /// Whether the properties that an interaction came with may hold what the role hides: they are kept as they were
    /// sent, the words and the amounts among them.
    pub fn hides_props(&self) -> bool {
        HIDEABLE.iter().any(|(object, keys)| {
            matches!(object, ObjectKind::Order | ObjectKind::Interaction)
                && keys.iter().any(|key| self.hides_of(*object, key))
        })
    }

    /// Whether this user may not change a field of any object, named as for [`Self::hides_of`].
    pub fn locks_of(&self, object: ObjectKind, key: &str) -> bool {
        self.locks(&named(object, key))
    }

    /// The clause over rows of person with the given alias (a root row) that this user may see.
    pub fn see_person(&self, alias: &str) -> String {
        self.person(Verb::See, alias)
    }

    /// The clause over person rows (roots) to which this user may do something.
    pub fn person(&self, verb: Verb, alias: &str) -> String {
        self.owned(verb, alias, |ids| format!("{alias}.territory IN ({ids})"))
    }

    /// The clause over deals to which this user may do something: by their own owner, and by where their person lies.
    pub fn deal(&self, verb: Verb, alias: &str) -> String {
        self.owned(verb, alias, |ids| self.by_person(alias, &format!("acl_r.territory IN ({ids})")))
    }

    /// The clause over leads to which this user may do something. One that waits in a pool is seen by those who may
    /// claim it, and changed by nobody but whoever reaches all.
    pub fn lead(&self, verb: Verb, alias: &str) -> String {
        let held =
            self.owned(verb, alias, |ids| self.by_person(alias, &format!("acl_r.territory IN ({ids})")));
        if held == "1 = 1" {
            return held;
        }
        let held = format!("({alias}.pool IS NULL OR {alias}.owner IS NOT NULL) AND {held}");
        if verb != Verb::See || !self.can(Verb::See) || self.standing.pools.is_empty() {
            return format!("({held})");
        }
        let pools: Vec<String> =
            self.standing.pools.iter().map(|id| format!("'{}'", id.show(IdKind::Pool))).collect();
        format!("({held} OR {alias}.owner IS NULL AND {alias}.pool IN ({}))", pools.join(","))
    }

    /// The clause over activities to which this user may do something. One is its owner's; who is asked to come sees it,
    /// and so does whoever sees the person that it is about, so that nobody goes there twice. What is private is seen by
    /// its owner and who is asked to come. Changing and taking away are one: what is to be done is no record of customers.
    pub fn activity(&self, verb: Verb, alias: &str) -> String {
        let verb = if verb == Verb::Delete { Verb::Edit } else { verb };
        let me = if self.looks { 0 } else { self.by.id().map_or(0, |id| id.0) };
        let open = format!("{alias}.private = 0 OR {alias}.owner = {me}");
        let held =
            self.owned(verb, alias, |ids| self.by_person(alias, &format!("acl_r.territory IN ({ids})")));
        if verb != Verb::See || !self.can(Verb::See) {
            return format!("({open}) AND {held}");
        }
        let asked = format!(
            "{alias}.id IN (SELECT acl_g.activity_id FROM activity_guest acl_g WHERE acl_g.staff_id = {me})"
        );
        if held == "1 = 1" {
            return format!("({open} OR {asked})");
        }
        let person = self.hanging(Verb::See, alias);
        format!("(({open}) AND ({held} OR {person}) OR {asked})")
    }

    /// The clause over rows with an owner; `lies` says how a row lies in one of some territories.
    fn owned(&self, verb: Verb, alias: &str, lies: impl Fn(&str) -> String) -> String {
        match self.grants.reaches(verb) {
            [Some(one), None] => self.clause(one, self.shared(verb), alias, &lies),
            [Some(wished), Some(seen)] => {
                let both = [(wished, verb), (seen, Verb::See)];
                let both = both.map(|(reach, of)| self.clause(reach, self.shared(of), alias, &lies));
                both.join(" AND ")
            }
            _ => "1 = 0".into(),
        }
    }

    fn clause(&self, reach: Reach, shared: &[Id], alias: &str, lies: impl Fn(&str) -> String) -> String {
        let mut parts: Vec<String> = Vec::new();
        // Ids are numbers of ours, so writing them into the text is safe.
        let me = self.by.id().map_or(0, |id| id.0);
        match reach {
            Reach::All => return "1 = 1".into(),
            Reach::None => {}
            _ if reach.team() && self.standing.team.len() > 1 => {
                parts.push(format!("{alias}.owner IN ({})", list(&self.standing.team)));
            }
            _ => parts.push(format!("{alias}.owner = {me}")),
        }
        if reach.free() {
            parts.push(format!("{alias}.owner IS NULL"));
        }
        if reach == Reach::Territory && !self.standing.territories.is_empty() {
            let ids: Vec<String> = self
                .standing
                .territories
                .iter()
                .map(|id| format!("'{}'", id.show(IdKind::Territory)))
                .collect();
            parts.push(lies(&ids.join(",")));
        }
        if !shared.is_empty() {
            parts.push(format!("{alias}.id IN ({})", list(shared)));
        }
        match parts.as_slice() {
            [] => "1 = 0".into(),
            [one] => one.clone(),
            _ => format!("({})", parts.join(" OR ")),
        }
    }

    /// What is shared with the user for a verb.
    fn shared(&self, verb: Verb) -> &[Id] {
        match verb {
            Verb::See => &self.standing.shared,
            // A share lends a record, not a right that the role lacks altogether.
            Verb::Edit if self.grants.edit != Reach::None => &self.standing.shared_edit,
            _ => &[],
        }
    }

    /// The clause over any object's rows: interactions and orders are seen with their person, companies by all who see anyone.
    pub fn see(&self, object: ObjectKind, alias: &str) -> String {
        match object {
            ObjectKind::Person => self.see_person(alias),
            ObjectKind::Company => {
                if self.grants.see == Reach::None && self.standing.shared.is_empty() {
                    "1 = 0".into()
                } else {
                    "1 = 1".into()
                }
            }
            ObjectKind::Interaction | ObjectKind::Order => self.hanging(Verb::See, alias),
            ObjectKind::Deal => self.deal(Verb::See, alias),
            ObjectKind::Lead => self.lead(Verb::See, alias),
            ObjectKind::Activity => self.activity(Verb::See, alias),
        }
    }

    /// The clause over companies to which this user may do something: seen by all who see anyone, otherwise by their
    /// owner, as [`Self::allows`] has it of one. They lie in no territory.
    pub fn company(&self, verb: Verb, alias: &str) -> String {
        match verb {
            Verb::See => self.see(ObjectKind::Company, alias),
            _ => self.owned(verb, alias, |_| "1 = 0".into()),
        }
    }

    /// The clause over rows that hang on a person (interactions, orders) to whose person this user may do something.
    pub fn hanging(&self, verb: Verb, alias: &str) -> String {
        match self.person(verb, "acl_r").as_str() {
            "1 = 1" => "1 = 1".into(),
            clause => self.by_person(alias, clause),
        }
    }

    /// That a row hangs on a person (`acl_r`, the root) of whom a clause holds. A page of rows asks it of each of them;
    /// a pass over all of them has the persons looked up once.
    fn by_person(&self, alias: &str, clause: &str) -> String {
        let from = "person acl_n JOIN person acl_r ON acl_r.id = acl_n.canonical_id";
        if self.sweeps {
            format!("{alias}.person_id IN (SELECT acl_n.id FROM {from} WHERE {clause})")
        } else {
            format!("EXISTS (SELECT 1 FROM {from} WHERE acl_n.id = {alias}.person_id AND {clause})")
        }
    }

    /// Whether this user may do something to a record held so: the twin of [`Self::person`] in memory.
    pub fn allows(&self, verb: Verb, row: Id, holding: Holding) -> bool {
        if let (None, Some(pool), Verb::See) = (holding.owner, holding.pool, verb)
            && self.can(Verb::See)
            && self.standing.pools.contains(&pool)
        {
            return true;
        }
        match self.grants.reaches(verb) {
            [Some(one), None] => self.covers(one, holding) || self.shared(verb).contains(&row),
            [Some(wished), Some(seen)] => {
                (self.covers(wished, holding) || self.shared(verb).contains(&row))
                    && (self.covers(seen, holding) || self.standing.shared.contains(&row))
            }
            _ => false,
        }
    }

    fn covers(&self, reach: Reach, holding: Holding) -> bool {
        let owned = match (reach, holding.owner) {
            (Reach::All, _) => true,
            (Reach::None, _) => false,
            (_, None) if holding.pool.is_some() => return false,
            (r, None) => r.free(),
            (r, Some(owner)) => {
                Some(owner) == self.by.id() || (r.team() && self.standing.team.contains(&owner))
            }
        };
        owned || (reach == Reach::Territory && self.lies_in_mine(holding))
    }

    fn lies_in_mine(&self, holding: Holding) -> bool {
        holding.territory.is_some_and(|t| self.standing.territories.contains(&t))
    }

    /// Whether the caller may make a record for this owner.
    pub fn may_create_for(&self, owner: Option<Id>) -> bool {
        // Who may make records at all may make one that is nobody's yet, and one of their own.
        let reach = self.grants.create;
        reach != Reach::None
            && match owner {
                None => true,
                Some(owner) => {
                    Some(owner) == self.by.id()
                        || reach == Reach::All
                        || (reach.team() && self.standing.team.contains(&owner))
                }
            }
    }

    /// Why the caller may see a record: `own`, `team`, `free`, `territory`, `all`, `shared`, in this order.
    pub fn reasons(&self, row: Id, holding: Holding) -> Vec<&'static str> {
        let owner = holding.owner;
        let reach = self.grants.reach(Verb::See);
        let mut out = Vec::new();
        if owner.is_some() && owner == self.by.id() && reach != Reach::None {
            out.push("own");
        } else if owner.is_some_and(|o| reach.team() && self.standing.team.contains(&o)) {
            out.push("team");
        }
        if owner.is_none() && reach.free() {
            out.push("free");
        }
        if reach == Reach::Territory && self.lies_in_mine(holding) {
            out.push("territory");
        }
        if reach == Reach::All {
            out.push("all");
        }
        if self.standing.shared.contains(&row) {
            out.push("shared");
        }
        out
    }
}

fn list(ids: &[Id]) -> String {
    ids.iter().map(|id| id.0.to_string()).collect::<Vec<_>>().join(",")
}

/// The roles a workspace starts with.
pub fn first_roles() -> Vec<(&'static str, &'static str, Grants)> {
    let words = |list: &[&str]| list.iter().map(|w| (*w).to_owned()).collect::<Vec<_>>();
    let all = Reach::All;
    let free = Reach::OwnAndFree;
    vec![
        ("admin", "管理员 Administrator", Grants::all()),
        (
            "manager",
            "管理层 Manager",
            Grants {
                may: words(&["import", "merge", "ingest", "views", "audit", "leads", "catalogue"]),
                ..Grants::all()
            },
        ),
        (
            "team_lead",
            "团队主管 Team lead",
            Grants {
                see: Reach::TeamAndFree,
                create: Reach::Team,
                edit: Reach::TeamAndFree,
                delete: Reach::Team,
                share: Reach::Team,
                may: words(&["merge", "leads"]),
                ..Grants::default()
            },
        ),
        (
            "sales",
            "销售 Sales",
            Grants {
                see: free,
                create: Reach::Own,
                edit: free,
                share: Reach::Own,
                may: words(&["merge"]),
                ..Grants::default()
            },
        ),
        (
            "service",
            "客服 Service",
            Grants {
                see: all,
                create: all,
                edit: all,
                share: all,
                may: words(&["merge"]),
                ..Grants::default()
            },
        ),
        (
            "marketing",
            "市场 Marketing",
            Grants {
                see: all,
                export: all,
                may: words(&["import", "ingest", "views"]),
                hidden: words(&["birth_date"]),
                ..Grants::default()
            },
        ),
        (
            "auditor",
            "审计 Auditor",
            Grants { see: all, may: words(&["audit", "ingest"]), ..Grants::default() },
        ),
    ]
}

/// How a role names a field of an object.
fn named(object: ObjectKind, key: &str) -> std::borrow::Cow<'_, str> {
    if object == ObjectKind::Person { key.into() } else { format!("{object}.{key}").into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    const REACHES: [Reach; 7] = [
        Reach::None,
        Reach::Own,
        Reach::OwnAndFree,
        Reach::Team,
        Reach::TeamAndFree,
        Reach::Territory,
        Reach::All,
    ];
    const VERBS: [Verb; 5] = [Verb::See, Verb::Edit, Verb::Delete, Verb::Export, Verb::Share];

    /// What the clause says of one row, evaluated by hand: its grammar is small.
    fn holds(clause: &str, row: i64, holding: Holding) -> bool {
        let owner = holding.owner.map(|id| id.0);
        clause.split(" AND ").all(|both| {
            both.trim_matches(['(', ')']).split(" OR ").any(|part| {
                let part = part.trim_end_matches(')');
                let within =
                    |list: &str| list.split(',').filter_map(|n| n.parse::<i64>().ok()).collect::<Vec<_>>();
                match part {
                    "1 = 1" => true,
                    "1 = 0" => false,
                    "p.owner IS NULL" => owner.is_none(),
                    _ => match part.split_once(" IN (") {
                        Some(("p.owner", ids)) => owner.is_some_and(|o| within(ids).contains(&o)),
                        Some(("p.territory", texts)) => holding.territory.is_some_and(|t| {
                            texts.split(',').any(|x| x == format!("'{}'", t.show(IdKind::Territory)))
                        }),
                        Some((_, ids)) => within(ids).contains(&row),
                        None => owner == part.strip_prefix("p.owner = ").and_then(|n| n.parse().ok()),
                    },
                }
            })
        })
    }

    #[test]
    fn the_clause_and_its_twin_in_memory_agree_and_nothing_goes_beyond_what_is_seen() {
        let standing = Standing {
            team: vec![Id(1), Id(2)],
            shared: vec![Id(70), Id(71)],
            shared_edit: vec![Id(71)],
            territories: vec![Id(8), Id(9)],
            pools: Vec::new(),
        };
        let held = [None, Some(Id(1)), Some(Id(2)), Some(Id(3))].into_iter().flat_map(|owner| {
            [None, Some(Id(8)), Some(Id(80))].map(|territory| Holding { owner, territory, pool: None })
        });
        let held: Vec<Holding> = held.collect();
        for see in REACHES {
            for other in REACHES {
                let grants = Grants {
                    see,
                    edit: other,
                    delete: other,
                    export: other,
                    share: other,
                    ..Grants::default()
                };
                let access = Access::standing(Id(1), grants, standing.clone());
                for holding in held.iter().copied() {
                    for row in [7, 70, 71] {
                        let seen = access.allows(Verb::See, Id(row), holding);
                        for verb in VERBS {
                            let clause = access.person(verb, "p");
                            let allowed = access.allows(verb, Id(row), holding);
                            let what = format!("{see:?} {verb:?} {other:?} {holding:?} {row} {clause}");
                            assert_eq!(holds(&clause, row, holding), allowed, "{what}");
                            let clause = access.company(verb, "p");
                            if holding.territory.is_none() && verb != Verb::See {
                                assert_eq!(holds(&clause, row, holding), allowed, "{what} {clause}");
                            }
                            assert!(seen || !allowed, "{what}");
                        }
                        let reasons = access.reasons(Id(row), holding);
                        assert_eq!(!reasons.is_empty(), seen, "{see:?} {holding:?} {row}");
                    }
                }
            }
        }
    }

    #[test]
    fn who_looks_as_another_changes_nothing() {
        let access = Access::user(Id(1), Grants::all()).looking();
        assert!(access.can(Verb::See));
        for verb in [Verb::Create, Verb::Edit, Verb::Delete, Verb::Export, Verb::Share] {
            assert!(!access.can(verb), "{verb:?}");
        }
        for word in ["import", "merge", "sources", "users", "views"] {
            assert!(!access.may(word), "{word}");
        }
    }
}
