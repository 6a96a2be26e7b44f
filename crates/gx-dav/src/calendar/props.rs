//! Properties of calendars and of what is in them (RFC 4791, 5).

use gx_agenda::ics;
use gx_http::Signed;
use gx_kernel::Locale;
use gx_store::access::Verb;

use super::Event;
use crate::paths::Calendar;
use crate::xml::{CALDAV, CALENDARSERVER, DAV, Name, escape};

/// A calendar, or what is in one.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Of<'a> {
    /// A calendar with the mark of its state.
    Calendar(Calendar, &'a str),
    /// An event or a task, with its text as it was asked for.
    Event(&'a Event, &'a str),
}

/// The inside of a property that calendars have and others have not; none where there is no such property.
pub(crate) fn one(me: &Signed, of: Of<'_>, name: &Name) -> Option<String> {
    match (of, name.space.as_str(), name.local.as_str()) {
        (Of::Calendar(..), DAV, "resourcetype") => Some("<D:collection/><K:calendar/>".to_owned()),
        (Of::Calendar(c, _), DAV, "displayname") | (Of::Calendar(c, _), CALDAV, "calendar-description") => {
            Some(title(me, Some(c)).to_owned())
        }
        (Of::Calendar(_, mark), DAV, "sync-token") | (Of::Calendar(_, mark), CALENDARSERVER, "getctag") => {
            Some(escape(mark))
        }
        (Of::Calendar(..), DAV, "supported-report-set") => Some(reports()),
        (Of::Calendar(c, _), CALDAV, "supported-calendar-component-set") => {
            Some(format!("<K:comp name=\"{}\"/>", c.component()))
        }
        (Of::Calendar(..), CALDAV, "supported-calendar-data") => {
            Some("<K:calendar-data content-type=\"text/calendar\" version=\"2.0\"/>".to_owned())
        }
        (Of::Calendar(..), CALDAV, "supported-collation-set") => Some(
            ["i;ascii-casemap", "i;octet", "i;unicode-casemap"]
                .map(|c| format!("<K:supported-collation>{c}</K:supported-collation>"))
                .concat(),
        ),
        (Of::Calendar(..), CALDAV, "max-resource-size") => Some(ics::MOST_BYTES.to_string()),
        (Of::Calendar(..), DAV, "current-user-privilege-set") => {
            Some(privileges(me.access.can(Verb::Edit), me.access.can(Verb::Create), true))
        }
        (Of::Event(e, _), DAV, "current-user-privilege-set") => Some(privileges(e.may_edit, false, false)),
        (Of::Event(..), DAV, "resourcetype") => Some(String::new()),
        (Of::Event(e, _), DAV, "displayname") => Some(escape(&e.activity.title)),
        (Of::Event(e, _), DAV, "getetag") => Some(escape(&e.etag())),
        (Of::Event(e, _), DAV, "getcontenttype") => {
            let task = e.activity.kind == gx_agenda::record::Kind::Task;
            let component = if task { "VTODO" } else { "VEVENT" };
            Some(format!("text/calendar; charset=utf-8; component={component}"))
        }
        (Of::Event(e, _), DAV, "getcontentlength") => Some(e.text.len().to_string()),
        (Of::Event(_, text), CALDAV, "calendar-data") => Some(escape(text)),
        _ => None,
    }
}

fn reports() -> String {
    ["<K:calendar-multiget/>", "<K:calendar-query/>", "<K:free-busy-query/>", "<D:sync-collection/>"]
        .map(|n| format!("<D:supported-report><D:report>{n}</D:report></D:supported-report>"))
        .concat()
}

/// What may be done in general; each event is asked again when it is written.
fn privileges(edit: bool, create: bool, calendar: bool) -> String {
    let mut names = vec!["<D:read/>", "<D:read-current-user-privilege-set/>"];
    names.extend(calendar.then_some("<K:read-free-busy/>"));
    names.extend(edit.then_some("<D:write-content/>"));
    names.extend(create.then_some("<D:bind/>"));
    names.extend((edit && calendar).then_some("<D:unbind/>"));
    names.extend((edit && (create || !calendar)).then_some("<D:write/>"));
    names.iter().map(|n| format!("<D:privilege>{n}</D:privilege>")).collect()
}

/// What a calendar, or the home of both, is called.
pub(crate) fn title(me: &Signed, calendar: Option<Calendar>) -> &'static str {
    let locale = me.user.locale.as_deref().and_then(Locale::from_tag).unwrap_or_default();
    match (calendar, locale.tag()) {
        (None, "en") => "Calendars",
        (None, "zh-TW") => "行事曆",
        (None, _) => "日历",
        (Some(Calendar::Agenda), "en") => "My agenda",
        (Some(Calendar::Agenda), "zh-TW") => "我的行程",
        (Some(Calendar::Agenda), _) => "我的日程",
        (Some(Calendar::Tasks), "en") => "My tasks",
        (Some(Calendar::Tasks), "zh-TW") => "我的待辦",
        (Some(Calendar::Tasks), _) => "我的待办",
    }
}
