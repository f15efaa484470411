//! What goes with a change, or comes of it, and nobody said in so many words: why a control was left out once it is in, who approved
//! a version that is another now, who accepted a risk by another scale, a name somebody has already. Who makes such a change by a
//! command or by a file is told the same.

use super::assessment::keys;
use super::change::Edit;
use super::record::rescaled::{self, Move};
use super::record::value::{self, Context};
use super::record::{EVIDENCE, Field, Kind, PERSON, RISK, Rec, Rid, SYSTEM, over, read};
use super::statement::{Applicable, Flag, Named, Row};
use super::{Assessment, Level, Questionnaire};

/// One such thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Goes {
    /// Why a control, or a check of it, was left out.
    WhyOut {
        /// Where.
        at: String,
        /// What stood there.
        words: String,
    },
    /// Why a control was needed.
    WhyIn {
        /// Where.
        at: String,
        /// What stood there.
        words: String,
    },
    /// The answer of a control that is left out.
    Answer {
        /// Where.
        at: String,
        /// What was answered.
        level: Level,
    },
    /// The day to look again whether a control is still left out.
    LookAgain {
        /// Where.
        at: String,
        /// The day, as it is stored.
        day: String,
    },
    /// What was said of a record as it stood before.
    Over {
        /// Its number and name.
        record: String,
        /// The fields, with what stood there as one would type it.
        over: Vec<(&'static Field, String)>,
    },
    /// Who accepted risks that come to another level by a step of a scale.
    Rescaled {
        /// The step: number and name.
        record: String,
        /// Number and name of each risk.
        risks: Vec<String>,
    },
    /// An exclusion that the questionnaire forbids.
    CannotStand {
        /// What is left out.
        at: String,
        /// Why it cannot be.
        never: String,
    },
    /// A control that is left out although what stands here says that it is used or needed.
    InUse {
        /// What is left out.
        at: String,
        /// How far it was, where it was in use.
        level: Option<Level>,
        /// Number and name of what proves it.
        evidence: Vec<String>,
        /// Number and name of the risks that name it.
        risks: Vec<String>,
    },
    /// A control that is in, and that AI systems leave out for themselves all the same.
    OutFor {
        /// The control.
        at: String,
        /// Number and name of each.
        systems: Vec<String>,
    },
    /// Somebody has another name: in how many places it takes the place of the old one.
    Renamed {
        /// Number and name.
        record: String,
        /// Places beside the record itself.
        places: usize,
    },
    /// Risks that come to another level by a change of the scales.
    Moved(Vec<Move>),
    /// A record is called what another one is called: kind, and name and number of that one.
    Namesake {
        /// The kind.
        kind: &'static Kind,
        /// The name.
        name: String,
        /// The number of the other.
        no: String,
    },
}

/// The answer to a control that a decision to leave it out takes the place of.
pub fn answer(e: &Edit, at: &str) -> Option<Goes> {
    let c = e.changes.iter().find(|c| c.key == at)?;
    let is_out = c.now.as_deref().and_then(Level::parse) == Some(Level::NotApplicable);
    let level = c.was.as_deref().and_then(Level::parse)?;
    (is_out && level.is_an_answer()).then(|| Goes::Answer { at: at.to_owned(), level })
}

/// The reasons a change takes away, and the day to look at one again.
pub fn reasons(e: &Edit) -> Vec<Goes> {
    let of = |c: &super::change::Change| {
        let words = c.was.clone().filter(|was| c.now.is_none() && !was.trim().is_empty())?;
        let of = |prefix: &str| c.key.strip_prefix(prefix).map(str::to_owned);
        match of(keys::REASON) {
            Some(at) => Some(Goes::WhyOut { at, words }),
            None => match of(keys::AGAIN) {
                Some(at) => Some(Goes::LookAgain { at, day: words }),
                None => of(keys::WHY_IN).map(|at| Goes::WhyIn { at, words }),
            },
        }
    };
    e.changes.iter().filter_map(of).collect()
}

