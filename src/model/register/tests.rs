use super::*;

/// Whose firm it is follows from what the register says, never from there being one person alone.
#[test]
fn the_only_person_is_the_one_unless_something_else_is_written_of_them() {
    let q = crate::bank::embedded().unwrap();
    for (role, duties, is) in [
        ("", &[][..], true),
        ("Owner", &[], true),
        ("Managing director", &[], true),
        ("", &["approves", "speaks"], true),
        ("Tax adviser", &["approves"], true),
        ("Tax adviser", &[], false),
        ("", &["speaks"], false),
        ("Owner", &["speaks"], false),
    ] {
        let mut a = Assessment::new(&q);
        let id = Rid::new(1_700_000_000, 1);
        let mut set = |key: &str, value: &str| a.set(&q, key, Some(value.to_owned()));
        set("about.size", "solo");
        for (key, value) in [("made", "2026-11-01"), ("no", "1"), ("name", "Ana"), ("role", role)] {
            if !value.is_empty() {
                set(&format!("person.{id}.{key}"), value);
            }
        }
        for duty in duties {
            set(&format!("person.{id}.duties.{duty}"), "yes");
        }
        assert_eq!(a.the_one().map(|p| p.name), is.then(|| "Ana".to_owned()), "{role} {duties:?}");
        a.set(&q, "about.size", Some("micro".to_owned()));
        assert_eq!(a.the_one(), None, "not alone");
    }
}

/// Who comes from outside changes nothing of that, however little is written of them; a second person of the firm does.
#[test]
fn an_auditor_from_outside_changes_nothing_of_whose_firm_it_is() {
    let q = crate::bank::embedded().unwrap();
    for (role, duties, is, one) in [
        ("External auditor", &[][..], true, true),
        ("", &["audits"], true, true),
        ("Managing partner, audit firm", &["audits"], true, true),
        ("Tax adviser", &["speaks"], true, true),
        ("Baker", &[], true, false),
        ("", &[], false, false),
    ] {
        let mut a = Assessment::new(&q);
        let mut set = |key: &str, value: &str| a.set(&q, key, Some(value.to_owned()));
        set("about.size", "solo");
        let (ana, other) = (Rid::new(1_700_000_000, 1), Rid::new(1_700_000_000, 2));
        for (id, no, name, role) in [(&ana, "1", "Ana", ""), (&other, "2", "Eva", role)] {
            for (key, value) in [("made", "2026-11-01"), ("no", no), ("name", name), ("role", role)] {
                if !value.is_empty() {
                    set(&format!("person.{id}.{key}"), value);
                }
            }
        }
        for duty in duties {
            set(&format!("person.{other}.duties.{duty}"), "yes");
        }
        assert_eq!(a.the_one().map(|p| p.name), is.then(|| "Ana".to_owned()), "{role} {duties:?}");
        assert_eq!(a.is_one_person(), one, "{role} {duties:?}");
    }
}

#[test]
fn a_no_moves_nothing_that_nothing_does_not() {
    let q = crate::bank::embedded().unwrap();
    let of = |said: Option<&str>| {
        let mut a = Assessment::new(&q);
        let mut set = |key: &str, value: &str| a.set(&q, key, Some(value.to_owned()));
        for (field, value) in [("made", "yes"), ("no", "1"), ("name", "Bot")] {
            set(&format!("system.1-abcdef.{field}"), value);
        }
        for (field, value) in [("made", "yes"), ("no", "1"), ("what", "Ask"), ("at", "5.2")] {
            set(&format!("parked.1-abcdef.{field}"), value);
        }
        for key in ["system.1-abcdef.affects", "system.1-abcdef.legal", "parked.1-abcdef.closed"] {
            a.set(&q, key, said.map(str::to_owned));
        }
        let s = a.systems()[0].clone();
        let counted = (a.index().exposed_systems(), a.index().open_parked());
        (s.affects_people, s.legal_duty, a.parked().len(), counted)
    };
    assert_eq!(of(Some("no")), of(None));
    assert_ne!(of(Some("yes")), of(None));
}
