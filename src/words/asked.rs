//! What an organisation is not asked and why, whose work it is where nobody is named, and the size that is asked
//! again.

use crate::model::questionnaire::{Marker, Questionnaire};
use crate::model::roadmap::RoadmapItem;
use crate::model::{Assessment, OrgSize, Requirement};
use crate::say;

/// Why a check is not asked here and what asks it all the same, in words that are typed; none where it is asked.
pub fn why_not(q: &Questionnaire, a: &Assessment, check: usize) -> Option<String> {
    why_not_but(q, a, check, say!("in plain mode and scripts: ask-all yes"))
}

/// As [`why_not`], where the field that asks everything is reached in a way of its own. That way comes before the
/// reason: where there is little room, the end is cut.
pub fn why_not_but(q: &Questionnaire, a: &Assessment, check: usize, reached: &str) -> Option<String> {
    let why = q.check(check).not_alone.as_deref().filter(|_| !a.asks(q, check))?;
    Some(say!(
        "Not asked, because you work alone. \"Ask everything\" ({reached}) asks it all the same. {why} An answer given \
         to it counts.",
        reached,
        why
    ))
}

/// As [`why_not`], where it was said before what asks it all the same.
pub fn why_not_again(q: &Questionnaire, a: &Assessment, check: usize) -> Option<String> {
    let why = q.check(check).not_alone.as_deref().filter(|_| !a.asks(q, check))?;
    Some(say!("Not asked, because you work alone. {why}", why))
}

/// How many checks are not asked, what that does to figures and what asks them after all; none where all are asked.
pub fn left_out(q: &Questionnaire, a: &Assessment) -> Option<String> {
    let all = a.not_asked(q);
    let (n, counted) = (all.len(), all.iter().filter(|c| q.check(**c).mandatory).count());
    (n > 0).then(|| {
        say!(
            "{n|check|checks} {n?is|are} not asked, because you work alone; {counted} of them would count, and \
             leave the denominator of every figure. One that is answered itself is asked again; the field \"Ask \
             everything\" (in scripts: ask-all yes) asks all of them.",
            n,
            counted
        )
    })
}

/// Each check that is not asked, with the reason.
pub fn each_left_out(q: &Questionnaire, a: &Assessment) -> Vec<String> {
    let row = |c: usize| {
        let (id, why) = (&q.check(c).id, q.check(c).not_alone.as_deref().unwrap_or_default());
        format!("{id}: {why}")
    };
    a.not_asked(q).into_iter().map(row).collect()
}

/// That the size was given when its word meant something else, and what figures take it for; none where it was not.
pub fn size_again(a: &Assessment) -> Option<&'static str> {
    a.is_size_asked_again().then(size_meant)
}

/// What the size of an earlier rule meant, and what figures take it for.
pub fn size_meant() -> &'static str {
    say!(
        "The size \"small\" was given when it meant 2 to 50 people; now micro is 2 to 9 and small 10 to 49. Until it \
         is set again, hours are those of 10 to 49."
    )
}

/// Who owns the work on these requirements: where nobody is named in a firm of one, its owner, and for the internal
/// audit somebody else; else empty.
pub fn owner<'a>(q: &Questionnaire, a: &Assessment, closes: &[usize], named: &'a str) -> &'a str {
    if !named.trim().is_empty() || !a.owns_all() {
        named
    } else if q.audits(closes) {
        say!("someone from outside")
    } else {
        say!("the owner")
    }
}

/// What to do, and in a firm of one who cannot do it: nobody audits their own work.
pub fn to_do(q: &Questionnaire, a: &Assessment, i: &RoadmapItem) -> String {
    if !a.owns_all() || !q.audits(&i.closes) {
        return i.action.clone();
    }
    say!(
        "{action} (by someone from outside, such as a colleague from another firm: nobody audits their own work)",
        action = i.action
    )
}

/// Who usually knows and holds what a requirement asks for: who works alone, or whoever supplies the AI; among few
/// people the short word for them, because nobody there has the titles of a large firm.
pub fn usual_role<'r>(a: &Assessment, r: &'r Requirement) -> &'r str {
    match a.own_size() {
        Some(OrgSize::Solo) => say!("you, or a supplier of yours"),
        Some(OrgSize::Micro) => r.owner_small.as_deref().unwrap_or(&r.owner_role),
        _ => &r.owner_role,
    }
}

/// A name or a role with what the register of people adds to it: the role of a person, who holds a role; else as it is.
pub fn in_person(a: &Assessment, who: &str) -> String {
    let meant = a.meant(who);
    let names: Vec<&str> = meant.iter().map(|p| p.name.as_str()).filter(|n| !n.trim().is_empty()).collect();
    let role = meant.first().map_or("", |p| p.role.trim());
    match names.as_slice() {
        [] => who.to_owned(),
        [name] if role.is_empty() => (*name).to_owned(),
        [name] => format!("{name} ({role})"),
        // Each has a role of their own besides: the one that is asked for is said once.
        all => format!("{} ({who})", all.join(", ")),
    }
}

/// Who does what a requirement asks for: who works alone, but nobody audits their own work; else the usual role, and
/// who it is in a firm of three, where that is said.
pub fn does_it(a: Option<&Assessment>, r: &Requirement) -> Vec<String> {
    match a.filter(|a| a.owns_all()) {
        Some(_) if r.marker == Some(Marker::InternalAudit) => {
            vec![say!("someone from outside: nobody audits their own work").to_owned()]
        }
        Some(_) => vec![say!("you, even where a supplier or adviser helps").to_owned()],
        None => {
            let small = r.owner_small.iter();
            small
                .flat_map(|small| [r.owner_role.clone(), say!("in a firm of three: {owner}", owner = small)])
                .collect()
        }
    }
}

/// Whom an auditor talks to: who works alone, and beside them only whom the questionnaire names for one.
pub fn interviewed(a: &Assessment, r: &Requirement) -> Vec<String> {
    if !a.owns_all() {
        return r.auditor.interview.clone();
    }
    let others = r.alone.iter().flat_map(|own| own.interview.iter().cloned());
    std::iter::once(say!("You: in a firm of one you answer for it all").to_owned()).chain(others).collect()
}

/// How a requirement looks in an organisation of this one's size; none where its size is not known.
pub fn at_own_size<'r>(a: &Assessment, r: &'r Requirement) -> Option<&'r str> {
    a.own_size().map(|size| r.size.of(size)).filter(|words| !words.is_empty())
}