/// The fields an edit took away that were said of what it changes, as one would type them; `a` is as it is after.
pub fn over_of(
    a: &Assessment,
    kinds: &[&'static Kind],
    rec: &Rec<'_>,
    e: &Edit,
) -> Vec<(&'static Field, String)> {
    let shown = |(f, was): (&'static Field, String)| (f, value::shown_one(a, kinds, f.typ, &was));
    over::taken(rec, e).into_iter().map(shown).collect()
}

/// Number and name of each other risk whose acceptance an edit of this record took away.
pub fn rescaled_by(a: &Assessment, id: &Rid, e: &Edit) -> Vec<String> {
    let risk = |id: &Rid| {
        let risk = read::at(a, &RISK, id);
        format!("{} {}", risk.shown_no(), risk.name())
    };
    rescaled::taken(id, e).iter().map(risk).collect()
}

/// The risks that come to another level by an edit; `c` is as it is after.
pub fn moved_by(c: Context<'_>, e: &Edit) -> Vec<Move> {
    // All facts are held against each other, which other edits need not wait for.
    if !rescaled::touches(e) {
        return Vec::new();
    }
    let mut before = c.a.clone();
    before.apply(c.q, &e.inverse());
    rescaled::moves(Context { a: &before, ..c }, e)
}

/// The kinds of which two with one name are told; two steps of a scale with one are refused.
const TOLD: [&Kind; 2] = [&SYSTEM, &PERSON];

/// Another AI system or person with the name of this one: name and number.
pub fn namesake(a: &Assessment, rec: &Rec<'_>) -> Option<(String, String)> {
    if TOLD.iter().all(|kind| kind.key != rec.kind.key) || rec.name().trim().is_empty() {
        return None;
    }
    let other = read::by_name(a, rec.kind, rec.name()).find(|other| other.id != rec.id)?;
    Some((other.name().to_owned(), other.shown_no()))
}

/// What speaks against leaving a control out, where that is new: `a` is as it was before.
pub fn in_use(q: &Questionnaire, a: &Assessment, before: &Row, after: &Row) -> Option<Goes> {
    let r = before.requirement()?;
    if before.applicable == Applicable::No || after.applicable != Applicable::No {
        return None;
    }
    let levels: Vec<Level> = q.checks_of(r).filter_map(|c| a.level(q, c)).map(|(level, _)| level).collect();
    let level = [Level::Proven, Level::InUse].into_iter().find(|level| levels.contains(level));
    let evidence: Vec<String> =
        before.evidence.iter().map(|e| format!("{}-{} {}", EVIDENCE.letter, e.no, e.what)).collect();
    let named = |f: &Flag| if let Flag::RiskNames(risks) = f { Some(risks.clone()) } else { None };
    let risks = after.flags.iter().find_map(named).unwrap_or_default();
    let risks: Vec<String> = risks.iter().map(Named::whole).collect();
    let any = level.is_some() || !evidence.is_empty() || !risks.is_empty();
    any.then(|| Goes::InUse { at: before.id.clone(), level, evidence, risks })
}

/// The AI systems that leave a control out for themselves, where its row has it in.
pub fn out_for(row: &Row) -> Option<Goes> {
    let whole = row.not_for.iter().filter(|of| of.is_whole());
    let systems: Vec<String> = whole.map(|of| of.system.whole()).collect();
    let is_in = row.applicable == Applicable::Yes && !systems.is_empty();
    is_in.then(|| Goes::OutFor { at: row.id.clone(), systems })
}

/// At how many places beside their own record an edit gives somebody a new name.
pub fn places(kind: &Kind, id: &Rid, e: &Edit) -> usize {
    let own = kind.key_of(id, "");
    let changes = if kind.key == PERSON.key { e.changes.as_slice() } else { &[] };
    changes.iter().filter(|c| !c.key.starts_with(&own)).count()
}

/// All of it that comes of an edit of a record that was there before; `a` is as it is after.
pub fn of_record(
    a: &Assessment,
    kinds: &[&'static Kind],
    kind: &'static Kind,
    id: &Rid,
    e: &Edit,
) -> Vec<Goes> {
    let rec = read::at(a, kind, id);
    let record = format!("{} {}", rec.shown_no(), rec.name());
    let (over, risks) = (over_of(a, kinds, &rec, e), rescaled_by(a, id, e));
    let mut all = Vec::new();
    if !over.is_empty() {
        all.push(Goes::Over { record: record.clone(), over });
    }
    if !risks.is_empty() {
        all.push(Goes::Rescaled { record, risks });
    }
    let places = places(kind, id, e);
    if places > 0 {
        all.push(Goes::Renamed { record: format!("{} {}", rec.shown_no(), rec.name()), places });
    }
    let named = kind.naming().map(|f| kind.key_of(id, f.key));
    if e.changes.iter().any(|c| Some(&c.key) == named.as_ref())
        && let Some((name, no)) = namesake(a, &rec)
    {
        all.push(Goes::Namesake { kind, name, no });
    }
    all
}
