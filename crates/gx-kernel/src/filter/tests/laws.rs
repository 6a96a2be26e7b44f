//! Laws that hold for every filter and every row.

use jiff::tz::TimeZone;
use proptest::prelude::*;

use super::generate::{NOW, catalogue, filter, world};
use crate::clock::Micros;
use crate::filter::{Context, Filter, check, explain, fold, matches, parse, print, resolve};
use crate::id::Id;
use crate::object::ObjectKind;

fn context() -> Context {
    Context {
        now: Micros(NOW),
        zone: TimeZone::get("Asia/Shanghai").unwrap(),
        me: Some(Id(7)),
        my_team: vec![Id(7), Id(8)],
    }
}

fn objects() -> impl Strategy<Value = ObjectKind> {
    proptest::sample::select(ObjectKind::ALL)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn what_is_printed_reads_back(f in objects().prop_flat_map(|o| (Just(o), filter(o)))) {
        let (object, f) = f;
        let catalogue = catalogue(object);
        prop_assert_eq!(check(&f, &catalogue), Ok(()));
        let text = print(&f);
        match parse(&text, &catalogue) {
            Ok(back) => prop_assert_eq!(&back, &f, "{}", text),
            Err(e) => prop_assert!(false, "{text}\n{e:?}"),
        }
        let json = serde_json::to_string(&f).unwrap();
        prop_assert_eq!(serde_json::from_str::<Filter>(&json).unwrap(), f, "{}", json);
    }

    #[test]
    fn denial_and_groups_are_what_they_say(w in world(), a in filter(ObjectKind::Person), b in filter(ObjectKind::Person)) {
        let catalogue = catalogue(ObjectKind::Person);
        let of = vec![a.clone(), b.clone()];
        for line in w.rows(ObjectKind::Person) {
            let row = w.record(ObjectKind::Person, line, 1);
            let held = |f: &Filter| matches(f, &catalogue, &context(), &row).unwrap();
            let (x, y) = (held(&a), held(&b));
            prop_assert_eq!(held(&Filter::Not { of: Box::new(a.clone()) }), !x);
            prop_assert_eq!(held(&Filter::All { of: of.clone() }), x && y);
            prop_assert_eq!(held(&Filter::Any { of: of.clone() }), x || y);
            prop_assert_eq!(explain(&a, &catalogue, &context(), &row).unwrap().held, x);
        }
    }

    #[test]
    fn any_text_gives_a_filter_or_a_place(text in r#"[a-z0-9 ()=<>!.,"'\\“”（），林茶-]{0,60}|\PC{0,40}"#) {
        match parse(&text, &catalogue(ObjectKind::Person)) {
            Ok(f) => prop_assert_eq!(parse(&print(&f), &catalogue(ObjectKind::Person)), Ok(f)),
            Err(e) => prop_assert!(text.is_char_boundary(e.at) && text.is_char_boundary(e.at + e.len), "{e:?}"),
        }
    }

    #[test]
    fn a_broken_filter_gives_a_place(f in filter(ObjectKind::Person), cut in 0_usize..400, put in r#"[a-z"(),=林 ]{0,3}"#) {
        let whole = print(&f);
        let cut = (0..=cut.min(whole.len())).rev().find(|i| whole.is_char_boundary(*i)).unwrap_or(0);
        let text = format!("{}{put}{}", &whole[..cut], whole[cut..].chars().skip(1).collect::<String>());
        if let Err(e) = parse(&text, &catalogue(ObjectKind::Person)) {
            prop_assert!(text.is_char_boundary(e.at) && text.is_char_boundary(e.at + e.len), "{text}\n{e:?}");
        }
    }

    #[test]
    fn resolving_never_fails_after_parsing_at_any_moment(f in filter(ObjectKind::Person), now in any::<i64>()) {
        let context = Context { now: Micros(now), ..context() };
        prop_assert!(resolve(&f, &catalogue(ObjectKind::Person), &context).is_ok());
    }

    #[test]
    fn names_and_ids_mean_the_same(f in filter(ObjectKind::Person)) {
        let mut catalogue = catalogue(ObjectKind::Person);
        catalogue.users = vec![(Id(6), "周以宁".into()), (Id(7), "o1".into())];
        let plan = |f: &Filter| resolve(f, &catalogue, &context());
        prop_assert_eq!(plan(&f.clone().with_labels(&catalogue)), plan(&f));
        prop_assert_eq!(plan(&f.clone().with_ids(&catalogue)), plan(&f));
    }

    #[test]
    fn folding_is_stable_and_keeps_lengths(t in "\\PC{0,12}") {
        prop_assert_eq!(fold(&fold(&t)), fold(&t));
        prop_assert_eq!(fold(&t).chars().count(), t.chars().count());
    }
}
